using Matcher.Data.Domain;

namespace Matcher.Scorer.Simulation;

/// <summary>How much of what they are people put into a request.</summary>
internal enum Telling
{
    /// <summary>Some fill in everything and some next to nothing: what training and most of the evaluation see.</summary>
    Varied,

    /// <summary>Everything.</summary>
    Full,

    /// <summary>Location, sector and experience only.</summary>
    Sparse,
}

/// <summary>Turns people into requests.</summary>
internal static class Requests
{
    /// <summary>What a person's request says. A distance limit and known providers are never left out, but from sparse requests.</summary>
    public static Profile Of(Profile person, Telling telling, Dice dice) => telling switch
    {
        Telling.Full => person,
        Telling.Sparse => new() { Home = person.Home, Sector = person.Sector, Experience = new() { Profile = person.Experience.Profile } },
        _ => LeaveOut(person, dice),
    };

    private static Profile LeaveOut(Profile person, Dice dice)
    {
        var said = dice.Between(0, 1.3);
        T? Said<T>(T? value)
            where T : struct => dice.Chance(said) ? value : null;
        IReadOnlyList<T> SaidList<T>(IReadOnlyList<T> values) => dice.Chance(said) ? values : [];

        var (experience, likes) = (person.Experience, person.Preferences);
        return person with
        {
            OpenToTravel = Said(person.OpenToTravel),
            CanStayOvernight = Said(person.CanStayOvernight),
            Availability = person.Availability with
            {
                StudyHoursPerWeek = Said(person.Availability.StudyHoursPerWeek),
                SessionTypes = SaidList(person.Availability.SessionTypes),
            },
            PreferredAccreditation = Said(person.PreferredAccreditation),
            Sector = Said(person.Sector),
            Experience = new()
            {
                Profile = Said(experience.Profile),
                YearsInCareers = Said(experience.YearsInCareers),
                Seniority = Said(experience.Seniority),
                HighestCareersQualification = Said(experience.HighestCareersQualification),
                AcademicWriting = Said(experience.AcademicWriting),
            },
            Preferences = likes with
            {
                Balance = Said(likes.Balance),
                Pace = Said(likes.Pace),
                Benchmarks = SaidList(likes.Benchmarks),
            },
        };
    }
}
