using Matcher.Api.English;
using Matcher.Api.Recommendations.Ranking;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;

namespace Matcher.Api.Recommendations.Wording;

/// <summary>What to know before choosing a cohort, in sentences that are true of this person and this cohort.</summary>
internal static class Cautions
{
    private const int FewPlaces = 3;
    private const double ManyDaysAway = 5;
    private const int LongWaitDays = 183;
    private const int TooLongForQuickWeeks = 26;
    private const int TooShortForSpreadOutWeeks = 8;

    // Sections 3.4 and 5.2.3 of the evaluation: people from these settings miss content of their own.
    private static readonly Sector[] MissOwnContent = [Sector.FurtherEducation, Sector.Special, Sector.AlternativeProvision];

    // How much farther the level asked for must be for the scorer to put what is near first: CourseOrder.FarthestLead.
    private const double FarthestLead = 60;

    /// <summary>
    /// Adds sentences, perhaps none: what must be known, and what pulls the course down much against what else the person could have.
    /// </summary>
    /// <param name="cautions">Where to; empty.</param>
    /// <param name="eligible">What the person can take.</param>
    /// <param name="candidate">The course's best cohort, as it looks to them.</param>
    /// <param name="application">How long an application takes.</param>
    /// <param name="rank">The course's rank, from 1.</param>
    /// <param name="explanation">What the score is made of; null when there is none.</param>
    public static void Add(
        SentenceList cautions,
        EligibleCohorts eligible,
        in Candidate candidate,
        ApplicationTime application,
        int rank,
        Explanation? explanation
    )
    {
        var profile = eligible.Profile;
        AddLevel(cautions, eligible, candidate.Cohort.Course.Accreditation, rank);
        if (IsTooFarToKeepQuiet(profile, candidate, explanation))
            cautions.Add(Factor.Location, EnglishText.Distance(candidate, profile.Home));
        AddUnmetWishes(cautions, profile, candidate, explanation);
        AddWhatMustBeKnown(cautions, profile, candidate.Cohort, application, eligible.Catalogue.SchoolTerms, explanation);
        foreach (var factor in explanation is null ? [] : Explanation.Factors)
        {
            if (explanation!.Difference(factor) > Weighing.PullsDownMuch || cautions.TellOf(factor))
                continue;
            if (FactorStatements.Against(factor, profile, candidate) is { } fact)
                cautions.Add(factor, fact);
        }
    }

    private static void AddLevel(SentenceList cautions, EligibleCohorts eligible, Accreditation level, int rank)
    {
        var profile = eligible.Profile;
        if (profile.PreferredAccreditation is { } wanted && wanted != level)
        {
            cautions.Add(Factor.Level, $"{DomainNames.Level(level)}, and you asked for {EnglishText.LevelWithin(wanted)}");
            var miles = eligible.NearestMiles(wanted);
            var gaveWay = double.IsFinite(miles) && miles > eligible.NearestMiles(null) + FarthestLead;
            if (rank == 1 && gaveWay && profile.OpenToTravel is not true)
                cautions.Add(Factor.Level, $"The nearest {EnglishText.LevelWithin(wanted)} course is {EnglishText.Miles(miles)} away");
        }
        var held = (profile.Experience.HighestCareersQualification ?? CareersQualification.None) switch
        {
            CareersQualification.Level6 => Accreditation.Level6,
            CareersQualification.Level7 => Accreditation.Level7,
            CareersQualification.None or CareersQualification.Level4 => Accreditation.NonAccredited,
        };
        if (level > Accreditation.NonAccredited && held >= level)
        {
            var again = held == level ? " again" : "";
            cautions.Add(
                Factor.Experience,
                $"You already hold a {DomainNames.Level(held)} careers qualification, and this course is {DomainNames.Level(level)}{again}"
            );
        }
    }

    // Near is never said against a course for a little; far always is, unless it is a reason for somebody who is open to travel.
    private static bool IsTooFarToKeepQuiet(Profile profile, in Candidate candidate, Explanation? explanation) =>
        candidate.DistanceMiles > EnglishText.NearMiles
        && (profile.OpenToTravel is not true || explanation?.Difference(Factor.Location) < 0);

