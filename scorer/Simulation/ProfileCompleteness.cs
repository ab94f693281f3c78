using Matcher.Data.Domain;

namespace Matcher.Scorer.Simulation;

/// <summary>How much of what they are people put into a request.</summary>
internal enum ProfileCompleteness
{
    /// <summary>Some fill in everything and some next to nothing: what training and most of the evaluation see.</summary>
    Varied,

    /// <summary>Everything.</summary>
    Full,

    /// <summary>Location, sector and experience only: all that some websites ask for.</summary>
    Sparse,

    /// <summary>Location only.</summary>
    LocationOnly,
}

/// <summary>Turns people into requests.</summary>
internal static class Requests
{
    // How many come from a website that asks for location only, and from one that asks for sector and experience too; assumed.
    private const double LocationOnlyShare = 0.05;
    private const double SparseShare = 0.05;

    /// <summary>
    /// What a person's request says. A person who is asked for wishes names the level, the limit, the providers and the kind of provider
    /// that they wish for, so that leaving them out means what the public contract says: no preference. Everything else is left out at
    /// random.
    /// </summary>
    public static Profile Of(Profile person, ProfileCompleteness completeness, Dice dice) =>
        completeness switch
        {
            ProfileCompleteness.Full => person,
            ProfileCompleteness.Sparse => new()
            {
                Home = person.Home,
                Sector = person.Sector,
                Experience = new() { Profile = person.Experience.Profile },
            },
            ProfileCompleteness.LocationOnly => new() { Home = person.Home },
            ProfileCompleteness.Varied => dice.Pick([LocationOnlyShare, SparseShare, 1 - LocationOnlyShare - SparseShare]) switch
            {
                0 => Of(person, ProfileCompleteness.LocationOnly, dice),
                1 => Of(person, ProfileCompleteness.Sparse, dice),
                _ => LeaveOut(person, dice),
            },
            _ => throw new InvalidOperationException($"Unknown completeness: {completeness}."),
        };

    /// <summary>Whether a request says anything beyond location, sector and experience: then its sender was asked for wishes.</summary>
    public static bool AsksForWishes(Profile request) =>
        request.PreferredAccreditation is not null
        || request.MaxDistanceMiles is not null
        || request.OpenToTravel is not null
        || request.CanStayOvernight is not null
        || request.Availability.StudyHoursPerWeek is not null
        || request.Availability.SessionTypes.Count > 0
        || request.Preferences is not { Balance: null, Pace: null, ProviderType: null, KnownProviders.Count: 0, Benchmarks.Count: 0 }
        || request.Experience is not { YearsInCareers: null, Seniority: null, HighestCareersQualification: null, AcademicWriting: null };

    private static Profile LeaveOut(Profile person, Dice dice)
    {
        var said = dice.Between(0.1, 1.3);
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
            Sector = Said(person.Sector),
            Experience = new()
            {
                Profile = Said(experience.Profile),
                YearsInCareers = Said(experience.YearsInCareers),
                Seniority = Said(experience.Seniority),
                HighestCareersQualification = Said(experience.HighestCareersQualification),
                AcademicWriting = Said(experience.AcademicWriting),
            },
            Preferences = likes with { Balance = Said(likes.Balance), Pace = Said(likes.Pace), Benchmarks = SaidList(likes.Benchmarks) },
        };
    }
}
