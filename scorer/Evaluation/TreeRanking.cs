using Matcher.Scorer.Training;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace Matcher.Scorer.Evaluation;

/// <summary>ML.NET's tree rankers (LambdaMART; Burges, 2010), without promises: what the ranker that ships is compared with.</summary>
internal static class TreeRanking
{
    private const int MostCourses = 40;
    private const int MinimumRowsInLeaf = 50;

    /// <summary>FastTree ranking. Needs nothing beyond NuGet.</summary>
    public static IEstimator<ITransformer> FastTree(MLContext context, int seed) =>
        context.Ranking.Trainers.FastTree(
            new FastTreeRankingTrainer.Options
            {
                LabelColumnName = nameof(FeatureRow.Label),
                FeatureColumnName = nameof(FeatureRow.Features),
                RowGroupColumnName = nameof(FeatureRow.Group),
                NumberOfTrees = 200,
                NumberOfLeaves = 15,
                LearningRate = 0.3,
                MinimumExampleCountPerLeaf = MinimumRowsInLeaf,
                Seed = seed,
                FeatureSelectionSeed = seed,
            }
        );

    /// <summary>LightGBM ranking. Needs the system library libgomp.</summary>
    public static IEstimator<ITransformer> LightGbm(MLContext context, int seed) =>
        context.Ranking.Trainers.LightGbm(
            new LightGbmRankingTrainer.Options
            {
                LabelColumnName = nameof(FeatureRow.Label),
                FeatureColumnName = nameof(FeatureRow.Features),
                RowGroupColumnName = nameof(FeatureRow.Group),
                NumberOfIterations = 200,
                NumberOfLeaves = 31,
                LearningRate = 0.05,
                MinimumExampleCountPerLeaf = MinimumRowsInLeaf,
                Seed = seed,
                Deterministic = true,
                // The sums, and so the model, depend on how many threads share them.
                NumberOfThreads = 1,
            }
        );

    /// <summary>Learns. A LambdaRank score is not a log-utility, so a confidence is fitted.</summary>
    /// <exception cref="InvalidDataException">LightGBM's system library is missing; the message says how to get it.</exception>
    public static Ranker Learn(
        string name,
        Func<MLContext, int, IEstimator<ITransformer>> trainer,
        int seed,
        IReadOnlyList<Choice> training,
        IReadOnlyList<Choice> validation,
        CancellationToken cancellation
    )
    {
        var context = new MLContext(seed);
        Func<FeatureRow, double> trees;
        try
        {
            trees = FeatureRow.Learn(context, trainer(context, seed), Rows(training), UnconstrainedFeatures.Count);
        }
        catch (Exception error) when (error is DllNotFoundException || error.InnerException is DllNotFoundException)
        {
            throw new InvalidDataException(
                "LightGBM needs the system library libgomp to train (Debian and Ubuntu: apt-get install libgomp1). Leave it out with --skip-lightgbm.",
                error
            );
        }
        return Ranker.WithConfidence(name, Scores, validation, cancellation);

        double[] Scores(Choice choice)
        {
            var row = new FeatureRow(UnconstrainedFeatures.Count);
            return
            [
                .. choice.Candidates.Select(candidate =>
                {
                    UnconstrainedFeatures.Write(choice, candidate, row.Features);
                    return trees(row);
                }),
            ];
        }
    }

    private static IEnumerable<FeatureRow> Rows(IReadOnlyList<Choice> choices)
    {
        var row = new FeatureRow(UnconstrainedFeatures.Count);
        foreach (var (index, choice) in choices.Index())
        {
            row.Group = (uint)index + 1;
            var best = choice.Best(Learner.FirstScores(choice));
            foreach (var course in choice.SampleCourses(MostCourses))
            {
                row.Label = course == choice.ChosenCourse ? 1 : 0;
                UnconstrainedFeatures.Write(choice, choice.Candidates[best[course]], row.Features);
                yield return row;
            }
        }
    }
}
