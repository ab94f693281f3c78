using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Matcher.Scorer.Trees;

/// <summary>
/// The thresholds that trees hold each feature against, so that a feature's value is no more than its bin: how many thresholds lie below
/// it. Trees can't tell values of the same bin apart.
/// </summary>
internal sealed class FeatureBins
{
    private readonly int[] counts;

    // Of one feature after the other, each rising and filled up to whole vectors with what lies below no value.
    private readonly float[] thresholds;
    private readonly int[] firsts;

    /// <summary>Gathers thresholds.</summary>
    public FeatureBins(TreeEnsemble ensemble, int featureCount)
    {
        var sets = Enumerable.Range(0, featureCount).Select(_ => new SortedSet<float>()).ToArray();
        foreach (var tree in ensemble.Trees)
            for (var split = 0; split < tree.Splits; split++) sets[tree.Features[split]].Add(tree.Thresholds[split]);
        counts = Array.ConvertAll(sets, set => set.Count);
        firsts = new int[featureCount + 1];
        for (var feature = 0; feature < featureCount; feature++) firsts[feature + 1] = firsts[feature] + (counts[feature] + Vector256<float>.Count - 1) / Vector256<float>.Count * Vector256<float>.Count;
        thresholds = new float[firsts[^1]];
        Array.Fill(thresholds, float.PositiveInfinity);
        for (var feature = 0; feature < featureCount; feature++) sets[feature].CopyTo(thresholds, firsts[feature]);
    }

    /// <summary>How many features there are.</summary>
    public int Features => counts.Length;

    /// <summary>How many bins a feature has; 1 when no tree asks for it.</summary>
    public int Count(int feature) => counts[feature] + 1;

    /// <summary>The last bin that a split sends to the left.</summary>
    public int LastLeft(int feature, float threshold) => thresholds.AsSpan(firsts[feature], counts[feature]).BinarySearch(threshold);

    /// <summary>The bin of a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite.</exception>
    public int Of(int feature, float value)
    {
        if (!float.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, $"Feature {feature} is not finite: no tree can place it.");
        // All are counted, without a branch that depends on the value: most features have no more than a vector of them.
        ref var all = ref MemoryMarshal.GetArrayDataReference(thresholds);
        var bin = 0;
        for (var at = firsts[feature]; at < firsts[feature + 1]; at += Vector256<float>.Count)
            bin += BitOperations.PopCount(Vector256.LessThan(Vector256.LoadUnsafe(ref all, (nuint)at), Vector256.Create(value)).ExtractMostSignificantBits());
        return bin;
    }
}
