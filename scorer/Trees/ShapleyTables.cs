using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Matcher.Scorer.Features;

namespace Matcher.Scorer.Trees;

/// <summary>
/// Explains without walking: what each factor contributes to the trees' score, looked up in tables that were worked out beforehand (the
/// idea of Fast TreeSHAP v2; Yang, 2021) for bundles of leaves. A row's bins add up to the number of its cell in each bundle, and the cells'
/// rows, a number a factor, add up to the contributions. The parts of features that belong to the person, or to the cohort, are added once
/// and used again.
/// </summary>
/// <remarks>
/// A tree of eight leaves is one bundle of at most 128 cells of 64 bytes: 8 KiB. Larger trees are cut into bundles of at most
/// <see cref="MostCells"/> cells, or of as many as their deepest leaf takes alone. Leaves that take more than <see cref="MostCellsOfLeaf"/>, and all that come after the
/// tables are full, are worked out anew for each row.
/// </remarks>
internal sealed class ShapleyTables
{
    /// <summary>The most cells of a bundle whose leaves could each do with fewer.</summary>
    public const int MostCells = 512;

    /// <summary>The most cells of any bundle: those of a leaf with thirteen features on its way.</summary>
    public const int MostCellsOfLeaf = 8192;

    /// <summary>The most cells of all bundles together: 64 MiB.</summary>
    public const int MostCellsOfAll = 1024 * 1024;

    private const int Lanes = 16;

    private readonly int[] factorOf;
    private readonly int[] firstCell;
    private readonly ushort[] noCodes;
    private readonly int[] firstOfFeature;
    private readonly ushort[] codes;
    private readonly float[] cells;
    private readonly LeafPath[] unbundled;

    /// <summary>Works the tables out.</summary>
    /// <param name="ensemble">The trees, with the rows of their leaves counted.</param>
    /// <param name="bins">Of the same trees.</param>
    /// <param name="factorOf">For each feature the place of its factor.</param>
    /// <param name="mostCells">Other limits than <see cref="MostCells"/>, to see what they do.</param>
    public ShapleyTables(TreeEnsemble ensemble, FeatureBins bins, int[] factorOf, int mostCells = MostCells)
    {
        this.factorOf = factorOf;
        var (bundles, rest) = (new List<LeafBundle>(), new List<LeafPath>());
        // The first cell holds nothing, for the places that fill the last vector up.
        var size = 1;
        BaseScore = ensemble.Bias;
        var trees = new LeafBundle[ensemble.Trees.Count][];
        Parallel.For(0, trees.Length, tree => trees[tree] = [.. LeafBundle.Of(LeafPath.Of(ensemble, tree, bins), bins, mostCells)]);
        foreach (var tree in trees)
        {
            foreach (var bundle in tree)
            {
                BaseScore += bundle.Paths.Sum(Shapley.Expected);
                if (bundle.Cells > MostCellsOfLeaf || bundle.Cells > MostCellsOfAll - size)
                {
                    rest.AddRange(bundle.Paths);
                    continue;
                }
                bundles.Add(bundle);
                size += bundle.Cells;
            }
        }
        unbundled = [.. rest];
        Bundles = (bundles.Count + Lanes - 1) / Lanes * Lanes;
        firstCell = new int[Bundles];
        noCodes = new ushort[Bundles];
        firstOfFeature = new int[bins.Features];
        for (var feature = 1; feature < bins.Features; feature++) firstOfFeature[feature] = firstOfFeature[feature - 1] + bins.Count(feature - 1) * Bundles;
        codes = new ushort[firstOfFeature[^1] + bins.Count(bins.Features - 1) * Bundles];
        cells = new float[size * Factors.Count];

        var next = 1;
        for (var i = 0; i < bundles.Count; i++)
        {
            firstCell[i] = next;
            next += bundles[i].Cells;
            foreach (var (feature, bin, code) in bundles[i].Codes()) codes[First(feature, bin) + i] = (ushort)code;
        }
        Parallel.For(0, bundles.Count, i => bundles[i].Write(factorOf, cells.AsSpan(firstCell[i] * Factors.Count, bundles[i].Cells * Factors.Count)));
    }

    /// <summary>The mean of the trees' scores over the rows that were counted: what contributions add up from.</summary>
    public double BaseScore { get; }

    /// <summary>Numbers in a row's codes; a multiple of sixteen.</summary>
    public int Bundles { get; }

    /// <summary>The codes of nothing.</summary>
    public ReadOnlySpan<ushort> NoCodes => noCodes;

    /// <summary>Leaves that are worked out anew for each row.</summary>
    public int UnbundledLeaves => unbundled.Length;

    /// <summary>Bytes that the tables take.</summary>
    public long Bytes => (long)cells.Length * sizeof(float) + (long)codes.Length * sizeof(ushort);

    /// <summary>Where the codes of a feature's bin begin.</summary>
    public int First(int feature, int bin) => firstOfFeature[feature] + bin * Bundles;

    /// <summary>Adds a bin's part to the numbers of cells.</summary>
    public void Join(int first, Span<ushort> cell) => TensorPrimitives.Add(cell, codes.AsSpan(first, Bundles), cell);

    /// <summary>Adds what each factor contributes.</summary>
    /// <param name="cohort">The joined codes of the features that belong to the cohort.</param>
    /// <param name="person">The joined codes of those that belong to the person.</param>
    /// <param name="firstOfBoth">Where the codes of all other features' bins begin.</param>
    /// <param name="row">The bin of every feature.</param>
    /// <param name="contributions">A number a factor; written.</param>
    public void Explain(ReadOnlySpan<ushort> cohort, ReadOnlySpan<ushort> person, ReadOnlySpan<int> firstOfBoth, ReadOnlySpan<int> row, Span<float> contributions)
    {
        if (cohort.Length != Bundles || person.Length != Bundles) throw new ArgumentException("The codes are of another model.");
        ref var ofCohort = ref MemoryMarshal.GetReference(cohort);
        ref var ofPerson = ref MemoryMarshal.GetReference(person);
        ref var all = ref MemoryMarshal.GetArrayDataReference(codes);
        ref var table = ref MemoryMarshal.GetArrayDataReference(cells);
        var (low, high) = (Vector256<float>.Zero, Vector256<float>.Zero);
        Span<ushort> cell = stackalloc ushort[Lanes];
        for (var bundle = 0; bundle < Bundles; bundle += Lanes)
        {
            var code = Vector256.LoadUnsafe(ref ofCohort, (nuint)bundle) + Vector256.LoadUnsafe(ref ofPerson, (nuint)bundle);
            foreach (var first in firstOfBoth) code += Vector256.LoadUnsafe(ref all, (nuint)(first + bundle));
            code.CopyTo(cell);
            for (var lane = 0; lane < Lanes; lane++)
            {
                var at = (nuint)((firstCell[bundle + lane] + cell[lane]) * Factors.Count);
                low += Vector256.LoadUnsafe(ref table, at);
                high += Vector256.LoadUnsafe(ref table, at + Factors.Count / 2);
            }
        }
        low.CopyTo(contributions);
        high.CopyTo(contributions[(Factors.Count / 2)..]);
        if (unbundled.Length > 0) AddUnbundled(row, contributions);
    }

    private void AddUnbundled(ReadOnlySpan<int> row, Span<float> contributions)
    {
        Span<double> sums = stackalloc double[Factors.Count];
        sums.Clear();
        foreach (var path in unbundled) Shapley.Add(path, row, factorOf, sums);
        for (var factor = 0; factor < sums.Length; factor++) contributions[factor] += (float)sums[factor];
    }
}
