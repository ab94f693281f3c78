using Matcher.Scorer.Models;
using Matcher.Scorer.Scoring;
using Matcher.Scorer.Training;
using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;

namespace Matcher.Scorer.Evaluation;

/// <summary>
/// Trees on top of the ranker that ships, to see whether they would earn their place: ML.NET's FastTree takes a Newton step in function
/// space on the conditional log-likelihood, as LogitBoost does (Friedman, Hastie and Tibshirani, Annals of Statistics 28, 2000): weighted
/// least squares on (y - p) / p(1 - p) with weights p(1 - p). They see every fact about which the score promises nothing, as trees that
/// ship would have to.
/// </summary>
internal static class BoostedLogit
{
    /// <summary>The name of the ranker.</summary>
    public const string Name = "conditional logit and FastTree";

    private const int MostCourses = 40;
    private const int MinimumRowsInLeaf = 200;

    // Where the logit leaves next to no doubt, a row would otherwise count for nothing and ask for everything.
    private const double LeastWeight = 1e-3;

    /// <summary>Learns trees on top of what was learned, and fits a confidence to both.</summary>
    public static Ranker Learn(
        Learned learned,
        int seed,
        IReadOnlyList<Choice> training,
        IReadOnlyList<Choice> validation,
        CancellationToken cancellation
    )
    {
        var context = new MLContext(seed);
        var logit = new RankingModel(learned.Weights, default).ScoresOf(cancellation);
        var trainer = context.Regression.Trainers.FastTree(
            new FastTreeRegressionTrainer.Options
            {
                LabelColumnName = nameof(FeatureRow.Label),
                FeatureColumnName = nameof(FeatureRow.Features),
                ExampleWeightColumnName = nameof(FeatureRow.Weight),
                NumberOfTrees = 100,
                NumberOfLeaves = 8,
                LearningRate = 0.1,
                MinimumExampleCountPerLeaf = MinimumRowsInLeaf,
                Seed = seed,
                FeatureSelectionSeed = seed,
            }
        );
        var trees = FeatureRow.Learn(context, trainer, Rows(training, logit), FreeFeatures.Count);
        return Ranker.WithConfidence(Name, Scores, validation, cancellation);

        double[] Scores(Choice choice)
        {
            var (row, scores) = (new FeatureRow(FreeFeatures.Count), logit(choice));
            for (var i = 0; i < scores.Length; i++)
            {
                FreeFeatures.Write(choice, choice.Candidates[i], row.Features);
                scores[i] += trees(row);
            }
            return scores;
        }
    }

    private static IEnumerable<FeatureRow> Rows(IReadOnlyList<Choice> choices, Func<Choice, double[]> logit)
    {
        var row = new FeatureRow(FreeFeatures.Count);
        foreach (var choice in choices)
        {
            var scores = logit(choice);
            var best = choice.Best(scores);
            var probabilities = choice.BestScores(scores);
            ChoiceProbability.FromScores(probabilities, probabilities);
            foreach (var course in choice.SampleCourses(MostCourses))
            {
                var weight = Math.Max(LeastWeight, probabilities[course] * (1 - probabilities[course]));
                row.Weight = (float)weight;
                row.Label = (float)(((course == choice.ChosenCourse ? 1 : 0) - probabilities[course]) / weight);
                FreeFeatures.Write(choice, choice.Candidates[best[course]], row.Features);
                yield return row;
            }
        }
    }
}
