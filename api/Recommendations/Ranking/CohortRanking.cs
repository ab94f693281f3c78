using Matcher.Api.Scoring;

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
    /// <returns>The indexes of all candidates, the best first.</returns>
    public static int[] Rank(EligibleCohorts eligible, ScoredCandidates scored, DateOnly startFrom)
    {
        var count = eligible.Candidates.Count;
        var (place, worth) = (new int[count], new double[count]);
        Array.Fill(place, int.MaxValue);
        // The order of courses keeps promises that no score keeps: a course counts for no more than any that comes before it.
        var (mostOfCourse, most) = (new double[eligible.Catalogue.Courses.Count], double.PositiveInfinity);
        for (var index = 0; index < scored.Ranking.Length; index++)
        {
            var best = scored.Ranking[index];
            most = Math.Min(most, scored.Score(best));
            mostOfCourse[eligible.CourseOf(best)] = most;
            place[best] = index;
        }
        for (var i = 0; i < count; i++)
        {
            var limit = mostOfCourse[eligible.CourseOf(i)];
            worth[i] = place[i] < int.MaxValue ? limit : Math.Min(limit, scored.Score(i));
        }
        var order = new RankingOrder(eligible, scored, startFrom);
        int[] all = [.. Enumerable.Range(0, count)];
        all.AsSpan()
            .Sort(
                (one, other) =>
                {
                    var byWorth = worth[other].CompareTo(worth[one]);
                    if (byWorth != 0)
                        return byWorth;
                    var byPlace = place[one].CompareTo(place[other]);
                    return byPlace != 0 ? byPlace : order.Compare(one, other);
                }
            );
        return all;
    }
}
