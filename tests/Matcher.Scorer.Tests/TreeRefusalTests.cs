using Matcher.Scorer.Simulation;
using Matcher.Scorer.Trees;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Matcher.Scorer.Tests;

/// <summary>What is no tree, or none that this program can walk, is told as such before it scores anybody.</summary>
public sealed class TreeRefusalTests
{
    private const int Width = 8;

    private static readonly MLContext Context = new(1);

    public static TheoryData<string, object> Damaged => new()
    {
        { "cycle", new DecisionTree([0, 0], [0, 1], [1, 0], [~0, ~1], [1, 2, 3]) },
        { "split that is its own child", new DecisionTree([0], [0], [0], [~0], [1, 2]) },
        { "same leaf twice", new DecisionTree([0, 0], [0, 1], [1, ~0], [~0, ~1], [1, 2, 3]) },
        { "child beyond the splits", new DecisionTree([0], [0], [5], [~0], [1, 2]) },
        { "leaf beyond the leaves", new DecisionTree([0], [0], [~5], [~0], [1, 2]) },
        { "leaf too many", new DecisionTree([0], [0], [~0], [~1], [1, 2, 3]) },
        { "feature out of range", new DecisionTree([Width], [0], [~0], [~1], [1, 2]) },
        { "negative feature", new DecisionTree([-1], [0], [~0], [~1], [1, 2]) },
        { "threshold that is no number", new DecisionTree([0], [float.NaN], [~0], [~1], [1, 2]) },
        { "leaf that is no number", new DecisionTree([0], [0], [~0], [~1], [1, double.PositiveInfinity]) },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void A_damaged_tree_is_not_sound(string damage, object tree) => Assert.False(((DecisionTree)tree).IsSound(Width), damage);

    [Fact]
    public void A_tree_with_one_leaf_and_one_with_a_split_are_sound()
    {
        Assert.True(new DecisionTree([], [], [], [], [1]).IsSound(Width));
        Assert.True(new DecisionTree([0], [0], [~1], [~0], [1, 2]).IsSound(Width));
    }

    [Fact]
    public void Trees_that_ask_for_more_features_than_there_are_are_refused() => AssertRefused(Train(leaves: 20), featureCount: 1, "a feature beyond the 1");

    [Fact]
    public void Trees_with_too_many_leaves_are_refused() => AssertRefused(Train(TreeEnsemble.MostLeaves + 100), Width, $"more than {TreeEnsemble.MostLeaves} leaves");

    [Fact]
    public void Trees_with_more_ways_to_split_than_memory_allows_are_refused()
    {
        var tree = new DecisionTree([0, 0, 0], [0, 0, 0], [~0, ~1, ~2], [1, 2, ~3], [1, 2, 3, 4]);
        var ensemble = new TreeEnsemble(0, [.. Enumerable.Range(0, TreeEnsemble.MostTrees).Select(i => tree with { Thresholds = [i, i + 0.25f, i + 0.5f] })]);
        Assert.Contains("Train fewer", Assert.Throws<InvalidDataException>(() => new LeafMasks(ensemble, new(ensemble, Width))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Trees_that_split_by_categories_are_refused()
    {
        var trainer = Context.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options { NumberOfTrees = 1, NumberOfLeaves = 5, MinimumExampleCountPerLeaf = 1, CategoricalSplit = true });
        var chain = Context.Transforms.Categorical.OneHotEncoding(nameof(Row.Features), nameof(Row.Kind)).Append(trainer).Fit(Rows());
        AssertRefused(chain, Width, "splits by categories");
    }

    [Fact]
    public void A_linear_model_is_refused() => AssertRefused(Context.Regression.Trainers.Sdca().Fit(Rows()), Width, "no FastTree regression");

    [Fact]
    public void Trees_of_another_kind_are_refused() => AssertRefused(Context.Regression.Trainers.FastForest().Fit(Rows()), Width, "no FastTree regression");

    private static RegressionPredictionTransformer<FastTreeRegressionModelParameters> Train(int leaves) => Context.Regression.Trainers.FastTree(
        new FastTreeRegressionTrainer.Options { NumberOfTrees = 2, NumberOfLeaves = leaves, MinimumExampleCountPerLeaf = 1, NumberOfThreads = 1 }).Fit(Rows());

    private static void AssertRefused(ITransformer model, int featureCount, string why) =>
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => TreeEnsemble.Of(model, featureCount)).Message, StringComparison.Ordinal);

    private static IDataView Rows()
    {
        var dice = new Dice(1, DrawPurpose.Test, 0);
        return Context.Data.LoadFromEnumerable(Enumerable.Range(0, 4_000).Select(_ => new Row
        {
            Kind = $"{dice.Below(20)}",
            Label = (float)dice.Normal(),
            Features = [.. Enumerable.Range(0, Width).Select(_ => (float)dice.Normal())],
        }).ToList());
    }

    private sealed class Row
    {
        public string Kind { get; set; } = "";

        public float Label { get; set; }

        [VectorType(Width)]
        public float[] Features { get; set; } = [];
    }
}
