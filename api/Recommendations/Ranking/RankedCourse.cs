using Matcher.Api.Scoring;
using Matcher.Data.Domain;

namespace Matcher.Api.Recommendations.Ranking;

/// <summary>
/// A course that a person can take, with its eligible cohorts: at least one. A cohort is given by its index among the candidates.
/// </summary>
internal sealed class RankedCourse
{
    private readonly ArraySegment<int> cohorts;
    private readonly RankingOrder order;
    private bool inOrder;

    // The cohorts are given in the catalogue's order: so the last digits of sums are always the same.
    private RankedCourse(ArraySegment<int> cohorts, int best, RankingOrder order, ScoredCandidates? scored)
    {
        (this.cohorts, Best, this.order) = (cohorts, best, order);
        if (scored is null)
            return;
        var probability = 0.0;
        foreach (var cohort in cohorts.AsSpan())
            probability += scored.ChoiceProbability(cohort);
        (Score, ChoiceProbability) = (scored.Score(best), probability);
    }

    /// <summary>The best cohort.</summary>
    public int Best { get; }

    /// <summary>How many cohorts there are.</summary>
    public int Count => cohorts.Count;

    /// <summary>The cohorts, the best first. They are sorted when they are first asked for.</summary>
    public ReadOnlySpan<int> Cohorts
    {
        get
        {
            if (inOrder)
                return cohorts;
            var all = cohorts.AsSpan();
            all.Sort(order);
            // The scorer says which is the best, even where others score the same.
            var place = all.IndexOf(Best);
            all[..place].CopyTo(all[1..]);
            all[0] = Best;
            inOrder = true;
            return all;
        }
    }

    /// <summary>The score of its best cohort. Null without scores.</summary>
    public double? Score { get; }

    /// <summary>The sum over the cohorts; null without scores.</summary>
    public double? ChoiceProbability { get; }

    /// <summary>
    /// The first courses for a person, in the order in which to show them: the scorer's ranking, or the plain order without scores.
    /// </summary>
    /// <param name="eligible">The cohorts that they can take.</param>
    /// <param name="scored">The cohorts' scores, asked for at least as many courses as <paramref name="limit"/>; null: the order is
    /// plain.</param>
    /// <param name="startFrom">The first day on which a start is not too early: the plain order puts cohorts that start sooner
    /// behind.</param>
    /// <param name="limit">How many courses, at least 1; fewer when there are fewer.</param>
    public static RankedCourse[] Rank(EligibleCohorts eligible, ScoredCandidates? scored, DateOnly startFrom, int limit)
    {
        var order = new RankingOrder(eligible, scored, startFrom);
        var courseCount = eligible.Catalogue.Courses.Count;
        var ends = new int[courseCount];
        for (var course = 1; course < courseCount; course++)
            ends[course] = ends[course - 1] + eligible.CountOf(course - 1);
        var cohorts = new int[eligible.Candidates.Count];
        for (var cohort = 0; cohort < cohorts.Length; cohort++)
            cohorts[ends[eligible.CourseOf(cohort)]++] = cohort;

        var ranking = scored is null ? Plain(eligible, order) : scored.Ranking;
        var courses = new RankedCourse[Math.Min(limit, ranking.Length)];
        for (var place = 0; place < courses.Length; place++)
            courses[place] = Of(ranking[place]);
        return courses;

        RankedCourse Of(int best)
        {
            var course = eligible.CourseOf(best);
            var count = eligible.CountOf(course);
            return new(new(cohorts, ends[course] - count, count), best, order, scored);
        }
    }

    // The best cohort of every course, the best first.
    private static int[] Plain(EligibleCohorts eligible, RankingOrder order)
    {
        var bests = new int[eligible.Catalogue.Courses.Count];
        bests.AsSpan().Fill(-1);
        for (var cohort = 0; cohort < eligible.Candidates.Count; cohort++)
        {
            ref var best = ref bests[eligible.CourseOf(cohort)];
            if (best < 0 || order.Compare(cohort, best) < 0)
                best = cohort;
        }
        int[] all = [.. bests.Where(best => best >= 0)];
        all.AsSpan().Sort(order);
        return all;
    }
}

/// <summary>
/// The total order of cohorts: the higher score first. Cohorts that score the same, or have no score, are in the plain order: what does not
/// start too early, the wanted level, the nearer, the earlier start, and in the end the id, so that no two are ever equal.
/// </summary>
/// <param name="eligible">The cohorts.</param>
/// <param name="scored">Their scores; null: there are none.</param>
/// <param name="startFrom">The first day on which a start is not too early.</param>
internal sealed class RankingOrder(EligibleCohorts eligible, ScoredCandidates? scored, DateOnly startFrom) : IComparer<int>
{
    private readonly Accreditation? wanted = eligible.Profile.PreferredAccreditation;

    /// <summary>Compares cohorts by their index among the candidates.</summary>
    public int Compare(int x, int y)
    {
        var order = scored is null ? 0 : scored.Score(y).CompareTo(scored.Score(x));
        if (order != 0)
            return order;
        var (one, other) = (eligible.Candidates[x], eligible.Candidates[y]);
        order = (other.Cohort.StartsOn >= startFrom).CompareTo(one.Cohort.StartsOn >= startFrom);
        if (order == 0)
            order = IsWanted(other.Cohort).CompareTo(IsWanted(one.Cohort));
        if (order == 0)
            order = one.DistanceMiles.CompareTo(other.DistanceMiles);
        if (order == 0)
            order = one.Cohort.StartsOn.CompareTo(other.Cohort.StartsOn);
        return order == 0 ? string.CompareOrdinal(one.Cohort.Id, other.Cohort.Id) : order;
    }

    private bool IsWanted(Cohort cohort) => cohort.Course.Accreditation == wanted;
}
