using Matcher.Api.Scoring;
using Matcher.Data.Eligibility;

namespace Matcher.Api.Recommendations.Ranking;

/// <summary>The order in which a person would take single cohorts, of whichever course: what a waiting list is placed by.</summary>
internal static class CohortRanking
{
    /// <summary>
    /// Ranks all of a person's cohorts. The best cohorts of courses come in the order in which the courses are recommended, so the first of
    /// all is the one that is recommended first. Every other cohort takes its place by score, but never before its course's best one.
    /// </summary>
    /// <param name="eligible">What the person can take.</param>
    /// <param name="scored">The scores, with the ranking of all courses.</param>
    /// <param name="startFrom">The first day on which a start is not too early.</param>
    /// <returns>All candidates, the best first.</returns>
    public static CandidateIndex[] Rank(EligibleCohorts eligible, ScoredCandidates scored, DateOnly startFrom)
    {
        var count = eligible.Candidates.Count;
        var (rank, worth) = (new int[count], new double[count]);
        Array.Fill(rank, int.MaxValue);
        // The order of courses keeps promises that no score keeps: a course counts for no more than any that comes before it.
        var (mostOfCourse, most) = (new double[eligible.Catalogue.Courses.Count], double.PositiveInfinity);
        for (var i = 0; i < scored.Ranking.Length; i++)
        {
            var best = scored.Ranking[i];
            most = Math.Min(most, scored.Score(best));
            mostOfCourse[eligible.CourseOf(best).Value] = most;
            rank[best.Value] = i;
        }
        for (var i = 0; i < count; i++)
        {
            var candidate = new CandidateIndex(i);
            var limit = mostOfCourse[eligible.CourseOf(candidate).Value];
            worth[i] = rank[i] < int.MaxValue ? limit : Math.Min(limit, scored.Score(candidate));
        }
        var order = new RankingOrder(eligible, scored, startFrom);
        CandidateIndex[] all = [.. Enumerable.Range(0, count).Select(i => new CandidateIndex(i))];
        all.AsSpan()
            .Sort(
                (one, other) =>
                {
                    var byWorth = worth[other.Value].CompareTo(worth[one.Value]);
                    if (byWorth != 0)
                        return byWorth;
                    var byRank = rank[one.Value].CompareTo(rank[other.Value]);
                    return byRank != 0 ? byRank : order.Compare(one, other);
                }
            );
        return all;
    }
}
