using Matcher.Api.Scoring;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;

namespace Matcher.Api.Recommendations;

/// <summary>An eligible cohort.</summary>
/// <param name="Candidate">The cohort, as it looks to the person.</param>
/// <param name="Place">Its place among the candidates that the scorer was asked of.</param>
/// <param name="Score">Its score, unless the scorer gave none.</param>
internal readonly record struct RankedCohort(Candidate Candidate, int Place, CohortScore? Score)
{
    public Cohort Cohort => Candidate.Cohort;
}

/// <summary>An eligible course.</summary>
/// <param name="Course">The course.</param>
/// <param name="Cohorts">Its eligible cohorts, the best first; at least one.</param>
/// <param name="Score">
/// What its cohorts' scores come to together: ln of the sum of their exp (the inclusive value of a nested logit; McFadden, 1978). So courses
/// rank as likely as they are chosen, and one with several suitable cohorts before one with a single one. Null without scores.
/// </param>
/// <param name="ChoiceProbability">The sum over the cohorts; null without scores.</param>
internal sealed record RankedCourse(Course Course, ArraySegment<RankedCohort> Cohorts, double? Score, double? ChoiceProbability)
{
    public RankedCohort Best => Cohorts[0];

    /// <summary>Ranks the courses that a person can take, the best first.</summary>
    /// <param name="eligible">Their cohorts.</param>
    /// <param name="scored">The cohorts' scores; null: the order is plain.</param>
    public static List<RankedCourse> Rank(EligibleCohorts eligible, ScoredGroup? scored)
    {
        var order = new RankingOrder(eligible.Profile.PreferredAccreditation);
        var courseCount = eligible.Catalogue.Courses.Count;
        var ends = new int[courseCount];
        for (var course = 1; course < courseCount; course++) ends[course] = ends[course - 1] + eligible.CountOf(course - 1);
        var cohorts = new RankedCohort[eligible.Candidates.Count];
        for (var place = 0; place < cohorts.Length; place++) cohorts[ends[eligible.CourseOf(place)]++] = new(eligible.Candidates[place], place, scored?[place]);

        var courses = new List<RankedCourse>();
        for (var (course, begin) = (0, 0); course < courseCount; begin = ends[course++])
            if (ends[course] > begin) courses.Add(Of(new(cohorts, begin, ends[course] - begin), order));
        courses.Sort(order);
        return courses;
    }

    /// <summary>Gathers a course's cohorts, given in the catalogue's order: so the last digits of sums are always the same.</summary>
    private static RankedCourse Of(ArraySegment<RankedCohort> cohorts, RankingOrder order)
    {
        var course = cohorts[0].Cohort.Course;
        var (best, sum, probability) = (double.NegativeInfinity, 0.0, 0.0);
        foreach (var cohort in cohorts) best = Math.Max(best, cohort.Score?.Score ?? double.NegativeInfinity);
        foreach (var cohort in cohorts)
        {
            if (cohort.Score is not { } score) continue;
            sum += Math.Exp(score.Score - best);
            probability += score.ChoiceProbability;
        }
        cohorts.AsSpan().Sort(order.OfCohorts);
        return sum == 0 ? new(course, cohorts, null, null) : new(course, cohorts, best + Math.Log(sum), probability);
    }
}

/// <summary>
/// The total order of cohorts, and of courses by their own scores and then their best cohorts: the higher score first. What scores alike, or has no score, is in
/// the plain order: the wanted level, the nearer, the earlier start, and in the end the id, so that no two are ever equal.
/// </summary>
/// <param name="wanted">The preferred level, if there is one.</param>
internal sealed class RankingOrder(Accreditation? wanted) : IComparer<RankedCourse>
{
    /// <summary>The order of cohorts, made once for all courses of a person.</summary>
    public Comparison<RankedCohort> OfCohorts => field ??= Compare;

    private int Compare(RankedCohort x, RankedCohort y)
    {
        var order = Nullable.Compare(y.Score?.Score, x.Score?.Score);
        if (order == 0) order = IsWanted(y).CompareTo(IsWanted(x));
        if (order == 0) order = x.Candidate.DistanceMiles.CompareTo(y.Candidate.DistanceMiles);
        if (order == 0) order = x.Cohort.StartsOn.CompareTo(y.Cohort.StartsOn);
        return order == 0 ? string.CompareOrdinal(x.Cohort.Id, y.Cohort.Id) : order;
    }

    public int Compare(RankedCourse? x, RankedCourse? y)
    {
        var order = Nullable.Compare(y!.Score, x!.Score);
        return order == 0 ? Compare(x.Best, y.Best) : order;
    }

    private bool IsWanted(RankedCohort cohort) => cohort.Cohort.Course.Accreditation == wanted;
}
