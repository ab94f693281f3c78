using Matcher.Data.Places;

namespace Matcher.Data.Domain;

/// <summary>What is known of one Careers Leader. A null, or an empty list, says "no preference" and refuses nothing.</summary>
public sealed record Profile
{
    /// <summary>Where the journey to a session starts.</summary>
    public required Place Home { get; init; }

    /// <summary>How far they would go, in miles as <see cref="Way"/> measures them; 0 to 500.</summary>
    public double? MaxDistanceMiles { get; init; }

    /// <summary>True when they would travel any distance.</summary>
    public bool? OpenToTravel { get; init; }

    /// <summary>False when a course with a night away is out of the question.</summary>
    public bool? CanStayOvernight { get; init; }

    /// <summary>The time they have.</summary>
    public Availability Availability { get; init; } = new();

    /// <summary>The level they would like.</summary>
    public Accreditation? PreferredAccreditation { get; init; }

    /// <summary>True when no other level will do. Says nothing without a preferred level.</summary>
    public bool AccreditationRequired { get; init; }

    /// <summary>The kind of school or college.</summary>
    public Sector? Sector { get; init; }

    /// <summary>What they bring.</summary>
    public Experience Experience { get; init; } = new();

    /// <summary>What they like.</summary>
    public Preferences Preferences { get; init; } = new();
}

/// <summary>The time somebody has.</summary>
public sealed record Availability
{
    // Every session of every cohort is held against these: the types a bit each, and the ranges behind no interface.
    private readonly uint allowedTypes;
    private readonly DateRange[] ruledOut = [];
    private static readonly SessionType[] AllTypes = Enum.GetValues<SessionType>();

    /// <summary>Hours a week for study between sessions; 0 to 40.</summary>
    public double? StudyHoursPerWeek { get; init; }

    /// <summary>The kinds of session they can attend. Empty or left out: any.</summary>
    public IReadOnlyList<SessionType> SessionTypes
    {
        get;
        init
        {
            field = value;
            allowedTypes = value.Aggregate(0u, (types, type) => types | Bit(type));
        }
    } = [];

    /// <summary>The first day on which a first session may fall.</summary>
    public DateOnly? EarliestStart { get; init; }

    /// <summary>The last day on which a last session may fall.</summary>
    public DateOnly? LatestFinish { get; init; }

    /// <summary>Days on which they can attend nothing.</summary>
    public IReadOnlyList<DateRange> Unavailable
    {
        get => ruledOut;
        init => ruledOut = [.. value];
    }

    /// <summary>How many of a cohort's sessions they can be at: of a kind they can attend, on a day they have not ruled out.</summary>
    public int CountAttendable(Cohort cohort)
    {
        if (!RulesOutAnyOf(cohort))
            return cohort.SessionSpan.Length - CountOtherKinds(cohort);
        var count = 0;
        foreach (var session in cohort.SessionSpan)
        {
            if (AllowsType(session.Type) && !RulesOut(session.Date))
                count++;
        }

        return count;
    }

    /// <summary>How many of a cohort's sessions are of a kind that they can't attend.</summary>
    public int CountOtherKinds(Cohort cohort)
    {
        if (allowedTypes == 0)
            return 0;
        var count = 0;
        foreach (var type in AllTypes)
        {
            if (!AllowsType(type))
                count += cohort.SessionsOf(type);
        }

        return count;
    }

    /// <summary>How many of a cohort's sessions fall on a day they have ruled out.</summary>
    public int CountRuledOut(Cohort cohort)
    {
        var count = 0;
        foreach (var session in cohort.SessionSpan)
        {
            if (RulesOut(session.Date))
                count++;
        }

        return count;
    }

    /// <summary>Whether they can attend this kind of session.</summary>
    public bool AllowsType(SessionType type) => allowedTypes == 0 || (allowedTypes & Bit(type)) != 0;

    /// <summary>Whether a day falls in a range they ruled out.</summary>
    public bool RulesOut(DateOnly day)
    {
        foreach (var range in ruledOut)
        {
            if (range.Contains(day))
                return true;
        }

        return false;
    }

    // Whether a range touches the time in which it runs.
    private bool RulesOutAnyOf(Cohort cohort)
    {
        foreach (var range in ruledOut)
        {
            if (range.From <= cohort.EndsOn && cohort.StartsOn <= range.To)
                return true;
        }

        return false;
    }

    private static uint Bit(SessionType type) => 1u << (int)type;
}

/// <summary>Whole days, both ends included; <see cref="To"/> is never before <see cref="From"/>.</summary>
public sealed record DateRange
{
    /// <summary>Makes a range.</summary>
    /// <exception cref="ArgumentException">The range ends before it starts.</exception>
    public DateRange(DateOnly from, DateOnly to)
    {
        if (to < from)
            throw new ArgumentException("A date range ends before it starts.", nameof(to));
        (From, To) = (from, to);
    }

    /// <summary>The first day.</summary>
    public DateOnly From { get; }

    /// <summary>The last day.</summary>
    public DateOnly To { get; }

    /// <summary>Whether the day is one of the range's.</summary>
    public bool Contains(DateOnly day) => From <= day && day <= To;
}

/// <summary>What somebody brings.</summary>
public sealed record Experience
{
    /// <summary>Which of the three groups they belong to.</summary>
    public ExperienceProfile? Profile { get; init; }

    /// <summary>Years in careers work; 0 to 60.</summary>
    public double? YearsInCareers { get; init; }

    /// <summary>How senior they are.</summary>
    public Seniority? Seniority { get; init; }

    /// <summary>The highest careers qualification they hold.</summary>
    public CareersQualification? HighestCareersQualification { get; init; }

    /// <summary>How at ease they are with academic writing.</summary>
    public AcademicWriting? AcademicWriting { get; init; }
}

/// <summary>What somebody likes.</summary>
public sealed record Preferences
{
    /// <summary>Practice against theory.</summary>
    public Balance? Balance { get; init; }

    /// <summary>Quick or spread out.</summary>
    public Pace? Pace { get; init; }

    /// <summary>The kind of organisation they would like to learn from.</summary>
    public ProviderType? ProviderType { get; init; }

    /// <summary>Ids of providers they know well.</summary>
    public IReadOnlyList<string> KnownProviders { get; init; } = [];

    /// <summary>The Gatsby Benchmarks (1 to 8) that their school most needs.</summary>
    public IReadOnlyList<int> Benchmarks { get; init; } = [];
}
