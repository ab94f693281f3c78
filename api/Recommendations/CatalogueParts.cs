using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Matcher.Api.Http;
using Matcher.Data.Domain;

namespace Matcher.Api.Recommendations;

/// <summary>What answers say of courses and cohorts to everybody: made, and written as JSON, once a catalogue.</summary>
internal sealed class CatalogueParts
{
    private static readonly ConditionalWeakTable<Catalogue, CatalogueParts> Made = [];

    private readonly RecommendedProvider[] providers;
    private readonly RecommendedCohort[] cohorts;
    private readonly CohortJson[] json;

    private CatalogueParts(Catalogue catalogue)
    {
        providers =
        [
            .. catalogue
                .Courses.Select(course => course.Provider)
                .Select(provider => new RecommendedProvider(provider.Id, provider.Name, provider.Type, provider.Coverage)),
        ];
        cohorts =
        [
            .. catalogue.Cohorts.Select(cohort => new RecommendedCohort(
                cohort.Id,
                cohort.Venue.Name,
                cohort.StartsOn,
                cohort.EndsOn,
                cohort.SessionTypes,
                cohort.Residential,
                cohort.PlacesLeft
            )),
        ];
        json =
        [
            .. catalogue.Cohorts.Select((cohort, place) => CohortJson.Of(cohort, providers[catalogue.CourseOf(place)], cohorts[place])),
        ];
    }

    /// <summary>Those of a catalogue.</summary>
    public static CatalogueParts Of(Catalogue catalogue) => Made.GetValue(catalogue, made => new(made));

    /// <summary>Who offers a course.</summary>
    /// <param name="course">The course's place in the catalogue.</param>
    public RecommendedProvider Provider(int course) => providers[course];

    /// <summary>A run of a course.</summary>
    /// <param name="cohort">The cohort's place in the catalogue.</param>
    public RecommendedCohort Cohort(int cohort) => cohorts[cohort];

    /// <summary>Its JSON.</summary>
    /// <param name="cohort">The cohort's place in the catalogue.</param>
    public CohortJson Json(int cohort) => json[cohort];

    /// <summary>The same beside another run.</summary>
    /// <param name="cohort">The cohort's place in the catalogue.</param>
    /// <param name="miles">How far it is, to one decimal.</param>
    public OtherCohort Other(int cohort, double miles)
    {
        var other = cohorts[cohort];
        return new(other.Id, other.Venue, other.StartsOn, miles, other.PlacesLeft) { Fixed = json[cohort] };
    }
}

/// <summary>
/// What of a cohort's JSON is the same for everybody: fields in UTF-8 with commas between them, without the braces around them.
/// </summary>
/// <param name="Course">Of a recommendation, from the course to the cohort.</param>
/// <param name="Length">Of a recommendation, how long it takes.</param>
/// <param name="Other">Of another cohort, up to the distance.</param>
internal sealed record CohortJson(byte[] Course, byte[] Length, byte[] Other)
{
    /// <summary>Writes it.</summary>
    public static CohortJson Of(Cohort cohort, RecommendedProvider provider, RecommendedCohort recommended) =>
        new(
            Fields(
                new FixedCourse(
                    cohort.Course.Id,
                    cohort.Course.Title,
                    provider,
                    cohort.Course.Accreditation,
                    cohort.Course.Credits,
                    cohort.Course.Delivery,
                    recommended
                ),
                RecommendationJson.Default.FixedCourse
            ),
            Fields(new FixedLength(cohort.Sessions.Count, cohort.DaysAwayFromSchool, cohort.Weeks), RecommendationJson.Default.FixedLength),
            Fields(new FixedOther(cohort.Id, cohort.Venue.Name, cohort.StartsOn), RecommendationJson.Default.FixedOther)
        );

    private static byte[] Fields<T>(T value, JsonTypeInfo<T> type) => PlainJson.Bytes(value, type)[1..^1];
}

/// <summary>Fields of <see cref="Recommendation"/> in its order.</summary>
internal sealed record FixedCourse(
    string CourseId,
    string Title,
    RecommendedProvider Provider,
    Accreditation Accreditation,
    int Credits,
    Delivery Delivery,
    RecommendedCohort Cohort
);

/// <summary>Fields of <see cref="Recommendation"/> in its order.</summary>
internal sealed record FixedLength(int Sessions, double DaysAwayFromSchool, int Weeks);

/// <summary>Fields of <see cref="OtherCohort"/> in its order.</summary>
internal sealed record FixedOther(string Id, string Venue, DateOnly StartsOn);
