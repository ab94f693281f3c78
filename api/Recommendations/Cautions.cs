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

    // Section 3.3 of the evaluation: people from these settings miss content of their own.
    private static readonly Sector[] MissOwnContent = [Sector.FurtherEducation, Sector.Special];

    // A factor that makes the odds of a choice less than three quarters of what they would be.
    private const double Matters = -0.3;

    /// <summary>Adds sentences, perhaps none. What pulls the score down and matters is among them, unless a reason tells of it.</summary>
    /// <param name="cautions">Where to; empty.</param>
    /// <param name="profile">The person.</param>
    /// <param name="candidate">The course's best cohort, as it looks to them.</param>
    /// <param name="application">How long an application takes.</param>
    /// <param name="terms">The school terms.</param>
    /// <param name="reasons">What was said for the course.</param>
    /// <param name="explanation">What the score is made of; null when there is none.</param>
    public static void Add(
        Sentences cautions, Profile profile, in Candidate candidate, ApplicationTime application, IReadOnlyList<Term> terms, Sentences reasons, Explanation? explanation)
    {
        var (cohort, course) = (candidate.Cohort, candidate.Cohort.Course);

        if (profile.PreferredAccreditation is { } wanted && wanted != course.Accreditation)
            cautions.Add(Factor.Level, $"{Phrases.Level(course.Accreditation)}, and you asked for {Phrases.LevelWithin(wanted)}");
        if (!Reasons.SpeaksForIt(candidate, profile, explanation))
            cautions.Add(Factor.Location, Phrases.Distance(candidate, profile.Home));
        if (candidate.AttendableSessions < cohort.Sessions.Count) AddMissedSessions(cautions, profile.Availability, cohort);
        if (profile.Availability.StudyHoursPerWeek is { } hours && course.SelfStudyHoursPerWeek > hours)
            cautions.Add(Factor.StudyTime, $"Asks for about {Phrases.Hours(course.SelfStudyHoursPerWeek)} of study a week, and you have {Phrases.Hours(hours)}");
        if (profile.Experience.AcademicWriting is AcademicWriting.Rusty && course.Accreditation > Accreditation.NonAccredited)
            cautions.Add(Factor.AcademicWriting, $"{Phrases.Level(course.Accreditation)} asks for academic writing, which you said is rusty");
        if (profile.Sector is { } sector && course.Sectors.Count > 0 && !course.Sectors.Contains(sector))
            cautions.Add(Factor.Sector, $"Its content is made for {Phrases.List([.. course.Sectors.Select(Phrases.Setting)])}");
        if (profile.Sector is { } own && course.Sectors.Count == 0 && MissOwnContent.Contains(own))
            cautions.Add(Factor.Sector, $"Has no content made specially for {Phrases.Setting(own)}");
        if (profile.Preferences.ProviderType is { } type && type != course.Provider.Type)
            cautions.Add(Factor.Provider, $"Run by a {Phrases.Organisation(course.Provider.Type)}, and you asked for a {Phrases.Organisation(type)}");
        if (profile.Preferences.Balance is { } balance && Math.Abs(balance - course.Balance) == 2)
            cautions.Add(Factor.Balance, $"{Phrases.Lean(course.Balance)}, and you like {(balance is Balance.Practical ? "practice" : "theory")}");
        if (profile.Preferences.Pace is Pace.Quick && cohort.Weeks > TooLongForQuickWeeks)
            cautions.Add(Factor.Duration, $"Takes {Phrases.Number(cohort.Weeks)} weeks, and you like it quick");
        if (profile.Preferences.Pace is Pace.SpreadOut && cohort.Weeks <= TooShortForSpreadOutWeeks)
            cautions.Add(Factor.Duration, $"Over in {Phrases.Count(cohort.Weeks, "week")}, and you like it spread out");
        if (cohort.Residential && profile.CanStayOvernight is null)
            cautions.Add(Factor.Travel, "Includes a night away");
        foreach (var due in cohort.AssignmentsDue)
        {
            if (EndingWith(due, terms) is { } term)
                cautions.Add(null, $"An assignment is due in the last week of the {term.Name} term, on {Phrases.Day(due)}");
        }
        if (cohort.DaysAwayFromSchool > ManyDaysAway)
            cautions.Add(Factor.TimeAway, Phrases.DaysAway(cohort.DaysAwayFromSchool, profile.Sector));
        var notice = cohort.StartsOn.DayNumber - application.Today.DayNumber;
        if (cohort.StartsOn < application.FirstRealisticStart)
            cautions.Add(Factor.Start, $"{Soon(cohort.StartsOn, notice)}: an application usually takes {Phrases.Count(application.Days, "day")} to be signed");
        else if (notice > LongWaitDays)
            cautions.Add(Factor.Start, $"Starts only on {Phrases.Day(cohort.StartsOn)}");
        if (cohort.MinimumViable - (cohort.Places - cohort.PlacesLeft) is > 1 and var missing)
            cautions.Add(null, $"Needs {Phrases.Number(missing)} more people, you among them, to run");
        if (cohort.PlacesLeft <= FewPlaces)
            cautions.Add(null, cohort.PlacesLeft == 1 ? "Only 1 place is left" : $"Only {Phrases.Number(cohort.PlacesLeft)} places are left");
        foreach (var factor in explanation is null ? [] : Explanation.Factors)
        {
            if (explanation![factor] > Matters || cautions.TellOf(factor) || reasons.TellOf(factor)) continue;
            if (Facts.About(factor, profile, candidate, otherCohorts: 0) is { } fact) cautions.Add(factor, fact);
        }
    }

    private static string Soon(DateOnly startsOn, int notice) => notice switch
    {
        0 => "Starts today",
        1 => $"Starts tomorrow, on {Phrases.Day(startsOn)}",
        _ => $"Starts on {Phrases.Day(startsOn)}, in {Phrases.Count(notice, "day")}",
    };

    // The term in whose last week a day falls.
    private static Term? EndingWith(DateOnly day, IReadOnlyList<Term> terms)
    {
        for (var i = 0; i < terms.Count; i++)
            if (day <= terms[i].Days.To && day >= Monday(terms[i].Days.To)) return terms[i];
        return null;
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static void AddMissedSessions(Sentences cautions, Availability availability, Cohort cohort)
    {
        var all = cohort.Sessions.Count;
        var ruledOut = availability.CountRuledOut(cohort);
        if (ruledOut > 0) cautions.Add(Factor.Availability, $"{Phrases.Number(ruledOut)} of its {Phrases.Count(all, "session")} {(ruledOut == 1 ? "falls" : "fall")} in your unavailable dates");
        var others = availability.CountOtherKinds(cohort);
        if (others > 0)
        {
            var kinds = Phrases.List([.. cohort.SessionTypes.Where(type => !availability.AllowsType(type)).Select(Phrases.Kind)]);
            cautions.Add(Factor.Availability, $"{Phrases.Number(others)} of its {Phrases.Count(all, "session")} {(others == 1 ? "is" : "are")} of a kind you did not list: {kinds}");
        }
        cautions.Add(Factor.Availability, cohort.Course.CatchUp is CatchUp.AnotherCohort ? "A missed session is caught up with another cohort" : "A missed session is caught up one to one with a tutor");
    }
}
