using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Matcher.Api.Http;
using Matcher.Data.Domain;

namespace Matcher.Api.Recommendations;

/// <summary>
/// What of a cohort's JSON is the same for everybody, written once a catalogue: fields in UTF-8 with commas between them, without the
/// braces around them.
/// </summary>
/// <param name="Course">Fields of <see cref="Recommendation"/>, from the course to the cohort.</param>
/// <param name="Length">Fields of <see cref="Recommendation"/> that say how long it takes.</param>
/// <param name="Other">Fields of <see cref="OtherCohort"/> up to the distance.</param>
internal sealed record CohortJson(byte[] Course, byte[] Length, byte[] Other)
{
    private static readonly ConditionalWeakTable<Catalogue, CohortJson[]> Written = [];

    /// <summary>That of every cohort of a catalogue, by <see cref="CohortIndex"/>.</summary>
    public static IReadOnlyList<CohortJson> OfAll(Catalogue catalogue) => Written.GetValue(catalogue, from => [.. from.Cohorts.Select(Of)]);

    private static CohortJson Of(Cohort cohort)
    {
        var course = cohort.Course;
        var provider = course.Provider;
        return new(
            Fields(
                new FixedCourse(
                    course.Id,
                    course.Title,
                    new(provider.Id, provider.Name, provider.Type, provider.Coverage),
                    course.Accreditation,
                    course.Credits,
                    course.Delivery,
                    new(
                        cohort.Id,
                        cohort.Venue.Name,
                        cohort.StartsOn,
                        cohort.EndsOn,
                        cohort.SessionTypes,
                        cohort.Residential,
                        cohort.PlacesLeft
                    )
                ),
                RecommendationJson.Default.FixedCourse
            ),
            Fields(new FixedLength(cohort.Sessions.Count, cohort.DaysAwayFromSchool, cohort.Weeks), RecommendationJson.Default.FixedLength),
            Fields(new FixedOther(cohort.Id, cohort.Venue.Name, cohort.StartsOn), RecommendationJson.Default.FixedOther)
        );
    }

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
