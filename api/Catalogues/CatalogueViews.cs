using System.Text.Json.Serialization;
using Matcher.Api.Http;
using Matcher.Data.Domain;

namespace Matcher.Api.Catalogues;

/// <summary>A course in a list.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Title">For people.</param>
/// <param name="Provider">Who offers it.</param>
/// <param name="Accreditation">The level it leads to.</param>
/// <param name="Delivery">How it is taught.</param>
/// <param name="Cohorts">Those of its cohorts that were asked for, the first to start first.</param>
internal sealed record CourseItem(
    string Id,
    string Title,
    Provider Provider,
    Accreditation Accreditation,
    Delivery Delivery,
    IReadOnlyList<CohortItem> Cohorts
);

/// <summary>A cohort in a list.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Venue">Where it meets.</param>
/// <param name="Region">The English region of the venue.</param>
/// <param name="StartsOn">The day of the first session.</param>
/// <param name="EndsOn">The day of the last one.</param>
/// <param name="SessionTypes">The kinds of its sessions.</param>
/// <param name="PlacesLeft">Places that are not taken.</param>
/// <param name="DistanceMiles">From the district that was named to the venue, in miles, to one decimal: as the crow flies, or around water
/// and over bridges and ferries where that is the way. Null when no district was named.</param>
internal sealed record CohortItem(
    string Id,
    string Venue,
    string Region,
    DateOnly StartsOn,
    DateOnly EndsOn,
    IReadOnlyList<SessionType> SessionTypes,
    int PlacesLeft,
    RoundedNumber? DistanceMiles
)
{
    public static CohortItem Of(Cohort cohort, double? miles) =>
        new(
            cohort.Id,
            cohort.Venue.Name,
            cohort.Venue.Region,
            cohort.StartsOn,
            cohort.EndsOn,
            cohort.SessionTypes,
            cohort.PlacesLeft,
            miles is { } far ? Math.Round(far, 1) : null
        );
}

/// <summary>A course with everything that is known of it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Title">For people.</param>
/// <param name="Provider">Who offers it.</param>
/// <param name="Accreditation">The level it leads to.</param>
/// <param name="Credits">Academic credits, 0 when it is non-accredited.</param>
/// <param name="Delivery">How it is taught.</param>
/// <param name="ContactHours">Hours with a tutor over the whole course.</param>
/// <param name="SelfStudyHoursPerWeek">Hours of self-directed study in each week.</param>
/// <param name="Balance">Practice against theory.</param>
/// <param name="Sectors">The sectors it has content of their own for; none: content for secondary schools and sixth forms in
/// general.</param>
/// <param name="Benchmarks">The Gatsby Benchmarks (1 to 8) that it dwells on.</param>
/// <param name="CatchUp">How a missed session is caught up.</param>
/// <param name="SatisfactionPercent">Participants who were satisfied, in percent.</param>
/// <param name="Cohorts">Its cohorts, the first to start first.</param>
internal sealed record CourseView(
    string Id,
    string Title,
    Provider Provider,
    Accreditation Accreditation,
    int Credits,
    Delivery Delivery,
    double ContactHours,
    double SelfStudyHoursPerWeek,
    Balance Balance,
    IReadOnlyList<Sector> Sectors,
    IReadOnlyList<int> Benchmarks,
    CatchUp CatchUp,
    double SatisfactionPercent,
    IReadOnlyList<CohortView> Cohorts
)
{
    public static CourseView Of(Course course, IEnumerable<Cohort> cohorts) =>
        new(
            course.Id,
            course.Title,
            course.Provider,
            course.Accreditation,
            course.Credits,
            course.Delivery,
            course.ContactHours,
            course.SelfStudyHoursPerWeek,
            course.Balance,
            course.Sectors,
            course.Benchmarks,
            course.CatchUp,
            course.SatisfactionPercent,
            [.. cohorts.OrderBy(cohort => cohort.StartsOn).ThenBy(cohort => cohort.Id, StringComparer.Ordinal).Select(CohortView.Of)]
        );
}

