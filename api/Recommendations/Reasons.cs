using Matcher.Data.Domain;
using Matcher.Data.Eligibility;

namespace Matcher.Api.Recommendations;

/// <summary>What speaks for a cohort, in sentences that are true of this person and this cohort.</summary>
internal static class Reasons
{
    /// <summary>A venue up to this far away is near enough to be a reason, and not a caution; chosen, not measured.</summary>
    public const double NearMiles = 30;

    public const int QuickWeeks = 13;
    public const int SpreadOutWeeks = 16;
    private const double HighSatisfactionPercent = 93;

    /// <summary>At least one sentence, what people choose by most first (evaluation, section 2.4.3).</summary>
    public static IReadOnlyList<string> For(Profile profile, in Candidate candidate)
    {
        var (cohort, course) = (candidate.Cohort, candidate.Cohort.Course);
        var (availability, preferences) = (profile.Availability, profile.Preferences);
        var reasons = new List<string>();

        if (profile.PreferredAccreditation == course.Accreditation)
            reasons.Add($"{Phrases.Level(course.Accreditation)}, as you asked");
        if (candidate.DistanceMiles <= NearMiles)
            reasons.Add(Phrases.Distance(candidate.DistanceMiles, profile.Home));
        else if (profile.OpenToTravel is true)
            reasons.Add($"{Phrases.Distance(candidate.DistanceMiles, profile.Home)}, and you are open to travel");
        if (candidate.AttendableSessions == cohort.Sessions.Count && (availability.SessionTypes.Count > 0 || availability.Unavailable.Count > 0))
            reasons.Add(cohort.Sessions.Count == 1 ? "Its one session is on a day you can make" : $"All {cohort.Sessions.Count} sessions are on days you can make");
        if (availability.StudyHoursPerWeek is { } hours && course.SelfStudyHoursPerWeek <= hours)
            reasons.Add(course.SelfStudyHoursPerWeek == 0 ? "No study between sessions" : $"About {Phrases.Hours(course.SelfStudyHoursPerWeek)} of study a week, within the {Phrases.Hours(hours)} you have");
        if (profile.Sector is { } sector && course.Sectors.Contains(sector))
            reasons.Add($"Has content made for {Phrases.Setting(sector)}");
        if (preferences.KnownProviders.Contains(course.Provider.Id))
            reasons.Add("Run by a provider you know");
        if (preferences.Balance == course.Balance)
            reasons.Add($"{Phrases.Lean(course.Balance)}, as you like it");
        if (preferences.Pace is Pace.Quick && cohort.Weeks <= QuickWeeks)
            reasons.Add($"Over in {Phrases.Count(cohort.Weeks, "week")}: quick, as you like it");
        if (preferences.Pace is Pace.SpreadOut && cohort.Weeks >= SpreadOutWeeks)
            reasons.Add($"Spread over {Phrases.Count(cohort.Weeks, "week")}, as you like it");
        if (course.Benchmarks.Intersect(preferences.Benchmarks).Order().Select(benchmark => $"{benchmark}").ToList() is { Count: > 0 } shared)
            reasons.Add($"Dwells on Gatsby {(shared.Count == 1 ? "Benchmark" : "Benchmarks")} {Phrases.List(shared)}, which your {Phrases.Workplace(profile.Sector)} needs");
        if (profile.Experience.AcademicWriting is AcademicWriting.Rusty && course.Accreditation is Accreditation.NonAccredited)
            reasons.Add("No assignments to write");
        if (cohort.Venue.NearStation)
            reasons.Add("The venue is near a station");
        if (course.SatisfactionPercent >= HighSatisfactionPercent)
            reasons.Add($"{Phrases.Number(course.SatisfactionPercent)}% of its participants were satisfied");
        if (reasons.Count == 0)
            reasons.Add($"Starts on {Phrases.Day(cohort.StartsOn)} and takes {Phrases.Count(cohort.Weeks, "week")}");
        return reasons;
    }
}
