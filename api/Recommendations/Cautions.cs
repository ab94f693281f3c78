using Matcher.Data.Domain;
using Matcher.Data.Eligibility;

namespace Matcher.Api.Recommendations;

/// <summary>What to know before choosing a cohort, in sentences that are true of this person and this cohort.</summary>
internal static class Cautions
{
    private const int FewPlaces = 3;
    private const double ManyDaysAway = 5;
    private const int LongWaitDays = 183;
    private const int TooLongForQuickWeeks = 26;
    private const int TooShortForSpreadOutWeeks = 8;
    private const int ShortNoticeDays = 14;

    // Section 3.3 of the evaluation: people from these settings miss content of their own.
    private static readonly Sector[] MissOwnContent = [Sector.FurtherEducation, Sector.Special];

    /// <summary>Perhaps none.</summary>
    public static IReadOnlyList<string> For(Profile profile, in Candidate candidate, DateOnly today, IReadOnlyList<Term> terms)
    {
        var (cohort, course) = (candidate.Cohort, candidate.Cohort.Course);
        var cautions = new List<string>();

        if (profile.PreferredAccreditation is { } wanted && wanted != course.Accreditation)
            cautions.Add($"{Phrases.Level(course.Accreditation)}, and you asked for {Phrases.LevelWithin(wanted)}");
        if (candidate.DistanceMiles > Reasons.NearMiles && profile.OpenToTravel is not true)
            cautions.Add(Phrases.Distance(candidate.DistanceMiles, profile.Home));
        AddSessions(cautions, profile.Availability, cohort);
        if (profile.Availability.StudyHoursPerWeek is { } hours && course.SelfStudyHoursPerWeek > hours)
            cautions.Add($"Asks for about {Phrases.Hours(course.SelfStudyHoursPerWeek)} of study a week, and you have {Phrases.Hours(hours)}");
        if (profile.Experience.AcademicWriting is AcademicWriting.Rusty && course.Accreditation > Accreditation.NonAccredited)
            cautions.Add($"{Phrases.Level(course.Accreditation)} asks for academic writing, which you said is rusty");
        if (profile.Sector is { } sector && course.Sectors.Count > 0 && !course.Sectors.Contains(sector))
            cautions.Add($"Its content is made for {Phrases.List([.. course.Sectors.Select(Phrases.Setting)])}");
        if (profile.Sector is { } own && course.Sectors.Count == 0 && MissOwnContent.Contains(own))
            cautions.Add($"Has no content made specially for {Phrases.Setting(own)}");
        if (profile.Preferences.Balance is { } balance && Math.Abs(balance - course.Balance) == 2)
            cautions.Add($"{Phrases.Lean(course.Balance)}, and you like {(balance is Balance.Practical ? "practice" : "theory")}");
        if (profile.Preferences.Pace is Pace.Quick && cohort.Weeks > TooLongForQuickWeeks)
            cautions.Add($"Takes {cohort.Weeks} weeks, and you like it quick");
        if (profile.Preferences.Pace is Pace.SpreadOut && cohort.Weeks <= TooShortForSpreadOutWeeks)
            cautions.Add($"Over in {Phrases.Count(cohort.Weeks, "week")}, and you like it spread out");
        if (cohort.Residential && profile.CanStayOvernight is null)
            cautions.Add("Includes a night away");
        foreach (var due in cohort.AssignmentsDue)
        {
            if (terms.FirstOrDefault(term => due >= Monday(term.Days.To) && due <= term.Days.To) is { } term)
                cautions.Add($"An assignment is due in the last week of the {term.Name} term, on {Phrases.Day(due)}");
        }
        if (cohort.DaysAwayFromSchool > ManyDaysAway)
            cautions.Add($"Takes {Phrases.Number(cohort.DaysAwayFromSchool)} working days away from your {Phrases.Workplace(profile.Sector)}");
        var notice = cohort.StartsOn.DayNumber - today.DayNumber;
        if (notice <= ShortNoticeDays)
            cautions.Add(notice == 0 ? "Starts today" : $"Starts in {Phrases.Count(notice, "day")}, on {Phrases.Day(cohort.StartsOn)}");
        if (notice > LongWaitDays)
            cautions.Add($"Starts only on {Phrases.Day(cohort.StartsOn)}");
        if (cohort.MinimumViable - (cohort.Places - cohort.PlacesLeft) is > 1 and var missing)
            cautions.Add($"Needs {missing} more people, you among them, to run");
        if (cohort.PlacesLeft <= FewPlaces)
            cautions.Add(cohort.PlacesLeft == 1 ? "Only 1 place is left" : $"Only {cohort.PlacesLeft} places are left");
        return cautions;
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static void AddSessions(List<string> cautions, Availability availability, Cohort cohort)
    {
        var all = cohort.Sessions.Count;
        var ruledOut = cohort.Sessions.Count(session => availability.RulesOut(session.Date));
        if (ruledOut > 0) cautions.Add($"{ruledOut} of its {Phrases.Count(all, "session")} {(ruledOut == 1 ? "falls" : "fall")} in your unavailable dates");
        var otherKinds = cohort.SessionTypes.Where(type => !availability.AllowsType(type)).ToList();
        if (otherKinds.Count > 0)
        {
            var count = cohort.Sessions.Count(session => otherKinds.Contains(session.Type));
            cautions.Add($"{count} of its {Phrases.Count(all, "session")} {(count == 1 ? "is" : "are")} of a kind you did not list: {Phrases.List([.. otherKinds.Select(Phrases.Kind)])}");
        }
        if (ruledOut > 0 || otherKinds.Count > 0)
            cautions.Add(cohort.Course.CatchUp is CatchUp.AnotherCohort ? "A missed session is caught up with another cohort" : "A missed session is caught up one to one with a tutor");
    }
}
