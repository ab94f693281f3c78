using Matcher.Api.Scoring;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;

namespace Matcher.Api.Recommendations.Ranking;

/// <summary>
/// A course that a person can take, with its eligible cohorts, at least one, each as a candidate.
/// </summary>
internal sealed class RankedCourse
{
    private readonly ArraySegment<CandidateIndex> candidates;
    private readonly RankingOrder order;
    private bool inOrder;

    // The candidates are given in the catalogue's order: so the last digits of sums are always the same.
    private RankedCourse(ArraySegment<CandidateIndex> candidates, CandidateIndex best, RankingOrder order, ScoredCandidates? scored)
    {
        (this.candidates, Best, this.order) = (candidates, best, order);
        if (scored is null)
            return;
        var probability = 0.0;
        foreach (var candidate in candidates.AsSpan())
            probability += scored.ChoiceProbability(candidate);
        (Score, ChoiceProbability) = (scored.Score(best), probability);
    }

    /// <summary>The best cohort.</summary>
    public CandidateIndex Best { get; }

    /// <summary>How many cohorts there are.</summary>
    public int Count => candidates.Count;

    /// <summary>The cohorts, the best first. They are sorted when they are first asked for.</summary>
    public ReadOnlySpan<CandidateIndex> Cohorts
    {
        get
        {
            if (inOrder)
                return candidates;
            var all = candidates.AsSpan();
            all.Sort(order);
            // The scorer says which is the best, even where others score the same.
            var index = all.IndexOf(Best);
            all[..index].CopyTo(all[1..]);
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
            ends[course] = ends[course - 1] + eligible.CountOf(new(course - 1));
        var byCourse = new CandidateIndex[eligible.Candidates.Count];
        for (var i = 0; i < byCourse.Length; i++)
        {
            var candidate = new CandidateIndex(i);
            byCourse[ends[eligible.CourseOf(candidate).Value]++] = candidate;
        }

        var ranking = scored is null ? Plain(eligible, order) : scored.Ranking;
        var courses = new RankedCourse[Math.Min(limit, ranking.Length)];
        for (var i = 0; i < courses.Length; i++)
            courses[i] = Of(ranking[i]);
        return courses;

        RankedCourse Of(CandidateIndex best)
        {
            var course = eligible.CourseOf(best);
            var count = eligible.CountOf(course);
            return new(new(byCourse, ends[course.Value] - count, count), best, order, scored);
        }
    }

    // The best cohort of every course, the best first.
    private static CandidateIndex[] Plain(EligibleCohorts eligible, RankingOrder order)
    {
        var bests = new CandidateIndex?[eligible.Catalogue.Courses.Count];
        for (var i = 0; i < eligible.Candidates.Count; i++)
        {
            var candidate = new CandidateIndex(i);
            ref var best = ref bests[eligible.CourseOf(candidate).Value];
            if (best is null || order.Compare(candidate, best.Value) < 0)
                best = candidate;
        }
        CandidateIndex[] all = [.. bests.OfType<CandidateIndex>()];
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
internal sealed class RankingOrder(EligibleCohorts eligible, ScoredCandidates? scored, DateOnly startFrom) : IComparer<CandidateIndex>
{
    private readonly Accreditation? wanted = eligible.Profile.PreferredAccreditation;

    /// <summary>Compares two candidates.</summary>
    public int Compare(CandidateIndex x, CandidateIndex y)
    {
        var order = scored is null ? 0 : scored.Score(y).CompareTo(scored.Score(x));
        if (order != 0)
            return order;
        var (one, other) = (eligible[x], eligible[y]);
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
