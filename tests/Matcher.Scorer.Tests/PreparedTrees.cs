using Matcher.Scorer.Features;
using Matcher.Scorer.Trees;

namespace Matcher.Scorer.Tests;

/// <summary>Trees of any features as the scorer prepares them; a third of the features each stands for those of cohorts, of people and of both.</summary>
internal sealed class PreparedTrees
{
    private const int Owners = 3;

    private readonly FeatureBins bins;
    private readonly LeafMasks masks;

    public PreparedTrees(TreeEnsemble ensemble, int featureCount, int[]? factorOf = null, int mostCells = ShapleyTables.MostCells)
    {
        bins = new(ensemble, featureCount);
        masks = new(ensemble, bins);
        Tables = new(ensemble, bins, factorOf ?? new int[featureCount], mostCells);
    }

    public ShapleyTables Tables { get; }

    /// <summary>What the trees say of a row.</summary>
    public double Score(float[] row)
    {
        var (cohort, person) = (masks.Leaves.ToArray(), masks.Leaves.ToArray());
        foreach (var feature in OfOwner(0)) masks.Join(FirstOf(row, feature), cohort);
        foreach (var feature in OfOwner(1)) masks.Join(FirstOf(row, feature), person);
        var score = new double[1];
        masks.Score(cohort, [0], person, [.. OfOwner(2).Select(feature => FirstOf(row, feature))], new byte[LeafMasks.Rows * masks.Bytes], score);
        return score[0];
    }

    /// <summary>What each factor contributes.</summary>
    public float[] Explain(float[] row)
    {
        int[] binOf = [.. row.Select((value, feature) => bins.Of(feature, value))];
        var (cohort, person) = (Tables.NoCodes.ToArray(), Tables.NoCodes.ToArray());
        foreach (var feature in OfOwner(0)) Tables.Join(Tables.First(feature, binOf[feature]), cohort);
        foreach (var feature in OfOwner(1)) Tables.Join(Tables.First(feature, binOf[feature]), person);
        var contributions = new float[Factors.Count];
        Tables.Explain(cohort, person, [.. OfOwner(2).Select(feature => Tables.First(feature, binOf[feature]))], binOf, contributions);
        return contributions;
    }

    private int FirstOf(float[] row, int feature) => masks.First(feature, bins.Of(feature, row[feature]));

    private IEnumerable<int> OfOwner(int owner) => Enumerable.Range(0, bins.Features).Where(feature => feature % Owners == owner && bins.Count(feature) > 1);
}
