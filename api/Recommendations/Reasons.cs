using Matcher.Data.Domain;
using Matcher.Data.Eligibility;

namespace Matcher.Api.Recommendations;

/// <summary>What speaks for a cohort, in sentences that are true of this person and this cohort.</summary>
internal static class Reasons
{
    /// <summary>Without a score, a venue up to this far away is near enough to be a reason, and not a caution; chosen, not measured.</summary>
    private const double NearMiles = 30;

    public const int QuickWeeks = 13;
    public const int SpreadOutWeeks = 16;
    private const double HighSatisfactionPercent = 93;

    /// <summary>Adds at least one sentence, in the order of what people choose by most (evaluation, section 2.4.3); what speaks most for the course is among them.</summary>
    /// <param name="reasons">Where to; empty.</param>
    /// <param name="profile">The person.</param>
    /// <param name="candidate">The course's best cohort, as it looks to them.</param>
    /// <param name="otherCohorts">How many other cohorts of the course they can take.</param>
    /// <param name="explanation">What the score is made of; null when there is none.</param>
    public static void Add(Sentences reasons, Profile profile, in Candidate candidate, int otherCohorts, Explanation? explanation)
    {
        var (cohort, course) = (candidate.Cohort, candidate.Cohort.Course);
        var (availability, preferences) = (profile.Availability, profile.Preferences);

        if (profile.PreferredAccreditation == course.Accreditation)
            reasons.Add(Factor.Level, $"{Phrases.Level(course.Accreditation)}, as you asked");
        if (SpeaksForIt(candidate, profile, explanation))
            reasons.Add(Factor.Location, Phrases.Distance(candidate, profile.Home) + (candidate.DistanceMiles > NearMiles && profile.OpenToTravel is true ? ", and you are open to travel" : ""));
        if (candidate.AttendableSessions == cohort.Sessions.Count && (availability.SessionTypes.Count > 0 || availability.Unavailable.Count > 0))
            reasons.Add(Factor.Availability, cohort.Sessions.Count == 1 ? "Its one session is on a day you can make" : $"All {Phrases.Number(cohort.Sessions.Count)} sessions are on days you can make");
        if (availability.StudyHoursPerWeek is { } hours && course.SelfStudyHoursPerWeek <= hours)
            reasons.Add(Factor.StudyTime, course.SelfStudyHoursPerWeek == 0 ? "No study between sessions" : $"About {Phrases.Hours(course.SelfStudyHoursPerWeek)} of study a week, within the {Phrases.Hours(hours)} you have");
        if (profile.Sector is { } sector && course.Sectors.Contains(sector))
            reasons.Add(Factor.Sector, $"Has content made for {Phrases.Setting(sector)}");
        if (preferences.KnownProviders.Contains(course.Provider.Id))
            reasons.Add(Factor.Provider, "Run by a provider you know");
        if (preferences.ProviderType == course.Provider.Type)
            reasons.Add(Factor.Provider, $"Run by a {Phrases.Organisation(course.Provider.Type)}, as you asked");
        if (preferences.Balance == course.Balance)
            reasons.Add(Factor.Balance, $"{Phrases.Lean(course.Balance)}, as you like it");
        if (preferences.Pace is Pace.Quick && cohort.Weeks <= QuickWeeks)
            reasons.Add(Factor.Duration, $"Over in {Phrases.Count(cohort.Weeks, "week")}: quick, as you like it");
        if (preferences.Pace is Pace.SpreadOut && cohort.Weeks >= SpreadOutWeeks)
            reasons.Add(Factor.Duration, $"Spread over {Phrases.Count(cohort.Weeks, "week")}, as you like it");
        if (preferences.Benchmarks.Count > 0 && Shared(course.Benchmarks, preferences.Benchmarks) is { Count: > 0 } shared)
            reasons.Add(Factor.Benchmarks, $"Dwells on Gatsby {Phrases.Benchmarks(shared)}, which your {Phrases.Workplace(profile.Sector)} needs");
        if (profile.Experience.AcademicWriting is AcademicWriting.Rusty && course.Accreditation is Accreditation.NonAccredited)
            reasons.Add(Factor.AcademicWriting, "No assignments to write");
        if (cohort.Venue.NearStation)
            reasons.Add(Factor.Travel, "The venue is near a station");
        if (course.SatisfactionPercent >= HighSatisfactionPercent)
            reasons.Add(Factor.Reputation, $"{Phrases.Number(course.SatisfactionPercent)}% of its participants were satisfied");

        // What speaks most for the course leads, if need be by a plain fact.
        for (var most = explanation?.MostForItBelow(double.PositiveInfinity); most is { } factor && !reasons.TellOf(factor); most = explanation!.MostForItBelow(explanation[factor]))
        {
            if (Facts.About(factor, profile, candidate, otherCohorts) is not { } fact) continue;
            reasons.Add(factor, fact);
            break;
        }
        if (reasons.IsEmpty)
            reasons.Add(Factor.Start, $"Starts on {Phrases.Day(cohort.StartsOn)} and takes {Phrases.Count(cohort.Weeks, "week")}");
    }

    /// <summary>Whether the distance is a reason, and not a caution: as the model says for this person, or else by how far it is.</summary>
    public static bool SpeaksForIt(in Candidate candidate, Profile profile, Explanation? explanation) =>
        explanation is null ? candidate.DistanceMiles <= NearMiles || profile.OpenToTravel is true : explanation[Factor.Location] > 0;

    private static List<int> Shared(IReadOnlyList<int> dwellsOn, IReadOnlyList<int> needs)
    {
        var shared = new List<int>(dwellsOn.Count);
        for (var i = 0; i < dwellsOn.Count; i++)
            if (needs.Contains(dwellsOn[i])) shared.Add(dwellsOn[i]);
        return shared;
    }
}
