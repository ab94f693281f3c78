using Matcher.Scorer.Features;
using Matcher.Scorer.Models;
using Matcher.Scorer.Trees;
using Microsoft.ML;

namespace Matcher.Scorer.Training;

/// <summary>Reports how far a long step has come: its name, how much is done and of how much.</summary>
internal delegate void StepProgress(string step, int done, int total);

/// <summary>What was learned.</summary>
/// <param name="Weights">The weights of the terms.</param>
/// <param name="Means">The mean of each term over what was learned from.</param>
/// <param name="Trees">ML.NET's trees.</param>
/// <param name="Prepared">The same trees, ready to score.</param>
/// <param name="Check">Rows with ML.NET's scores of them.</param>
/// <param name="Confidence">Of terms and trees together.</param>
/// <param name="BaselineConfidence">Of the terms alone: the conditional logit.</param>
/// <param name="Rows">Candidates that were learned from.</param>
internal sealed record Learned(
    double[] Weights, double[] Means, ITransformer Trees, TreePart Prepared, IReadOnlyList<CheckedRow> Check, Confidence Confidence, Confidence BaselineConfidence, int Rows)
{
    /// <summary>The ranker.</summary>
    public RankingModel Model => new(Weights, Prepared, Confidence, Means);

    /// <summary>The conditional logit that it stands on.</summary>
    public RankingModel Baseline => new(Weights, null, BaselineConfidence, Means);
}

/// <summary>From choices to a ranker: a conditional logit with the promises in its weights, trees for the rest, and the confidence.</summary>
/// <param name="Trees">What learns beside the logit.</param>
internal sealed record Learner(TreeTrainer Trees)
{
    private const int MostCourses = 40;

    // Which of a course's cohorts is best follows from the weights, and the weights from which is best: measured, a third round moves nothing.
    private const int Rounds = 3;

    // Wide: it only keeps weights that the choices say nothing of from wandering off.
    private const double PriorSpread = 5;

    /// <summary>The form that ships: measured, larger trees and more of them gain nothing.</summary>
    public static Learner Default(int seed) => new(new TreeTrainer(Trees: 100, Leaves: 8, LearningRate: 0.1, seed));

    /// <summary>Learns.</summary>
    /// <param name="training">Choices to learn from.</param>
    /// <param name="validation">Others, to fit the confidence on.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public Learned Learn(IReadOnlyList<Choice> training, IReadOnlyList<Choice> validation, CancellationToken cancellation)
    {
        var (data, weights) = LearnTerms(training, cancellation);
        var trees = Trees.Train(new MLContext(Trees.Seed), data, ConditionalLogit.Scores(data, weights));
        cancellation.ThrowIfCancellationRequested();
        var prepared = new TreePart(TreeEnsemble.Of(trees, FeatureSchema.Count).CountRows(data.Features, FeatureSchema.Count));
        return new(
            weights, data.MeanTerms(), trees, prepared, TreeTrainer.Check(trees, data),
            ConfidenceFit.Fit(new(weights, prepared, default), validation, cancellation),
            ConfidenceFit.Fit(new(weights, null, default), validation, cancellation),
            data.Rows);
    }

    private static (ChoiceData Data, double[] Weights) LearnTerms(IReadOnlyList<Choice> training, CancellationToken cancellation)
    {
        var (prior, weights) = (new double[TermSchema.Count], (double[]?)null);
        Func<Choice, double[]> score = FirstScores;
        for (var round = 1; ; round++)
        {
            var data = ChoiceData.From(training, score, MostCourses);
            weights = LevelPromise.Keep(new ConditionalLogit(data, null, prior, PriorSpread, weights).Fit(cancellation));
            if (round == Rounds) return (data, weights);
            score = new RankingModel(weights, null, default).ScoresOf(cancellation);
        }
    }

    /// <summary>What makes one cohort of a course better than another, roughly, before anything is learned.</summary>
    public static double[] FirstScores(Choice choice)
    {
        const double perMile = -0.1, perDay = -0.003, tooSoon = -2.5, perMissedShare = -3;
        var startFrom = choice.Person.StartFrom;
        return Array.ConvertAll(choice.Candidates, candidate =>
            perMile * candidate.DistanceMiles + perDay * Math.Max(0, candidate.Cohort.StartsOn - startFrom) + (candidate.Cohort.StartsOn < startFrom ? tooSoon : 0)
            + perMissedShare * (candidate.Cohort.Sessions - candidate.AttendableSessions) / candidate.Cohort.Sessions);
    }
}
