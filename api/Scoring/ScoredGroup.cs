using Matcher.Protos;
using Matcher.Protos.Scoring.V1;
using Factor = Matcher.Data.Domain.Factor;

namespace Matcher.Api.Scoring;

/// <summary>What a scorer says of one person's candidates, by their places among the candidates that it was asked of.</summary>
internal sealed class ScoredGroup
{
    // Beyond any log-utility: what is larger, or no number, is nonsense.
    private const double Largest = 1e6;

    private readonly KeptScores scores;

    // What a newer scorer tells of and this program has no word for goes with the experience, so that the sum stays whole.
    private readonly Factor[] factors;

    private ScoredGroup(ScoreResponse response) =>
        (ModelVersion, SimulatedModel, BaseScore, scores, factors) =
        (response.ModelVersion, response.SimulatedModel, response.BaseScore, response.Kept, [.. response.Factors.Select(factor => factor.ToDomain() ?? Factor.Experience)]);

    /// <summary>The model that answered.</summary>
    public string ModelVersion { get; }

    /// <summary>Whether it was trained on simulated choices only.</summary>
    public bool SimulatedModel { get; }

    /// <summary>The score of an average candidate: with a candidate's contributions it sums to the score.</summary>
    public double BaseScore { get; }

    /// <summary>A candidate's score.</summary>
    public double Score(int candidate) => scores.Scores[candidate];

    /// <summary>How likely a candidate is chosen among all of them.</summary>
    public double ChoiceProbability(int candidate) => scores.ChoiceProbabilities[candidate];

    /// <summary>Tells what each factor contributes to a candidate's score; <see langword="false"/> when it was not explained.</summary>
    /// <param name="candidate">The candidate's place.</param>
    /// <param name="contributions">A number for each <see cref="Factor"/>; added to.</param>
    public bool TryExplain(int candidate, Span<double> contributions)
    {
        var place = scores.Explained.Span().IndexOf(candidate);
        if (place < 0 || factors.Length == 0) return false;
        var own = scores.Contributions.Span().Slice(place * factors.Length, factors.Length);
        for (var i = 0; i < own.Length; i++) contributions[(int)factors[i]] += own[i];
        return true;
    }

    /// <summary>Reads an answer; null when it is not whole: a candidate is missing, or a number is none.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="candidates">How many candidates were asked of.</param>
    public static ScoredGroup? Read(ScoreResponse response, int candidates)
    {
        if (response.Kept is not { } kept || kept.Scores.Count != candidates || kept.ChoiceProbabilities.Count != candidates) return null;
        if (kept.Contributions.Count != kept.Explained.Count * response.Factors.Count || !IsScore(response.BaseScore)) return null;
        foreach (var score in kept.Scores.Span())
            if (!IsScore(score)) return null;
        foreach (var probability in kept.ChoiceProbabilities.Span())
            if (probability is not (>= 0 and <= 1)) return null;
        foreach (var contribution in kept.Contributions.Span())
            if (!IsScore(contribution)) return null;
        return new(response);
    }

    private static bool IsScore(double number) => Math.Abs(number) <= Largest;
}
