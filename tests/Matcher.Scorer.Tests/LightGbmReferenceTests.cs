using Matcher.Benchmarks.LightGbm;
using Matcher.Benchmarks.Reference;

namespace Matcher.Scorer.Tests;

/// <summary>LightGBM's explanations of made-up trees, which stand beside the tests: that they are of these trees, and LightGBM's.</summary>
public sealed class LightGbmReferenceTests
{
    private const double Tolerance = 1e-9;

    private static readonly IReadOnlyList<ContributionCase> Cases = ContributionCase.Read(Path.Combine(AppContext.BaseDirectory, "Fixtures", "lightgbm-contributions.json"));

    [Fact]
    public void Every_explanation_adds_up_to_the_score_of_its_row() => Assert.All(Cases, each =>
    {
        Assert.All(each.Ensemble.Trees, tree => Assert.True(tree.IsSound(each.FeatureCount)));
        Assert.All(each.Rows.Zip(each.Contributions), row => Assert.Equal(each.Ensemble.Score(row.First), row.Second.Sum(), Tolerance));
    });

    [SkippableFact]
    public void LightGBM_still_says_the_same()
    {
        Skip.IfNot(LightGbmLibrary.Loads, LightGbmLibrary.HowToGetIt);
        Assert.All(Cases.Zip(ReferenceCases.Ask()), pair =>
        {
            Assert.Equal(pair.First.What, pair.Second.What);
            Assert.All(pair.First.Contributions.Zip(pair.Second.Contributions), row =>
                Assert.All(row.First.Zip(row.Second), value => Assert.Equal(value.First, value.Second, Tolerance)));
        });
    }
}
