using Matcher.Api.English;
using Matcher.Api.Recommendations.Ranking;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;

namespace Matcher.Api.Recommendations.Wording;

/// <summary>Says why somebody can't take a course, or anything at all.</summary>
internal static class RefusalSentences
{
    /// <summary>The courses of which they can take no cohort, with why.</summary>
    public static IReadOnlyList<IneligibleCourse> NotEligible(EligibleCohorts eligible) =>
        [
            .. eligible
                .Catalogue.Courses.Select((course, i) => (Course: course, Index: new CourseIndex(i)))
                .Where(item => eligible.CountOf(item.Index) == 0)
                .Select(item => new IneligibleCourse(
                    item.Course.Id,
                    [.. eligible.Refusals.OfCourse(item.Index).Select(count => Of(count, item.Course, eligible.Profile))]
                )),
        ];

    /// <summary>Why they can take nothing at all.</summary>
    public static IReadOnlyList<RefusalReason> NothingFits(EligibleCohorts eligible) =>
        [.. eligible.Refusals.Overall().Select(count => Of(count, null, eligible.Profile))];

    private static RefusalReason Of(RefusalCount count, Course? course, Profile profile) =>
        new(count.Code, count.Cohorts == 0 ? "No cohort is planned." : Sentence(count, course, profile));

    private static string Sentence(RefusalCount count, Course? course, Profile profile)
    {
        var (code, refused, cohorts, nearest) = count;
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
                $"{DomainNames.Level(course!.Accreditation)}, and you require {EnglishText.LevelWithin(profile.PreferredAccreditation!.Value)}.",
            Refusal.NotFunded => "Places are funded for state-funded schools and colleges only.",
        };
    }

    // With enough decimals to show that it is beyond the limit.
    private static string MilesBeyond(double limit, double miles)
    {
        if (miles - limit < 0.1)
            return EnglishText.Number(Math.Ceiling(miles * 1e6) / 1e6);
        var tenths = (int)Math.Round(miles * 10, MidpointRounding.AwayFromZero);
        return $"{EnglishText.Number(tenths / 10)}.{EnglishText.Number(tenths % 10)}";
    }
}
