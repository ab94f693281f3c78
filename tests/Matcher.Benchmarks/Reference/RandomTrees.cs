using Matcher.Scorer.Simulation;
using Matcher.Scorer.Trees;

namespace Matcher.Benchmarks.Reference;

/// <summary>Draws trees of shapes that training seldom gives, and rows for them. The same dice give the same ones.</summary>
/// <param name="FeatureCount">How many numbers a row has; a feature may come again and again on the way to a leaf.</param>
/// <param name="Trees">How many trees.</param>
/// <param name="LeastLeaves">How many leaves a tree has at least.</param>
/// <param name="MostLeaves">How many it has at most.</param>
internal sealed record RandomTrees(int FeatureCount, int Trees, int LeastLeaves, int MostLeaves)
{
    // Thresholds and most of what rows hold are whole numbers of these, so that a row often lies just on a threshold.
    private const float Step = 1 / 8f;
    private const int Steps = 8;

    /// <summary>Whether a tree is as deep as its leaves allow: every split has a leaf on one side, and its feature comes again only after all others.</summary>
    public bool AreChains { get; init; }

    /// <summary>How far apart the rows of leaves may lie: the natural logarithm of the most.</summary>
    public double LogOfMostRows { get; init; } = 7;

    /// <summary>Draws trees.</summary>
    public TreeEnsemble Draw(Dice dice) => new(Short(dice.Normal()), [.. Enumerable.Range(0, Trees).Select(_ => DrawTree(dice, LeastLeaves + dice.Below(MostLeaves - LeastLeaves + 1)))]);

    /// <summary>Draws rows.</summary>
    public float[][] DrawRows(Dice dice, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, FeatureCount).Select(_ => dice.Chance(0.2) ? (float)Short(dice.Normal()) : DrawStep(dice)).ToArray())];

    private DecisionTree DrawTree(Dice dice, int leaves)
    {
        var splits = leaves - 1;
        var order = Enumerable.Range(0, FeatureCount).ToArray();
        dice.Shuffle<int>(order);
        var (left, right) = (new int[splits], new int[splits]);
        for (var split = 0; split < splits; split++)
        {
            // The leaf gives way to a split, and becomes one of its sides; the other side is a new leaf.
            var leaf = AreChains ? split : dice.Below(split + 1);
            foreach (var side in new[] { left, right })
                if (Array.IndexOf(side, ~leaf, 0, split) is >= 0 and var parent) side[parent] = split;
            (left[split], right[split]) = dice.Chance(0.5) ? (~leaf, ~(split + 1)) : (~(split + 1), ~leaf);
        }
        return new(
            [.. Enumerable.Range(0, splits).Select(split => AreChains ? order[split % FeatureCount] : dice.Below(FeatureCount))],
            [.. Enumerable.Range(0, splits).Select(_ => DrawStep(dice))],
            left, right,
            [.. Enumerable.Range(0, leaves).Select(_ => Short(dice.Normal()))])
        {
            LeafRows = [.. Enumerable.Range(0, leaves).Select(_ => (int)Math.Exp(dice.Between(0, LogOfMostRows)))],
        };
    }

    private static float DrawStep(Dice dice) => (dice.Below(2 * Steps + 1) - Steps) * Step;

    // Short to write down.
    private static double Short(double value) => Math.Round(value, 4);
}
