using System.Buffers;
using Matcher.Scorer.Models;

namespace Matcher.Scorer.Scoring;

/// <summary>Finds the candidates that stand for a person's best courses: for callers that show, and want explained, only those. Allocates nothing.</summary>
internal static class BestCourses
{
    // The caller ranks by the same sums, but may add them up in another order: what is this close counts as a tie.
    private const double Tie = 1e-9;

    /// <summary>Finds the best candidate of each of the best courses, and all that tie with one of them.</summary>
    /// <param name="cohorts">What the candidates are places in.</param>
    /// <param name="candidates">All of the person's candidates.</param>
    /// <param name="scores">Their scores.</param>
    /// <param name="count">How many courses.</param>
    /// <param name="places">Room for a place for each candidate; the first ones are written, rising.</param>
    /// <returns>How many were written.</returns>
    public static int Find(CohortSet cohorts, ReadOnlySpan<SeenCohort> candidates, ReadOnlySpan<double> scores, int count, Span<int> places)
    {
        var pooled = ArrayPool<double>.Shared.Rent(3 * cohorts.Courses);
        try
        {
            var best = pooled.AsSpan(0, cohorts.Courses);
            var worth = pooled.AsSpan(cohorts.Courses, cohorts.Courses);
            var ordered = pooled.AsSpan(2 * cohorts.Courses, cohorts.Courses);
            best.Fill(double.NegativeInfinity);
            for (var i = 0; i < candidates.Length; i++)
            {
                ref var most = ref best[cohorts.Course(candidates[i].Cohort)];
                most = Math.Max(most, scores[i]);
            }
            worth.Clear();
            for (var i = 0; i < candidates.Length; i++)
            {
                var course = cohorts.Course(candidates[i].Cohort);
                worth[course] += Math.Exp(scores[i] - best[course]);
            }
            // A course without a candidate stays at minus infinity, behind all others.
            for (var course = 0; course < worth.Length; course++) worth[course] = best[course] + Math.Log(worth[course]);
            worth.CopyTo(ordered);
            ordered.Sort();
            var least = ordered[Math.Max(0, ordered.Length - count)] - Tie;
            var found = 0;
            for (var i = 0; i < candidates.Length; i++)
            {
                var course = cohorts.Course(candidates[i].Cohort);
                if (worth[course] >= least && scores[i] == best[course]) places[found++] = i;
            }
            return found;
        }
        finally
        {
            ArrayPool<double>.Shared.Return(pooled);
        }
    }
}