/// <summary>A cohort with its sessions.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Venue">Where its face-to-face sessions are.</param>
/// <param name="StartsOn">The day of the first session.</param>
/// <param name="EndsOn">The day of the last one.</param>
/// <param name="Residential">Whether it includes a night away.</param>
/// <param name="DaysAwayFromSchool">Working days, in halves, on which the school has to do without the person.</param>
/// <param name="Places">Places in all.</param>
/// <param name="PlacesLeft">Places that are not taken.</param>
/// <param name="MinimumViable">With fewer people it does not run.</param>
/// <param name="AssignmentsDue">The days on which assignments are due.</param>
/// <param name="Sessions">In order of time; times are England's.</param>
internal sealed record CohortView(
    string Id,
    VenueView Venue,
    DateOnly StartsOn,
    DateOnly EndsOn,
    bool Residential,
    double DaysAwayFromSchool,
    int Places,
    int PlacesLeft,
    int MinimumViable,
    IReadOnlyList<DateOnly> AssignmentsDue,
    IReadOnlyList<Session> Sessions
)
{
    public static CohortView Of(Cohort cohort) =>
        new(
            cohort.Id,
            VenueView.Of(cohort.Venue),
            cohort.StartsOn,
            cohort.EndsOn,
            cohort.Residential,
            cohort.DaysAwayFromSchool,
            cohort.Places,
            cohort.PlacesLeft,
            cohort.MinimumViable,
            cohort.AssignmentsDue,
            cohort.Sessions
        );
}

/// <summary>A venue.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Name">For people, with the town.</param>
/// <param name="Region">The English region that it is in.</param>
/// <param name="Latitude">In degrees, WGS 84.</param>
/// <param name="Longitude">In degrees, WGS 84; west is negative.</param>
/// <param name="NearStation">Whether a railway station is within a walk.</param>
internal sealed record VenueView(string Id, string Name, string Region, double Latitude, double Longitude, bool NearStation)
{
    public static VenueView Of(Venue venue) =>
        new(venue.Id, venue.Name, venue.Region, venue.Position.Latitude, venue.Position.Longitude, venue.NearStation);
}

/// <summary>What is served.</summary>
/// <param name="Version">Changes when the content does: "+52w" and so on once the sample's dates have moved.</param>
/// <param name="Today">The day that it is for, in England.</param>
/// <param name="Illustrative">True when its providers, courses and cohorts are made up.</param>
/// <param name="BenchmarkEdition">The edition of the Gatsby Benchmarks that the courses name; null when the catalogue does not say.</param>
/// <param name="Providers">How many there are.</param>
/// <param name="Courses">How many there are.</param>
/// <param name="Cohorts">How many there are, with those that have begun.</param>
/// <param name="LiveCohorts">How many have not begun.</param>
/// <param name="Warnings">How many things in its files are probably mistakes; `catalogue check` shows them to the service's operator.</param>
/// <param name="Refused">A newer catalogue with faults, which is why this one is still served; null when there is no newer one.</param>
/// <param name="Changes">What changed since the version that was asked about; null when none was.</param>
internal sealed record CatalogueView(
    string Version,
    DateOnly Today,
    bool Illustrative,
    BenchmarkEdition? BenchmarkEdition,
    int Providers,
    int Courses,
    int Cohorts,
    int LiveCohorts,
    int Warnings,
    RefusedCatalogue? Refused,
    CatalogueChanges? Changes
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CatalogueView))]
[JsonSerializable(typeof(Page<Provider>))]
[JsonSerializable(typeof(Provider))]
[JsonSerializable(typeof(Page<CourseItem>))]
[JsonSerializable(typeof(CourseView))]
[JsonSerializable(typeof(Comparison))]
[JsonSerializable(typeof(VenueMap))]
[JsonSerializable(typeof(WholeCatalogue))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
