using Matcher.Scorer.Features;
using Matcher.Scorer.Models;

namespace Matcher.Scorer.Scoring;

/// <summary>
/// Finds the cohort that a course is worth, and is shown by, for a person: the one that scores highest. Allocates nothing.
/// </summary>
internal static class BestCohorts
{
    /// <summary>
    /// Finds the best candidate of each course. Of those that score alike it is the nearer, then the one that starts earlier, then the one
    /// whose id comes first, so that the order of candidates changes nothing. Where that leaves no course that an application made today
    /// can be signed for in time, though some cohort is in time, such cohorts come before all others: what starts too soon must not come
    /// first.
    /// </summary>
    /// <param name="person">Who chooses, and when.</param>
    /// <param name="cohorts">What the candidates are of.</param>
    /// <param name="candidates">All of the person's candidates.</param>
    /// <param name="scores">A finite log-utility for each candidate.</param>
    /// <param name="best">For each course of the cohorts the index of its best candidate, or -1; written.</param>
    public static void Find(
        in PersonFacts person,
        CompiledCohorts cohorts,
        ReadOnlySpan<CandidateRef> candidates,
        ReadOnlySpan<double> scores,
        Span<int> best
    )
    {
        var search = new Search(cohorts, candidates, scores, person.StartFrom);
        search.Find(best, inTimeFirst: false);
        foreach (var candidate in best)
        {
            if (candidate >= 0 && search.IsInTime(candidate))
                return;
        }

        for (var i = 0; i < candidates.Length; i++)
        {
            if (!search.IsInTime(i))
                continue;
            search.Find(best, inTimeFirst: true);
            return;
        }
    }

    private readonly ref struct Search(
        CompiledCohorts cohorts,
        ReadOnlySpan<CandidateRef> candidates,
        ReadOnlySpan<double> scores,
        int startFrom
    )
    {
        private readonly ReadOnlySpan<CandidateRef> candidates = candidates;
        private readonly ReadOnlySpan<double> scores = scores;

        public bool IsInTime(int candidate) => cohorts.Facts(candidates[candidate].Cohort).StartsOn >= startFrom;

        public void Find(Span<int> best, bool inTimeFirst)
        {
            best.Fill(-1);
            for (var i = 0; i < candidates.Length; i++)
            {
                ref var soFar = ref best[cohorts.Course(candidates[i].Cohort).Value];
                if (soFar < 0 || Compare(i, soFar, inTimeFirst) > 0)
                    soFar = i;
            }
        }

        // Above 0 when the first is better.
        private int Compare(int one, int other, bool inTimeFirst)
        {
            if (inTimeFirst && IsInTime(one).CompareTo(IsInTime(other)) is not 0 and var inTime)
                return inTime;
            if (scores[one].CompareTo(scores[other]) is not 0 and var byScore)
                return byScore;
            var (mine, theirs) = (candidates[one], candidates[other]);
            if (theirs.DistanceMiles.CompareTo(mine.DistanceMiles) is not 0 and var byDistance)
                return byDistance;
            if (cohorts.Facts(theirs.Cohort).StartsOn.CompareTo(cohorts.Facts(mine.Cohort).StartsOn) is not 0 and var byStart)
                return byStart;
            return string.CompareOrdinal(cohorts.Id(theirs.Cohort), cohorts.Id(mine.Cohort));
        }
    }
}
