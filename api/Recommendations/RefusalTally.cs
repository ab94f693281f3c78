using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using Matcher.Data.Places;

namespace Matcher.Api.Recommendations;

/// <summary>Counts what refuses the cohorts of courses that have no other, and says it in sentences.</summary>
/// <param name="courses">How many courses there are.</param>
internal sealed class RefusalTally(int courses)
{
    private static readonly Refusal[] Codes = Enum.GetValues<Refusal>();

    // By course and code, and how many cohorts of a course there are behind them.
    private readonly int[] counts = new int[courses * (Codes.Length + 1)];
    private readonly Way[] nearestTooFar = [.. Enumerable.Repeat(new Way(double.PositiveInfinity, false), courses)];

    /// <summary>Counts a cohort that is refused.</summary>
    /// <param name="course">The course's place in the catalogue.</param>
    /// <param name="candidate">The cohort, as it looks to the person.</param>
    /// <param name="refusals">What refuses it.</param>
    public void Add(int course, in Candidate candidate, Refusals refusals)
    {
        var of = Of(course);
        if (refusals.Has(Refusal.TooFar))
            nearestTooFar[course] = Nearer(nearestTooFar[course], new(candidate.DistanceMiles, candidate.ByFerry));
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
    /// <param name="place">The course's place in the catalogue.</param>
    /// <param name="course">The course.</param>
    /// <param name="profile">Who is refused.</param>
    public IReadOnlyList<RefusalReason> Reasons(int place, Course course, Profile profile)
    {
        var of = Of(place);
        if (of[^1] == 0)
            return [new(Refusal.NoPlaces, "No cohort is planned.")];
        var reasons = new List<RefusalReason>();
        foreach (var all in (ReadOnlySpan<bool>)[true, false])
        {
            foreach (var code in Codes)
            {
                if (of[(int)code] is > 0 and var refused && refused == of[^1] == all)
                    reasons.Add(new(code, Sentence(code, refused, of[^1], nearestTooFar[place], course, profile)));
            }
        }
        return reasons;
    }

    /// <summary>
    /// What refuses the catalogue's cohorts, all courses together, for somebody whom nothing fits: what refuses most of them first, then in
    /// the order of the codes.
    /// </summary>
    /// <param name="profile">Who is refused.</param>
    public IReadOnlyList<RefusalReason> Overall(Profile profile)
    {
        var sums = new int[Codes.Length + 1];
        var nearest = new Way(double.PositiveInfinity, false);
        for (var course = 0; course < courses; course++)
        {
            var of = Of(course);
            for (var i = 0; i < sums.Length; i++)
                sums[i] += of[i];
            nearest = Nearer(nearest, nearestTooFar[course]);
        }
        return
        [
            .. Codes
                .Where(code => sums[(int)code] > 0)
                .OrderByDescending(code => sums[(int)code])
                .Select(code => new RefusalReason(code, Sentence(code, sums[(int)code], sums[^1], nearest, null, profile))),
        ];
    }

    private Span<int> Of(int course) => counts.AsSpan(course * (Codes.Length + 1), Codes.Length + 1);

    private static string Sentence(Refusal code, int refused, int cohorts, Way nearest, Course? course, Profile profile)
    {
        var one = refused == 1;
        var whose = course is null ? "the" : "its";
        var (some, all) = (EnglishText.Number(refused), EnglishText.Number(cohorts));
        var who =
            refused < cohorts ? $"{some} of {whose} {all} cohorts"
            : one
                ? course is null ? "The one cohort"
                    : "Its one cohort"
            : course is null ? $"All {all} cohorts"
            : $"All {all} of its cohorts";
        return code switch
        {
            Refusal.NoPlaces => $"{who} {(one ? "is" : "are")} full.",
            Refusal.Started => $"{who} {(one ? "has" : "have")} started already.",
            Refusal.StartsTooEarly =>
                $"{who} {(one ? "starts" : "start")} before {EnglishText.Day(profile.Availability.EarliestStart!.Value)}, your earliest start.",
            Refusal.EndsTooLate =>
                $"{who} {(one ? "ends" : "end")} after {EnglishText.Day(profile.Availability.LatestFinish!.Value)}, your latest finish.",
            Refusal.TooFar =>
                $"{who} {(one ? "is" : "are")} more than {EnglishText.Number(profile.MaxDistanceMiles!.Value)} miles away; {(one ? "it" : "the nearest of them")} is {MilesBeyond(profile.MaxDistanceMiles.Value, nearest.Miles)} miles away{(nearest.ByFerry ? ", by ferry" : "")}.",
            Refusal.Overnight => $"{who} {(one ? "includes" : "include")} a night away.",
            Refusal.NoSessionFits when refused == cohorts && !one => $"None of {whose} {some} cohorts has a session that you can attend.",
            Refusal.NoSessionFits => $"{who} {(one ? "has" : "have")} no session that you can attend.",
            Refusal.LevelRequired when course is null =>
                $"{who} {(one ? "is" : "are")} of another level than {EnglishText.LevelWithin(profile.PreferredAccreditation!.Value)}, which you require.",
            Refusal.LevelRequired =>
                $"{EnglishText.Level(course!.Accreditation)}, and you require {EnglishText.LevelWithin(profile.PreferredAccreditation!.Value)}.",
            Refusal.NotFunded => "Places are funded for state-funded schools and colleges only.",
        };
    }

    private static Way Nearer(Way one, Way other) => other.Miles < one.Miles ? other : one;

    // With enough decimals to show that it is beyond the limit.
    private static string MilesBeyond(double limit, double miles)
    {
        if (miles - limit < 0.1)
            return EnglishText.Number(Math.Ceiling(miles * 1e6) / 1e6);
        var tenths = (int)Math.Round(miles * 10, MidpointRounding.AwayFromZero);
        return $"{EnglishText.Number(tenths / 10)}.{EnglishText.Number(tenths % 10)}";
    }
}
