namespace Matcher.Scorer.Scoring;

/// <summary>
/// From log-utilities of cohorts to choice probabilities. Courses are chosen by a conditional logit (McFadden, 1974), and a course is worth
/// what its best cohort is worth: a nested logit (McFadden, 1978) with a nest for each course, in the limit of dissimilarity 0. The limit
/// is assumed: dates and venues are known facts, and what is unknown is what a person thinks of a course. So a course gains nothing by
/// listing a cohort twice, and nobody else's odds move.
/// </summary>
internal static class ChoiceProbability
{
    /// <summary>Finds the best candidate of each course; of equals, the first.</summary>
    /// <param name="scores">A log-utility for each candidate, finite or negative infinity, which is never the best.</param>
    /// <param name="courses">The index of each candidate's course.</param>
    /// <param name="best">For each course the index of its best candidate, or -1 where there is none; written.</param>
    public static void FindBest(ReadOnlySpan<double> scores, ReadOnlySpan<int> courses, Span<int> best)
    {
        best.Fill(-1);
        for (var i = 0; i < scores.Length; i++)
        {
            ref var soFar = ref best[courses[i]];
            if (soFar < 0 ? !double.IsNegativeInfinity(scores[i]) : scores[i] > scores[soFar])
                soFar = i;
        }
    }

    /// <summary>
    /// Computes the probability that each candidate is chosen: that of its course for the best of a course, and 0 for the others.
    /// </summary>
    /// <param name="scores">A log-utility for each candidate; may be the same memory as <paramref name="probabilities"/>.</param>
    /// <param name="best">What <see cref="FindBest"/> found; at least one course has a candidate.</param>
    /// <param name="probabilities">As many as scores; written, together 1.</param>
    public static void OfBest(ReadOnlySpan<double> scores, ReadOnlySpan<int> best, Span<double> probabilities)
    {
        // Taking the largest away first changes no probability and keeps exp from overflowing.
        var largest = double.NegativeInfinity;
        foreach (var candidate in best)
        {
            if (candidate >= 0)
                largest = Math.Max(largest, scores[candidate]);
        }

        Span<double> odds = best.Length <= 256 ? stackalloc double[best.Length] : new double[best.Length];
        var sum = 0.0;
        for (var course = 0; course < best.Length; course++)
            sum += odds[course] = best[course] < 0 ? 0 : Math.Exp(scores[best[course]] - largest);
        probabilities.Clear();
        for (var course = 0; course < best.Length; course++)
        {
            if (best[course] >= 0)
                probabilities[best[course]] = odds[course] / sum;
        }
    }

    /// <summary>Computes probabilities of alternatives that are a course each.</summary>
    /// <param name="scores">At least one, finite.</param>
    /// <param name="probabilities">As many; written, together 1.</param>
    public static void FromScores(ReadOnlySpan<double> scores, Span<double> probabilities)
    {
        var largest = double.NegativeInfinity;
        foreach (var score in scores)
            largest = Math.Max(largest, score);
        var sum = 0.0;
        for (var i = 0; i < scores.Length; i++)
            sum += probabilities[i] = Math.Exp(scores[i] - largest);
        for (var i = 0; i < scores.Length; i++)
            probabilities[i] /= sum;
    }
}