    private static void AddUnmetWishes(SentenceList cautions, Profile profile, in Candidate candidate, Explanation? explanation)
    {
        var (cohort, course) = (candidate.Cohort, candidate.Cohort.Course);
        if (candidate.AttendableSessions < cohort.Sessions.Count)
            AddMissedSessions(cautions, profile.Availability, cohort);
        if (profile.Availability.StudyHoursPerWeek is { } hours && course.SelfStudyHoursPerWeek > hours)
        {
            cautions.Add(
                Factor.StudyTime,
                $"Asks for about {EnglishText.Hours(course.SelfStudyHoursPerWeek)} of study a week, and you have {EnglishText.Hours(hours)}"
            );
        }

        if (profile.Experience.AcademicWriting is AcademicWriting.Rusty && course.Accreditation > Accreditation.NonAccredited)
        {
            cautions.Add(
                Factor.AcademicWriting,
                $"{DomainNames.Level(course.Accreditation)} asks for academic writing, which you said is rusty"
            );
        }

        if (profile.Sector is { } sector && course.Sectors.Count > 0 && !course.Sectors.Contains(sector))
            cautions.Add(Factor.Sector, $"Its content is made for {EnglishText.List([.. course.Sectors.Select(DomainNames.Setting)])}");
        if (profile.Sector is { } own && course.Sectors.Count == 0 && MissOwnContent.Contains(own))
            cautions.Add(Factor.Sector, $"Has no content made specially for {DomainNames.Setting(own)}");
        // A person who knows the provider reads that instead, unless the kind outweighs it.
        if (
            profile.Preferences.ProviderType is { } type
            && type != course.Provider.Type
            && !(
                profile.Preferences.KnownProviders.Contains(course.Provider.Id)
                && new Weighing(explanation, cautions).MeetsWish(Factor.Provider)
            )
        )
        {
            cautions.Add(
                Factor.Provider,
                $"Run by a {DomainNames.Organisation(course.Provider.Type)}, and you asked for a {DomainNames.Organisation(type)}"
            );
        }
        if (profile.Preferences.Balance is { } balance && Math.Abs(balance - course.Balance) == 2)
        {
            cautions.Add(
                Factor.Balance,
                $"{EnglishText.Lean(course.Balance)}, and you prefer {(balance is Balance.Practical ? "practice" : "theory")}"
            );
        }

        if (profile.Preferences.Pace is Pace.Quick && cohort.Weeks > TooLongForQuickWeeks)
            cautions.Add(Factor.Duration, $"Takes {EnglishText.Number(cohort.Weeks)} weeks, and you asked for a quick course");
        if (profile.Preferences.Pace is Pace.SpreadOut && cohort.Weeks <= TooShortForSpreadOutWeeks)
        {
            cautions.Add(
                Factor.Duration,
                $"Takes only {EnglishText.Count(cohort.Weeks, "week")}, and you asked for a course that is spread out"
            );
        }
    }

    private static void AddWhatMustBeKnown(
        SentenceList cautions,
        Profile profile,
        Cohort cohort,
        ApplicationTime application,
        IReadOnlyList<Term> terms,
        Explanation? explanation
    )
    {
        if (cohort.Residential && profile.CanStayOvernight is null)
            cautions.Add(Factor.Travel, "Includes a night away");
        foreach (var due in cohort.AssignmentsDue)
        {
            if (EndingWith(due, terms) is { } term)
                cautions.Add(null, $"An assignment is due in the last week of the {term.Name} term, on {EnglishText.Day(due)}");
        }
        if (cohort.DaysAwayFromSchool > ManyDaysAway && (explanation is null || explanation.Difference(Factor.TimeAway) <= 0))
            cautions.Add(Factor.TimeAway, EnglishText.DaysAway(cohort.DaysAwayFromSchool, profile.Sector));
        var notice = cohort.StartsOn.DayNumber - application.Today.DayNumber;
        if (cohort.StartsOn < application.FirstRealisticStart)
        {
            cautions.Add(
                Factor.Start,
                $"{Soon(cohort.StartsOn, notice)}: an application usually takes {EnglishText.Count(application.Days, "day")} to be signed"
            );
        }
        else if (notice > LongWaitDays)
        {
            cautions.Add(Factor.Start, $"Does not start until {EnglishText.Day(cohort.StartsOn)}");
        }
        if (cohort.MinimumViable - (cohort.Places - cohort.PlacesLeft) is > 1 and var missing)
            cautions.Add(null, $"Needs {EnglishText.Number(missing)} more people, including you, to run");
        if (cohort.PlacesLeft <= FewPlaces)
        {
            cautions.Add(
                null,
                cohort.PlacesLeft == 1 ? "Only 1 place is left" : $"Only {EnglishText.Number(cohort.PlacesLeft)} places are left"
            );
        }

        if (EnglishText.LeftOpen(profile.Home) is { } leftOpen)
            cautions.Add(null, leftOpen);
    }

    private static string Soon(DateOnly startsOn, int notice) =>
        notice switch
        {
            0 => "Starts today",
            1 => $"Starts tomorrow, on {EnglishText.Day(startsOn)}",
            _ => $"Starts on {EnglishText.Day(startsOn)}, in {EnglishText.Count(notice, "day")}",
        };

    // The term in whose last week a day falls.
    private static Term? EndingWith(DateOnly day, IReadOnlyList<Term> terms)
    {
        for (var i = 0; i < terms.Count; i++)
        {
            if (day <= terms[i].Days.To && day >= Monday(terms[i].Days.To))
                return terms[i];
        }

        return null;
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static void AddMissedSessions(SentenceList cautions, Availability availability, Cohort cohort)
    {
        var all = cohort.Sessions.Count;
        var ruledOut = availability.CountRuledOut(cohort);
        if (ruledOut > 0)
        {
            cautions.Add(
                Factor.Availability,
                $"{EnglishText.Number(ruledOut)} of its {EnglishText.Count(all, "session")} {(ruledOut == 1 ? "falls" : "fall")} in your unavailable dates"
            );
        }

        var others = availability.CountOtherKinds(cohort);
        if (others > 0)
        {
            var kinds = EnglishText.List([.. cohort.SessionTypes.Where(type => !availability.AllowsType(type)).Select(EnglishText.Kind)]);
            cautions.Add(
                Factor.Availability,
                $"{EnglishText.Number(others)} of its {EnglishText.Count(all, "session")} {(others == 1 ? "is" : "are")} of a kind you did not list: {kinds}"
            );
        }
        cautions.Add(
            Factor.Availability,
            cohort.Course.CatchUp is CatchUp.AnotherCohort
                ? "A missed session is caught up with another cohort"
                : "A missed session is caught up one to one with a tutor"
        );
    }
}
