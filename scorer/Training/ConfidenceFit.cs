using Matcher.Scorer.Models;
using MathNet.Numerics;

namespace Matcher.Scorer.Training;

/// <summary>Fits a model's confidence to choices that it did not learn from.</summary>
internal static class ConfidenceFit
{
    /// <summary>The confidence that makes choices likeliest.</summary>
    /// <param name="model">A model without a confidence of its own: factor 1.</param>
    /// <param name="choices">At least one.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static Confidence Fit(RankingModel model, IReadOnlyList<Choice> choices, CancellationToken cancellation) =>
        Fit(choices, model.ScoresOf(cancellation), cancellation);

    /// <summary>The same for anything that scores, from several threads.</summary>
    public static Confidence Fit(IReadOnlyList<Choice> choices, Func<Choice, double[]> score, CancellationToken cancellation)
    {
        var scores = choices
            .AsParallel()
            .AsOrdered()
            .WithCancellation(cancellation)
            .Select(choice => choice.BestScores(score(choice)))
            .ToList();
        var (intercept, slope) = FindMinimum.OfFunction((a, b) => Loss(new(a, b)), 0, 0);
        return new(intercept, slope);

        double Loss(Confidence confidence) =>
            choices.Select((choice, i) => -LogLikelihood(scores[i], choice.ChosenCourse, confidence.Of(choice.Person))).Average();
    }

    /// <summary>The logarithm of the probability that scores, times a factor, give to one of them, in nats.</summary>
    public static double LogLikelihood(double[] scores, int chosen, double factor = 1)
    {
        var largest = scores.Max();
        return factor * (scores[chosen] - largest) - Math.Log(scores.Sum(score => Math.Exp(factor * (score - largest))));
    }
}
