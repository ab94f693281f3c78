using Matcher.Data.Domain;
using Matcher.Data.Eligibility;

namespace Matcher.Api.Recommendations;

/// <summary>One plain sentence a factor, true of a person and a cohort whichever way it speaks: for what matters and has no sentence of its own.</summary>
internal static class Facts
{
    /// <summary>The sentence; null where there is nothing to say of the cohort.</summary>
    /// <param name="factor">What to tell of.</param>
    /// <param name="profile">The person.</param>
    /// <param name="candidate">The cohort, as it looks to them.</param>
    /// <param name="otherCohorts">How many other cohorts of the course they can take.</param>
    public static string? About(Factor factor, Profile profile, in Candidate candidate, int otherCohorts)
    {
        var (cohort, course) = (candidate.Cohort, candidate.Cohort.Course);
        return factor switch
        {
            Factor.Location => Phrases.Distance(candidate, profile.Home),
            Factor.Travel => cohort.Residential ? "Includes a night away" : cohort.Venue.NearStation ? "The venue is near a station" : "The venue is not near a station",
            Factor.Level => course.Accreditation is Accreditation.NonAccredited ? "Leads to no accreditation" : $"Leads to {Phrases.Level(course.Accreditation)}",
            Factor.AcademicWriting => course.Accreditation is Accreditation.NonAccredited ? null : $"{Phrases.Level(course.Accreditation)} asks for academic writing",
            Factor.Availability => Attendable(candidate.AttendableSessions, cohort.Sessions.Count),
            Factor.StudyTime => course.SelfStudyHoursPerWeek == 0 ? "No study between sessions" : $"About {Phrases.Hours(course.SelfStudyHoursPerWeek)} of study a week",
            Factor.TimeAway => cohort.DaysAwayFromSchool == 0 ? $"Takes no working day away from your {Phrases.Workplace(profile.Sector)}" : Phrases.DaysAway(cohort.DaysAwayFromSchool, profile.Sector),
            Factor.Duration => $"Takes {Phrases.Count(cohort.Weeks, "week")}",
            Factor.Delivery => $"Kinds of session: {Phrases.List([.. cohort.SessionTypes.Select(Phrases.Kind)])}",
            Factor.Reputation => $"{Phrases.Number(course.SatisfactionPercent)}% of its participants were satisfied",
            Factor.Provider => $"Run by a {(course.Provider.Coverage is Coverage.National ? "national" : "regional")} {Phrases.Organisation(course.Provider.Type)}",
            Factor.Balance => Phrases.Lean(course.Balance),
            Factor.Sector => course.Sectors.Count == 0 ? "Its content is general" : $"Its content is made for {Phrases.List([.. course.Sectors.Select(Phrases.Setting)])}",
            Factor.Benchmarks => course.Benchmarks.Count == 0 ? null : $"Dwells on Gatsby {Phrases.Benchmarks(course.Benchmarks)}",
            Factor.Start => $"Starts on {Phrases.Day(cohort.StartsOn)}",
            Factor.OtherCohorts => otherCohorts == 0 ? null : $"Has {Phrases.Count(otherCohorts, "other cohort")} that you can take",
            // Of the course it says nothing.
            _ => null,
        };
    }

    private static string Attendable(int attendable, int all) =>
        all == 1 ? "You can be at its one session" : attendable == all ? $"You can be at all {Phrases.Number(all)} sessions" : $"You can be at {Phrases.Number(attendable)} of its {Phrases.Number(all)} sessions";
}
