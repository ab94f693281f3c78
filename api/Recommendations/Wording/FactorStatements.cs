using Matcher.Api.English;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;

namespace Matcher.Api.Recommendations.Wording;

/// <summary>
/// One plain sentence a factor, true of a person and a cohort: for what matters and has no sentence of its own. The kind of organisation
/// has none: it concerns only people who asked for it.
/// </summary>
internal static class FactorStatements
{
    /// <summary>The sentence as a reason; null where there is nothing to say.</summary>
    /// <param name="factor">What to speak of.</param>
    /// <param name="profile">The person.</param>
    /// <param name="candidate">The cohort, as it looks to them.</param>
    public static string? For(Factor factor, Profile profile, in Candidate candidate)
    {
        var (cohort, course) = (candidate.Cohort, candidate.Cohort.Course);
        return factor switch
        {
            Factor.Travel when cohort.Venue.NearStation => "The venue is near a station",
            Factor.Level when profile.PreferredAccreditation is null => LeadsTo(course.Accreditation),
            Factor.AcademicWriting when course.Accreditation is Accreditation.NonAccredited => "No assignments to write",
            Factor.StudyTime when course.SelfStudyHoursPerWeek == 0 => "No study between sessions",
            Factor.Sector when course.Sectors.Count == 0 && profile.Sector is not null => "Its content is general",
            _ => Either(factor, profile, candidate),
        };
    }

    /// <summary>The sentence as a caution; null where there is nothing to say.</summary>
    /// <param name="factor">What to speak of.</param>
    /// <param name="profile">The person.</param>
    /// <param name="candidate">The cohort, as it looks to them.</param>
    public static string? Against(Factor factor, Profile profile, in Candidate candidate)
    {
        var (cohort, course, preferences) = (candidate.Cohort, candidate.Cohort.Course, profile.Preferences);
        return factor switch
        {
            Factor.Location => EnglishText.Distance(candidate, profile.Home),
            Factor.Travel when cohort.Residential => "Includes a night away",
            Factor.Travel when !cohort.Venue.NearStation => "The venue is not near a station",
            Factor.Level when profile.PreferredAccreditation is null => LeadsTo(course.Accreditation),
            Factor.AcademicWriting when course.Accreditation > Accreditation.NonAccredited =>
                $"{DomainNames.Level(course.Accreditation)} asks for academic writing",
            Factor.StudyTime when course.SelfStudyHoursPerWeek == 0 => null,
            Factor.Balance when preferences.Balance == course.Balance => null,
            Factor.Sector when course.Sectors.Count == 0 => "Its content is general",
            Factor.Benchmarks when course.Benchmarks.Count > 0 && !course.Benchmarks.Any(preferences.Benchmarks.Contains) =>
                $"Focuses on Gatsby {EnglishText.Benchmarks(course.Benchmarks)}",
            _ => Either(factor, profile, candidate),
        };
    }

    private static string? Either(Factor factor, Profile profile, in Candidate candidate)
    {
        var (cohort, course) = (candidate.Cohort, candidate.Cohort.Course);
        return factor switch
        {
            Factor.StudyTime => $"About {EnglishText.Hours(course.SelfStudyHoursPerWeek)} of study a week",
            Factor.TimeAway => EnglishText.DaysAway(cohort.DaysAwayFromSchool, profile.Sector),
            Factor.Duration => $"Takes {EnglishText.Count(cohort.Weeks, "week")}",
            Factor.Delivery => $"Kinds of session: {EnglishText.List([.. cohort.SessionTypes.Select(EnglishText.Kind)])}",
            Factor.Reputation => EnglishText.Satisfied(course.SatisfactionPercent),
            Factor.Balance => EnglishText.Lean(course.Balance),
            Factor.Start => $"Starts on {EnglishText.Day(cohort.StartsOn)}",
            Factor.Location
            or Factor.Travel
            or Factor.Level
            or Factor.AcademicWriting
            or Factor.Availability
            or Factor.Provider
            or Factor.Sector
            or Factor.Benchmarks
            or Factor.Experience
            or Factor.OtherCohorts => null,
        };
    }

    private static string LeadsTo(Accreditation level) =>
        level is Accreditation.NonAccredited ? "Leads to no accreditation" : $"Leads to {DomainNames.Level(level)}";
}
