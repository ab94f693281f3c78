using Matcher.Scorer.Features;

namespace Matcher.Scorer.Trees;

/// <summary>
/// Neighbouring leaves of a tree whose contributions are worked out beforehand for every combination of bins that they can tell apart: its
/// cells. Cells are numbered so that each feature adds its own part to the number.
/// </summary>
internal sealed class LeafBundle
{
    // A bit each in a word.
    private const int MostLeaves = 64;
    private const int CellsBits = 31;

    private readonly List<BundledFeature> features = [];

    private LeafBundle(IReadOnlyList<LeafPath> paths, FeatureBins bins)
    {
        Paths = paths;
        long cells = 1;
        foreach (var feature in paths.SelectMany(path => path.Conditions).Select(condition => condition.Feature).Distinct().Order())
        {
            var conditions = paths.Select(path => path.On(feature)).ToArray();
            // Which leaves a bin can lead to as far as this feature decides, a bit each.
            var states = new Dictionary<ulong, int>();
            var (stateOfBin, binOfState) = (new int[bins.Count(feature)], new List<int>());
            for (var bin = 0; bin < stateOfBin.Length; bin++)
            {
                var leaves = 0ul;
                for (var leaf = 0; leaf < conditions.Length; leaf++)
                    if (conditions[leaf].Holds(bin)) leaves |= 1ul << leaf;
                if (states.TryAdd(leaves, states.Count)) binOfState.Add(bin);
                stateOfBin[bin] = states[leaves];
            }
            features.Add(new(feature, stateOfBin, binOfState, (int)cells));
            cells = Math.Min(int.MaxValue, cells * states.Count);
        }
        Cells = (int)cells;
    }

    /// <summary>Its leaves.</summary>
    public IReadOnlyList<LeafPath> Paths { get; }

    /// <summary>How many combinations there are; int.MaxValue stands for more, too.</summary>
    public int Cells { get; }

    /// <summary>
    /// Puts the leaves of a tree into bundles, taking them from left to right. A bundle has at most as many cells as the limit, or as its
    /// deepest leaf alone: leaves that share a way take no more together.
    /// </summary>
    public static IEnumerable<LeafBundle> Of(IReadOnlyList<LeafPath> paths, FeatureBins bins, int mostCells)
    {
        var (bundle, most) = ((LeafBundle?)null, mostCells);
        foreach (var path in paths)
        {
            var alone = path.Conditions.Length < CellsBits ? 1 << path.Conditions.Length : int.MaxValue;
            var larger = bundle is null ? new([path], bins) : bundle.Paths.Count < MostLeaves ? new LeafBundle([.. bundle.Paths, path], bins) : null;
            if (bundle is not null && (larger is null || larger.Cells > Math.Max(most, alone)))
            {
                yield return bundle;
                (larger, most) = (new([path], bins), mostCells);
            }
            (bundle, most) = (larger, Math.Max(most, alone));
        }
        if (bundle is not null) yield return bundle;
    }

    /// <summary>What a feature's bin adds to the number of a cell.</summary>
    public IEnumerable<(int Feature, int Bin, int Code)> Codes() =>
        features.SelectMany(feature => feature.StateOfBin.Select((state, bin) => (feature.Feature, bin, feature.Stride * state)));

    /// <summary>Writes the contributions of every cell.</summary>
    /// <param name="factorOf">For each feature the place of its factor.</param>
    /// <param name="cells">A number for each cell and factor; written.</param>
    public void Write(ReadOnlySpan<int> factorOf, Span<float> cells)
    {
        Span<double> sums = stackalloc double[Factors.Count];
        Span<int> row = stackalloc int[factorOf.Length];
        for (var cell = 0; cell < Cells; cell++)
        {
            foreach (var feature in features) row[feature.Feature] = feature.BinOfState[cell / feature.Stride % feature.BinOfState.Count];
            sums.Clear();
            foreach (var path in Paths) Shapley.Add(path, row, factorOf, sums);
            for (var factor = 0; factor < sums.Length; factor++) cells[cell * sums.Length + factor] = (float)sums[factor];
        }
    }

    /// <summary>A feature that a bundle's leaves ask for.</summary>
    /// <param name="Feature">The feature.</param>
    /// <param name="StateOfBin">For each bin a state: bins that lead to the same leaves are one.</param>
    /// <param name="BinOfState">A bin of each state.</param>
    /// <param name="Stride">What a state counts in the number of a cell.</param>
    private sealed record BundledFeature(int Feature, int[] StateOfBin, List<int> BinOfState, int Stride);
}
