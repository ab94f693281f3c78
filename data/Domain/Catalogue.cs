using Matcher.Data.Places;

namespace Matcher.Data.Domain;

/// <summary>A school term, so that a sentence can say where in it a day falls.</summary>
/// <param name="Name">"autumn", "spring" or "summer".</param>
/// <param name="Days">From the first school day to the last.</param>
/// <param name="HalfTerm">The break in its middle.</param>
public sealed record Term(string Name, DateRange Days, DateRange HalfTerm);

/// <summary>What holds for the whole catalogue.</summary>
/// <param name="Illustrative">True when its providers, courses and cohorts are made up.</param>
/// <param name="MovesFrom">
/// For a sample that must stay useful: from this day on its dates count as written, 52 weeks later they have all moved on by
/// 52 weeks, and so on (and back before it). Null for a real catalogue, whose dates stay as written.
/// </param>
/// <param name="BursaryPounds">What a school or college can claim on completion, in pounds; 0: nothing.</param>
/// <param name="OnlineIntroductionTitle">The free introduction that anybody can take.</param>
/// <param name="OnlineIntroductionHours">How long it takes.</param>
public sealed record About(
    bool Illustrative,
    DateOnly? MovesFrom,
    int BursaryPounds,
    string OnlineIntroductionTitle,
    double OnlineIntroductionHours
)
{
    /// <summary>The day on which fee and bursary were as they are written here; null: not said.</summary>
    public DateOnly? FundingAsOf { get; init; }

    /// <summary>What says how much fee and bursary are; null: not said.</summary>
    public string? FundingSource { get; init; }

    /// <summary>The edition that the benchmarks of its courses are of; null: not said.</summary>
    public BenchmarkEdition? BenchmarkEdition { get; init; }
}

/// <summary>
/// All that is on offer: one immutable, consistent snapshot. Every list is ordered by id, whatever the order of the files.
/// </summary>
public sealed record Catalogue
{
    private const int DaysIn52Weeks = 364;

    // Worked out when first needed, and anew for other cohorts.
    private CourseIndex[]? courseOfCohort;
    private VenueWays? ways;

    /// <summary>
    /// A hash of the content: the same for the same content, whatever the order of rows; "+52w" and so on once dates have moved.
    /// </summary>
    public required string Version { get; init; }

    /// <summary>What holds for the whole catalogue.</summary>
    public required About About { get; init; }

    /// <summary>Who offers courses.</summary>
    public required IReadOnlyList<Provider> Providers { get; init; }

    /// <summary>What is offered.</summary>
    public required IReadOnlyList<Course> Courses { get; init; }

    /// <summary>When and where.</summary>
    public required IReadOnlyList<Cohort> Cohorts
    {
        get;
        init => (field, courseOfCohort, ways) = (value, null, null);
    }

    /// <summary>The school terms, in order.</summary>
    public required IReadOnlyList<Term> SchoolTerms { get; init; }

    /// <summary>The catalogue as it is on a day: itself, or its dates moved by a multiple of 52 weeks.</summary>
    /// <param name="today">The day, in England.</param>
    public Catalogue At(DateOnly today)
    {
        var moves = MovesOn(today);
        if (moves == 0)
            return this;
        var days = moves * DaysIn52Weeks;
        return this with
        {
            Version = $"{Version}{moves * 52:+0;-0}w",
            Cohorts = [.. Cohorts.Select(cohort => Move(cohort, days))],
            SchoolTerms = [.. SchoolTerms.Select(term => term with { Days = Move(term.Days, days), HalfTerm = Move(term.HalfTerm, days) })],
        };
    }

    /// <summary>A cohort.</summary>
    public Cohort this[CohortIndex cohort] => Cohorts[cohort.Value];

    /// <summary>A course.</summary>
    public Course this[CourseIndex course] => Courses[course.Value];

    /// <summary>A cohort's course.</summary>
    public CourseIndex CourseOf(CohortIndex cohort) => (courseOfCohort ??= FindCourses())[cohort.Value];

    /// <summary>The ways from a home to the cohorts' venues. Those from a postcode district are worked out once.</summary>
    public WaysToCohorts WaysFrom(Place home) => (ways ??= new(Cohorts)).From(home);

    /// <summary>How many times 52 weeks its dates have moved by a day.</summary>
    public int MovesOn(DateOnly today) =>
        About.MovesFrom is { } from ? (int)Math.Floor((today.DayNumber - from.DayNumber) / (double)DaysIn52Weeks) : 0;

    private CourseIndex[] FindCourses()
    {
        var indices = Courses
            .Index()
            .ToDictionary(course => course.Item.Id, course => new CourseIndex(course.Index), StringComparer.Ordinal);
        return [.. Cohorts.Select(cohort => indices[cohort.Course.Id])];
    }

    private static Cohort Move(Cohort cohort, int days) =>
        new(cohort.Sessions.Select(session => session with { Date = session.Date.AddDays(days) }))
        {
            Id = cohort.Id,
            Course = cohort.Course,
            Venue = cohort.Venue,
            Residential = cohort.Residential,
            Places = cohort.Places,
            PlacesLeft = cohort.PlacesLeft,
            MinimumViable = cohort.MinimumViable,
            AssignmentsDue = [.. cohort.AssignmentsDue.Select(day => day.AddDays(days))],
        };

    private static DateRange Move(DateRange range, int days) => new(range.From.AddDays(days), range.To.AddDays(days));
}
