namespace Matcher.Scorer.Scoring;

/// <summary>From log-utilities to choice probabilities: the conditional logit's (McFadden, 1974), exp(score) / sum of exp(scores).</summary>
internal static class ChoiceProbability
{
    /// <summary>Computes the probabilities of a group.</summary>
    /// <param name="scores">At least one, finite.</param>
    /// <param name="probabilities">As many; written, together 1.</param>
    public static void FromScores(ReadOnlySpan<double> scores, Span<double> probabilities)
    {
        // Taking the largest away first changes no probability and keeps exp from overflowing.
        var largest = double.NegativeInfinity;
        foreach (var score in scores) largest = Math.Max(largest, score);
        var sum = 0.0;
        for (var i = 0; i < scores.Length; i++) sum += probabilities[i] = Math.Exp(scores[i] - largest);
        for (var i = 0; i < scores.Length; i++) probabilities[i] /= sum;
    }
}
