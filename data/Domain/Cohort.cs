namespace Matcher.Data.Domain;

/// <summary>One meeting of a cohort.</summary>
/// <param name="Date">The day, in England.</param>
/// <param name="Type">When and how it takes place.</param>
/// <param name="From">The time it begins, in England.</param>
/// <param name="To">The time it ends, after <paramref name="From"/>.</param>
public sealed record Session(DateOnly Date, SessionType Type, TimeOnly From, TimeOnly To);

/// <summary>One run of a course.</summary>
public sealed record Cohort
{
    private readonly int[] sessionsByType = new int[Enum.GetValues<SessionType>().Length];
    private readonly Session[] sessions;
    private readonly DateTime begins;

    /// <summary>Makes a cohort.</summary>
    /// <param name="sessions">At least one, in any order.</param>
    /// <exception cref="ArgumentException">It has no sessions.</exception>
    public Cohort(IEnumerable<Session> sessions)
    {
        this.sessions = [.. sessions.OrderBy(session => session.Date).ThenBy(session => session.From)];
        if (this.sessions.Length == 0)
            throw new ArgumentException("A cohort has at least one session.", nameof(sessions));
        (StartsOn, EndsOn) = (this.sessions[0].Date, this.sessions[^1].Date);
        begins = StartsOn.ToDateTime(this.sessions[0].From);
        foreach (var session in this.sessions)
            sessionsByType[(int)session.Type]++;
        SessionTypes = [.. this.sessions.Select(session => session.Type).Distinct().Order()];
        DaysAwayFromSchool = this.sessions.Sum(session =>
            session.Type switch
            {
                SessionType.WeekdayFullDay => 1,
                SessionType.WeekdayHalfDay => 0.5,
                SessionType.TwoDaysBackToBack when !IsWeekend(session.Date) => 1,
                SessionType.TwoDaysBackToBack or SessionType.Twilight or SessionType.Weekend or SessionType.Online => 0,
            }
        );
    }

    /// <summary>Stable, lower case with hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>What is taught.</summary>
    public required Course Course { get; init; }

    /// <summary>Where the face-to-face sessions are.</summary>
    public required Venue Venue { get; init; }

    /// <summary>Whether it includes a night away.</summary>
    public required bool Residential { get; init; }

    /// <summary>Places in all.</summary>
    public required int Places { get; init; }

    /// <summary>Places not taken yet.</summary>
    public required int PlacesLeft { get; init; }

    /// <summary>With fewer people than this it does not run.</summary>
    public required int MinimumViable { get; init; }

    /// <summary>The days on which assignments are due, in order.</summary>
    public required IReadOnlyList<DateOnly> AssignmentsDue { get; init; }

    /// <summary>The sessions, in order of time.</summary>
    public IReadOnlyList<Session> Sessions => sessions;

    /// <summary>The same for who counts them for every person: a list behind an interface costs more to walk than to count.</summary>
    internal ReadOnlySpan<Session> SessionSpan => sessions;

    /// <summary>How many of the sessions are of a kind.</summary>
    public int SessionsOf(SessionType type) => sessionsByType[(int)type];

    /// <summary>The kinds of session it has, each once, in the order of the enum.</summary>
    public IReadOnlyList<SessionType> SessionTypes { get; }

    /// <summary>
    /// Working days, in halves, on which the school has to do without them. Twilight, weekend and online sessions take none.
    /// </summary>
    public double DaysAwayFromSchool { get; }

    /// <summary>The day of the first session.</summary>
    public DateOnly StartsOn { get; }

    /// <summary>Whether its first session has begun.</summary>
    /// <param name="now">The date and time, in England.</param>
    public bool HasBegun(DateTime now) => begins <= now;

    /// <summary>The day of the last session.</summary>
    public DateOnly EndsOn { get; }

    /// <summary>Weeks from the first session to the last, rounded up, at least 1.</summary>
    public int Weeks => Math.Max(1, (EndsOn.DayNumber - StartsOn.DayNumber + 6) / 7);

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
