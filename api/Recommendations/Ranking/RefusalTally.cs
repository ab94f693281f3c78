using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using Matcher.Data.Places;

namespace Matcher.Api.Recommendations.Ranking;

/// <summary>How many cohorts a code refuses.</summary>
/// <param name="Code">The code.</param>
/// <param name="Refused">How many it refuses; 0: there is no cohort to refuse.</param>
/// <param name="Cohorts">How many there are.</param>
/// <param name="Nearest">The nearest of those that are too far; of infinite miles when none is.</param>
internal readonly record struct RefusalCount(Refusal Code, int Refused, int Cohorts, Way Nearest);

/// <summary>Counts what refuses the cohorts of courses of which a person can take none.</summary>
/// <param name="courses">How many courses there are.</param>
internal sealed class RefusalTally(int courses)
{
    private static readonly Refusal[] Codes = Enum.GetValues<Refusal>();
    private static readonly Way Nowhere = new(double.PositiveInfinity, false);

    // By course and code, and how many cohorts of a course there are behind them.
    private readonly int[] counts = new int[courses * (Codes.Length + 1)];
    private readonly Way[] nearestTooFar = [.. Enumerable.Repeat(Nowhere, courses)];

    /// <summary>Counts a cohort that is refused.</summary>
    /// <param name="course">The cohort's course.</param>
    /// <param name="candidate">The cohort, as it looks to the person.</param>
    /// <param name="refusals">What refuses it.</param>
    public void Add(CourseIndex course, in Candidate candidate, Refusals refusals)
    {
        var of = Of(course);
        if (refusals.Has(Refusal.TooFar))
            nearestTooFar[course.Value] = Nearer(nearestTooFar[course.Value], new(candidate.DistanceMiles, candidate.ByFerry));
        foreach (var code in Codes)
        {
            if (refusals.Has(code))
                of[(int)code]++;
        }

        of[^1]++;
    }

    /// <summary>
    /// Every code that refuses a cohort of a course that has no other; what refuses all of them first, then in the order of the codes.
    /// </summary>
    public IReadOnlyList<RefusalCount> OfCourse(CourseIndex course)
    {
        var of = Of(course);
        if (of[^1] == 0)
            return [new(Refusal.NoPlaces, 0, 0, Nowhere)];
        var reasons = new List<RefusalCount>();
        foreach (var all in (ReadOnlySpan<bool>)[true, false])
        {
            foreach (var code in Codes)
            {
                if (of[(int)code] is > 0 and var refused && refused == of[^1] == all)
                    reasons.Add(new(code, refused, of[^1], nearestTooFar[course.Value]));
            }
        }
        return reasons;
    }

    /// <summary>
    /// What refuses the catalogue's cohorts, all courses together, for somebody whom nothing fits: what refuses most of them first, then in
    /// the order of the codes.
    /// </summary>
    public IReadOnlyList<RefusalCount> Overall()
    {
        var sums = new int[Codes.Length + 1];
        var nearest = Nowhere;
        for (var course = 0; course < courses; course++)
        {
            var of = Of(new(course));
            for (var i = 0; i < sums.Length; i++)
                sums[i] += of[i];
            nearest = Nearer(nearest, nearestTooFar[course]);
        }
        return
        [
            .. Codes
                .Where(code => sums[(int)code] > 0)
                .OrderByDescending(code => sums[(int)code])
                .Select(code => new RefusalCount(code, sums[(int)code], sums[^1], nearest)),
        ];
    }

    private Span<int> Of(CourseIndex course) => counts.AsSpan(course.Value * (Codes.Length + 1), Codes.Length + 1);

    private static Way Nearer(Way one, Way other) => other.Miles < one.Miles ? other : one;
}
