using CsCheck;
using Matcher.Benchmarks.Reference;
using Matcher.Data;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;
using Matcher.Scorer.Simulation;
using Matcher.Scorer.Training;
using Matcher.Scorer.Trees;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Matcher.Scorer.Tests;

/// <summary>That the masks say what the trees say, and ML.NET.</summary>
public sealed class TreeTests(CalibratedSimulator calibrated) : IClassFixture<CalibratedSimulator>
{
    private const double Tolerance = 1e-5;
    private const int RowsToTry = 200;

    [Theory]
    [InlineData(1, 1, 1, false)]
    [InlineData(2, 1, 5, false)]
    [InlineData(6, 8, 8, false)]
    [InlineData(6, 8, 9, false)]
    [InlineData(3, 30, 34, false)]
    [InlineData(32, 1, 100, false)]
    [InlineData(5, 60, 100, true)]
    [InlineData(32, 20, 100, true)]
    public void Masks_score_as_the_plain_walk_whatever_the_trees(int features, int leastLeaves, int mostLeaves, bool areChains) => Gen.Int.Sample(
        seed =>
        {
            var dice = new Dice(seed, DrawPurpose.Test, 0);
            var shape = new RandomTrees(features, Trees: 1 + dice.Below(20), leastLeaves, mostLeaves) { AreChains = areChains };
            var ensemble = shape.Draw(dice);
            // Explanations are another test's: no table is worked out for trees that are only to score.
            var (bins, drawn) = (new FeatureBins(ensemble, features), shape.DrawRows(dice, 20));
            var masks = new LeafMasks(ensemble, bins);
            float[][] rows = [.. drawn, [.. ensemble.Trees.SelectMany(tree => tree.Thresholds).Concat(new float[features]).Take(features)]];
            int[] asked = [.. Enumerable.Range(0, features).Where(feature => bins.Count(feature) > 1)];
            foreach (var some in rows.Chunk(1 + dice.Below(LeafMasks.Rows)))
            {
                int[] firsts = [.. some.SelectMany(row => asked.Select(feature => masks.First(feature, bins.Of(feature, row[feature]))))];
                var scores = new double[some.Length];
                masks.Score(masks.Leaves, new int[some.Length], masks.Leaves, firsts, new byte[LeafMasks.Rows * masks.Bytes], scores);
                foreach (var (row, score) in some.Zip(scores)) AssertClose(ensemble.Score(row), score);
            }
        },
        iter: 30,
        threads: 1);

    [Theory]
    [InlineData(5, 2)]
    [InlineData(20, 8)]
    [InlineData(10, 40)]
    [InlineData(3, 100)]
    public void Trees_of_any_size_score_as_in_the_library_that_trained_them(int trees, int leaves)
    {
        var context = new MLContext(1);
        var data = ChoiceData.From(Choice.Of(calibrated.Simulator.Choosers(calibrated.Simulator.Base, Telling.Varied).Draw(1_000, DrawPurpose.Training, default)), mostCandidates: 40);
        var trained = new TreeTrainer(trees, leaves, LearningRate: 0.1, Seed: 1).Train(context, data, new float[data.Rows]);
        var ensemble = TreeEnsemble.Of(trained, FeatureSchema.Count);
        Assert.Equal(trees, ensemble.Trees.Count);
        Assert.Equal(leaves, ensemble.Trees.Max(tree => tree.Leaves));

        var rows = DrawRows(ensemble, data.Features).ToList();
        var part = new TreePart(ensemble);
        var scores = trained.Transform(context.Data.LoadFromEnumerable(rows, TreeTrainer.RowSchema<Row>())).GetColumn<float>("Score");
        foreach (var (row, score) in rows.Zip(scores))
        {
            AssertClose(score, ensemble.Score(row.Features));
            AssertClose(score, part.Score(row.Features));
        }
    }

    [Fact]
    public void The_model_that_ships_scores_its_training_rows_as_the_plain_walk()
    {
        var trees = LoadedModel.Load(DataFiles.Model).Model.Trees!;
        foreach (var row in DrawRows(trees.Ensemble, Enumerable.Range(0, 5 * FeatureSchema.Count).Select(i => i % 7f).ToArray()))
            AssertClose(trees.Ensemble.Score(row.Features), trees.Score(row.Features));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_row_with_a_number_that_is_none_is_refused(float number)
    {
        var row = new float[FeatureSchema.Count];
        Array.Fill(row, number);
        Assert.Contains("not finite", Assert.Throws<ArgumentOutOfRangeException>(() => LoadedModel.Load(DataFiles.Model).Model.Trees!.Score(row)).Message, StringComparison.Ordinal);
    }

    // Each feature from another row, and now and then just a threshold: rows that nobody trained on.
    private static IEnumerable<Row> DrawRows(TreeEnsemble ensemble, float[] known)
    {
        var dice = new Dice(1, DrawPurpose.Test, 0);
        var splits = ensemble.Trees.SelectMany(tree => tree.Features.Zip(tree.Thresholds)).ToLookup(split => split.First, split => split.Second);
        for (var i = 0; i < RowsToTry; i++)
        {
            var row = new Row();
            for (var feature = 0; feature < FeatureSchema.Count; feature++)
            {
                float[] thresholds = [.. splits[feature]];
                row.Features[feature] = thresholds.Length > 0 && dice.Chance(0.2)
                    ? thresholds[dice.Below(thresholds.Length)]
                    : known[dice.Below(known.Length / FeatureSchema.Count) * FeatureSchema.Count + feature];
            }
            yield return row;
        }
    }

    private static void AssertClose(double expected, double actual) => Assert.Equal(expected, actual, Tolerance * Math.Max(1, Math.Abs(expected)));

    private sealed class Row
    {
        public float[] Features { get; } = new float[FeatureSchema.Count];
    }
}
