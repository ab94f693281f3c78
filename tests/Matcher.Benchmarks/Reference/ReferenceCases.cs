using Matcher.Scorer.Simulation;

namespace Matcher.Benchmarks.Reference;

/// <summary>The cases that the fixture of the scorer's tests holds.</summary>
internal static class ReferenceCases
{
    private const int Seed = 1;
    private const int Rows = 8;

    private static readonly (string What, RandomTrees Trees)[] Kinds =
    [
        ("one leaf", new(FeatureCount: 3, Trees: 2, LeastLeaves: 1, MostLeaves: 1)),
        ("one split", new(FeatureCount: 3, Trees: 3, LeastLeaves: 2, MostLeaves: 2)),
        ("few features, small trees of all sizes", new(FeatureCount: 4, Trees: 12, LeastLeaves: 1, MostLeaves: 8)),
        ("the same two features again and again", new(FeatureCount: 2, Trees: 4, LeastLeaves: 20, MostLeaves: 31)),
        ("many features, trees of all sizes", new(FeatureCount: 32, Trees: 10, LeastLeaves: 1, MostLeaves: 31)),
        ("leaves of one row beside leaves of a million", new(FeatureCount: 6, Trees: 6, LeastLeaves: 8, MostLeaves: 16) { LogOfMostRows = 14 }),
        ("chains of 12 different features", new(FeatureCount: 12, Trees: 4, LeastLeaves: 13, MostLeaves: 13) { AreChains = true }),
        ("chains in which 5 features come again", new(FeatureCount: 5, Trees: 4, LeastLeaves: 25, MostLeaves: 31) { AreChains = true }),
        ("chains of up to 30 different features", new(FeatureCount: 32, Trees: 4, LeastLeaves: 20, MostLeaves: 31) { AreChains = true }),
    ];

    /// <summary>Draws them and asks LightGBM.</summary>
    public static IEnumerable<ContributionCase> Ask() => Kinds.Select((kind, index) =>
    {
        var dice = new Dice(Seed, DrawPurpose.Test, index);
        return ContributionCase.Ask(kind.What, kind.Trees.FeatureCount, kind.Trees.Draw(dice), kind.Trees.DrawRows(dice, Rows));
    });
}
