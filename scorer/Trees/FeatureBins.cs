namespace Matcher.Scorer.Trees;

/// <summary>
/// The thresholds that trees hold each feature against, so that a feature's value is no more than its bin: how many thresholds lie below
/// it. Trees can't tell values of the same bin apart.
/// </summary>
internal sealed class FeatureBins
{
    private const int FewThresholds = 8;

    private readonly float[][] thresholds;

    /// <summary>Gathers thresholds.</summary>
    public FeatureBins(TreeEnsemble ensemble, int featureCount)
    {
        var sets = Enumerable.Range(0, featureCount).Select(_ => new SortedSet<float>()).ToArray();
        foreach (var tree in ensemble.Trees)
            for (var split = 0; split < tree.Splits; split++) sets[tree.Features[split]].Add(tree.Thresholds[split]);
        thresholds = Array.ConvertAll(sets, set => set.ToArray());
    }

    /// <summary>How many features there are.</summary>
    public int Features => thresholds.Length;

    /// <summary>How many bins a feature has; 1 when no tree asks for it.</summary>
    public int Count(int feature) => thresholds[feature].Length + 1;

    /// <summary>The last bin that a split sends to the left.</summary>
    public int LastLeft(int feature, float threshold) => Array.BinarySearch(thresholds[feature], threshold);

    /// <summary>The bin of a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite.</exception>
    public int Of(int feature, float value)
    {
        if (!float.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, $"Feature {feature} is not finite: no tree can place it.");
        var own = thresholds[feature];
        var (from, to) = (0, own.Length);
        while (to - from > FewThresholds)
        {
            var middle = (from + to) / 2;
            if (own[middle] < value) from = middle + 1;
            else to = middle;
        }
        // A few are counted without a branch that depends on the value: most features have no more.
        var bin = from;
        for (var i = from; i < to; i++) bin += own[i] < value ? 1 : 0;
        return bin;
    }
}
