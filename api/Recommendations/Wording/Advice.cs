using Matcher.Api.English;
using Matcher.Api.Recommendations.Ranking;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;

namespace Matcher.Api.Recommendations.Wording;

/// <summary>
/// What to say to somebody whom little fits: that it does, what the nearest is, and which single wish given up would bring more courses.
/// All of it is worked out with the rules of eligibility, and nothing of it when enough fits.
/// </summary>
internal static class Advice
{
    /// <summary>Fewer courses than these are few. Chosen.</summary>
    public const int Few = 3;

    private const int MostWishes = 3;

    // Farther gains are rounded up to the next ten miles.
    private const int MilesStep = 10;

    /// <summary>Sentences; none when enough fits.</summary>
    /// <param name="eligible">What the person can take.</param>
    public static IReadOnlyList<string> For(EligibleCohorts eligible)
    {
        var wanted = eligible.Profile.PreferredAccreditation;
        var isFew = eligible.CourseCount < Few;
        var isFar = eligible.NearestMiles(wanted) > EnglishText.NearMiles;
        if (!isFew && !isFar)
            return [];
        if (eligible.Profile.Sector is Sector.Independent)
            return ["No course fits: places are funded for state-funded schools and colleges only."];

        var sentences = new List<string>();
        if (eligible.CourseCount == 0)
        {
            sentences.Add("No course fits everything you asked for.");
        }
        else if (isFew)
        {
            sentences.Add(
                $"Only {EnglishText.Count(eligible.CourseCount, "course")} {(eligible.CourseCount == 1 ? "fits" : "fit")} everything you asked for."
            );
        }

        if (isFar && Far(eligible, wanted) is { } far)
            sentences.Add(far);
        // Who has enough to choose from, but not of the level asked for, gets advice on that level alone.
        sentences.AddRange(Wishes(eligible, isFew ? null : wanted));
        return sentences;
    }

    // Where the nearest is, whatever distance was allowed.
    private static string? Far(EligibleCohorts eligible, Accreditation? wanted)
    {
        var profile = eligible.Profile;
        Candidate? nearest = null;
        foreach (var cohort in eligible.Catalogue.Cohorts)
        {
            if (wanted is { } level && cohort.Course.Accreditation != level)
                continue;
            var candidate = Candidate.Of(profile, cohort);
            var refusals = EligibilityRules.Check(profile, candidate, eligible.Now);
            if (!refusals.None && !refusals.IsOnly(Refusal.TooFar))
                continue;
            if (nearest is null || candidate.DistanceMiles < nearest.Value.DistanceMiles)
                nearest = candidate;
        }
        var kind = wanted is { } one ? $"{EnglishText.LevelWithin(one)} course" : "course";
        if (nearest is not { } found)
            return eligible.CourseCount == 0 ? null : $"No {kind} fits everything else you asked for.";
        var limit = profile.OpenToTravel is true ? null : profile.MaxDistanceMiles;
        var (within, fits) =
            limit < found.DistanceMiles
                ? (Math.Min(limit.Value, EnglishText.NearMiles), "otherwise fits")
                : (EnglishText.NearMiles, "does");
        var where = $"within {EnglishText.Number(within)} {(within == 1 ? "mile" : "miles")} of {Home(profile)}";
        return $"No {kind} {where} fits: the nearest that {fits} is {EnglishText.Miles(found.DistanceMiles)} away ({found.Cohort.Venue.Name}).";
    }

    // The wishes that bring most courses, of a level or of any, when each alone is given up.
    private static IEnumerable<string> Wishes(EligibleCohorts eligible, Accreditation? level)
    {
        var (profile, courses) = (eligible.Profile, eligible.Catalogue.Courses);
        var gains = new List<(string If, List<double> Miles)>();
        var before = eligible.NearestOfEachCourse();
        foreach (var (wish, relaxed) in Relaxed(profile))
        {
            var more = new EligibleCohorts(relaxed, eligible.Catalogue, eligible.Now).NearestOfEachCourse();
            var miles = new List<double>();
            for (var course = 0; course < more.Length; course++)
            {
                // Without the wish for a level a course of any level counts.
                var isOfLevel = level is null || courses[course].Accreditation == level;
                var counts = isOfLevel || relaxed.PreferredAccreditation is null;
                var had = isOfLevel && double.IsFinite(before[course]);
                if (counts && !had && double.IsFinite(more[course]))
                    // As the answer would show it: 30.04 miles are within 30.
                    miles.Add(EnglishText.OneDecimal(more[course]));
            }
            if (miles.Count > 0)
                gains.Add((wish, miles));
        }
        return gains
            .Select(gain => (gain.If, Within: Within(gain.Miles), gain.Miles))
            .Select(gain => (gain.If, gain.Within, Count: gain.Miles.Count(miles => miles <= gain.Within)))
            .OrderBy(gain => gain.Within)
            .ThenByDescending(gain => gain.Count)
            .Take(MostWishes)
            .Select(gain =>
                $"{gain.If}: {EnglishText.Number(gain.Count)} more {(gain.Count == 1 ? "course" : "courses")} within {EnglishText.Number(gain.Within)} miles of {Home(profile)}."
            );
    }

    // Near if one is near; or else as far as the nearest, in whole steps.
    private static int Within(List<double> miles) =>
        Math.Max((int)EnglishText.NearMiles, (int)Math.Ceiling(miles.Min() / MilesStep) * MilesStep);

    private static string Home(Profile profile) => profile.Home.Label ?? "you";

    // Each wish that refuses anything, and the profile without it.
    private static IEnumerable<(string If, Profile Profile)> Relaxed(Profile profile)
    {
        var availability = profile.Availability;
        Profile With(Availability other) => profile with { Availability = other };
        if (profile.MaxDistanceMiles is { } most && profile.OpenToTravel is not true)
        {
            var miles = $"{EnglishText.Number(most)} {(most == 1 ? "mile" : "miles")}";
            yield return ($"If you could travel more than {miles}", profile with { MaxDistanceMiles = null });
        }
        if (profile.PreferredAccreditation is { } level)
        {
            var what = level is Accreditation.NonAccredited ? "a non-accredited course" : DomainNames.Level(level);
            yield return ($"If you did not need {what}", profile with { PreferredAccreditation = null, AccreditationRequired = false });
        }
        if (profile.CanStayOvernight is false)
            yield return ("If you could stay overnight", profile with { CanStayOvernight = null });
        if (availability.SessionTypes.Count > 0)
        {
            foreach (var type in Enum.GetValues<SessionType>())
            {
                if (!availability.AllowsType(type))
                {
                    yield return (
                        $"If you could attend {DomainNames.Sessions(type)}",
                        With(availability with { SessionTypes = [.. availability.SessionTypes, type] })
                    );
                }
            }
        }
        if (availability.EarliestStart is { } earliest)
            yield return ($"If you could start before {EnglishText.Day(earliest)}", With(availability with { EarliestStart = null }));
        if (availability.LatestFinish is { } latest)
            yield return ($"If you could finish after {EnglishText.Day(latest)}", With(availability with { LatestFinish = null }));
        if (availability.Unavailable.Count > 0)
            yield return ("If you were free on your unavailable dates", With(availability with { Unavailable = [] }));
    }
}
