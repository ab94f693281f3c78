using Matcher.Api.Scoring;
using Matcher.Data.Domain;

namespace Matcher.Api.Recommendations;

/// <summary>A course that a person can take, with its eligible cohorts: at least one. Cohorts are told by their places among the candidates.</summary>
internal sealed class RankedCourse
{
    private readonly ArraySegment<int> cohorts;
    private readonly RankingOrder order;
    private bool inOrder;

    // The cohorts are given in the catalogue's order: so the last digits of sums are always the same.
    private RankedCourse(ArraySegment<int> cohorts, RankingOrder order, ScoredGroup? scored)
    {
        (this.cohorts, this.order, Best) = (cohorts, order, cohorts[0]);
        foreach (var cohort in cohorts.AsSpan(1))
            if (order.Compare(cohort, Best) < 0) Best = cohort;
        if (scored is null) return;
        var (best, sum, probability) = (scored.Score(Best), 0.0, 0.0);
        foreach (var cohort in cohorts.AsSpan())
        {
            sum += Math.Exp(scored.Score(cohort) - best);
            probability += scored.ChoiceProbability(cohort);
        }
        (Score, ChoiceProbability) = (best + Math.Log(sum), probability);
    }

    /// <summary>The best cohort.</summary>
    public int Best { get; }

    /// <summary>How many cohorts there are.</summary>
    public int Count => cohorts.Count;

    /// <summary>The cohorts, the best first. They are sorted when they are first asked for: of most courses only the best is.</summary>
    public ReadOnlySpan<int> Cohorts
    {
        get
        {
            if (!inOrder) cohorts.AsSpan().Sort(order);
            inOrder = true;
            return cohorts;
        }
    }

    /// <summary>
    /// What its cohorts' scores come to together: ln of the sum of their exp (the inclusive value of a nested logit; McFadden, 1978). So courses
    /// rank as likely as they are chosen, and one with several suitable cohorts before one with a single one. Null without scores.
    /// </summary>
    public double? Score { get; }

    /// <summary>The sum over the cohorts; null without scores.</summary>
    public double? ChoiceProbability { get; }

    /// <summary>Ranks the courses that a person can take, the best first.</summary>
    /// <param name="eligible">Their cohorts.</param>
    /// <param name="scored">The cohorts' scores; null: the order is plain.</param>
    public static List<RankedCourse> Rank(EligibleCohorts eligible, ScoredGroup? scored)
    {
        var order = new RankingOrder(eligible, scored);
        var courseCount = eligible.Catalogue.Courses.Count;
        var ends = new int[courseCount];
        for (var course = 1; course < courseCount; course++) ends[course] = ends[course - 1] + eligible.CountOf(course - 1);
        var cohorts = new int[eligible.Candidates.Count];
        for (var cohort = 0; cohort < cohorts.Length; cohort++) cohorts[ends[eligible.CourseOf(cohort)]++] = cohort;

        var courses = new List<RankedCourse>(courseCount);
        for (var (course, begin) = (0, 0); course < courseCount; begin = ends[course++])
            if (ends[course] > begin) courses.Add(new(new(cohorts, begin, ends[course] - begin), order, scored));
        courses.Sort(order);
        return courses;
    }
}

/// <summary>
/// The total order of cohorts, and of courses by their own scores and then their best cohorts: the higher score first. What scores alike, or has no score, is in
/// the plain order: the wanted level, the nearer, the earlier start, and in the end the id, so that no two are ever equal.
/// </summary>
/// <param name="eligible">The cohorts.</param>
/// <param name="scored">Their scores; null: there are none.</param>
internal sealed class RankingOrder(EligibleCohorts eligible, ScoredGroup? scored) : IComparer<int>, IComparer<RankedCourse>
{
    private readonly Accreditation? wanted = eligible.Profile.PreferredAccreditation;

    /// <summary>Compares cohorts by their places among the candidates.</summary>
    public int Compare(int x, int y)
    {
        var order = scored is null ? 0 : scored.Score(y).CompareTo(scored.Score(x));
        if (order != 0) return order;
        var (one, other) = (eligible.Candidates[x], eligible.Candidates[y]);
        order = IsWanted(other.Cohort).CompareTo(IsWanted(one.Cohort));
        if (order == 0) order = one.DistanceMiles.CompareTo(other.DistanceMiles);
        if (order == 0) order = one.Cohort.StartsOn.CompareTo(other.Cohort.StartsOn);
        return order == 0 ? string.CompareOrdinal(one.Cohort.Id, other.Cohort.Id) : order;
    }

    /// <summary>Compares courses.</summary>
    public int Compare(RankedCourse? x, RankedCourse? y)
    {
        var order = Nullable.Compare(y!.Score, x!.Score);
        return order == 0 ? Compare(x.Best, y.Best) : order;
    }

    private bool IsWanted(Cohort cohort) => cohort.Course.Accreditation == wanted;
}
