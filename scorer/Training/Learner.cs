using System.Collections.Frozen;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;

namespace Matcher.Scorer.Training;

/// <summary>What was learned.</summary>
/// <param name="Weights">The weights of the terms.</param>
/// <param name="Means">The mean of each term over what was learned from.</param>
/// <param name="Confidence">The factor on scores.</param>
/// <param name="Rows">Courses that were learned from, over all choosers.</param>
internal sealed record Learned(double[] Weights, double[] Means, Confidence Confidence, int Rows)
{
    /// <summary>No provider has an effect of its own: what simulated choices teach.</summary>
    public static readonly IReadOnlyDictionary<string, double> NoEffects = FrozenDictionary<string, double>.Empty;

    /// <summary>
    /// What recorded choices say of providers beyond all that is known of their courses, by provider id, in log-utilities.
    /// </summary>
    public IReadOnlyDictionary<string, double> ProviderEffects { get; init; } = NoEffects;

    /// <summary>The ranker.</summary>
    public RankingModel Model => new(Weights, Confidence, Means, ProviderEffects);
}

/// <summary>From choices to a ranker: a conditional logit with the promises in its weights, and the confidence.</summary>
internal static class Learner
{
    private const int MostCourses = 40;

    // Which of a course's cohorts is best follows from the weights, and the weights from which is best: a third round moves next to
    // nothing.
    private const int Rounds = 3;

    // Wide: it only keeps weights that the choices say nothing of from wandering off.
    private const double PriorSpread = 5;

    /// <summary>Learns.</summary>
    /// <param name="training">Choices to learn from.</param>
    /// <param name="validation">Others, to fit the confidence on.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static Learned Learn(IReadOnlyList<Choice> training, IReadOnlyList<Choice> validation, CancellationToken cancellation)
    {
        var (data, weights) = LearnTerms(training, cancellation);
        return new(weights, data.MeanTerms(), ConfidenceFit.Fit(new(weights, default), validation, cancellation), data.Rows);
    }

    private static (ChoiceData Data, double[] Weights) LearnTerms(IReadOnlyList<Choice> training, CancellationToken cancellation)
    {
        var (prior, weights) = (WeightPrior.Wide(PriorSpread, TermSchema.Count), (double[]?)null);
        Func<Choice, double[]> score = FirstScores;
        for (var round = 1; ; round++)
        {
            var data = ChoiceData.From(training, score, MostCourses);
            weights = LevelConstraint.Keep(new ConditionalLogit(data, prior, weights).Fit(cancellation));
            if (round == Rounds)
                return (data, weights);
            score = new RankingModel(weights, default).ScoresOf(cancellation);
        }
    }

    /// <summary>What makes one cohort of a course better than another, roughly, before anything is learned.</summary>
    public static double[] FirstScores(Choice choice)
    {
        const double perMile = -0.1,
            perDay = -0.003,
            tooSoon = -2.5,
            perMissedShare = -3;
        var startFrom = choice.Person.StartFrom;
        return Array.ConvertAll(
            choice.Candidates,
            candidate =>
                perMile * candidate.DistanceMiles
                + perDay * Math.Max(0, candidate.Cohort.StartsOn - startFrom)
                + (candidate.Cohort.StartsOn < startFrom ? tooSoon : 0)
                + perMissedShare * (candidate.Cohort.Sessions - candidate.AttendableSessions) / candidate.Cohort.Sessions
        );
    }
}
