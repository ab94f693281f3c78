using Matcher.Data.Domain;

namespace Matcher.Api.Catalogues;

/// <summary>Venues as a map draws them: a feature collection of GeoJSON (RFC 7946).</summary>
/// <param name="Type">Always "FeatureCollection".</param>
/// <param name="Features">The venues, by id.</param>
internal sealed record VenueMap(string Type, IReadOnlyList<VenueFeature> Features)
{
    public static VenueMap Of(Catalogue catalogue) =>
        new(
            "FeatureCollection",
            [
                .. catalogue
                    .Cohorts.GroupBy(cohort => cohort.Venue)
                    .OrderBy(venue => venue.Key.Id, StringComparer.Ordinal)
                    .Select(venue => new VenueFeature(
                        "Feature",
                        venue.Key.Id,
                        new("Point", [venue.Key.Position.Longitude, venue.Key.Position.Latitude]),
                        new(
                            venue.Key.Name,
                            venue.Key.Region,
                            venue.Key.NearStation,
                            [.. venue.Select(cohort => cohort.Course.Id).Distinct().Order(StringComparer.Ordinal)]
                        )
                    )),
            ]
        );
}

/// <summary>A venue on a map.</summary>
/// <param name="Type">Always "Feature".</param>
/// <param name="Id">Names the venue.</param>
/// <param name="Geometry">Where it is.</param>
/// <param name="Properties">What to write beside it.</param>
internal sealed record VenueFeature(string Type, string Id, VenuePoint Geometry, VenueProperties Properties);

/// <summary>A point on a map.</summary>
/// <param name="Type">Always "Point".</param>
/// <param name="Coordinates">Longitude, then latitude, in degrees, WGS 84.</param>
internal sealed record VenuePoint(string Type, IReadOnlyList<double> Coordinates);

/// <summary>What is known of a venue.</summary>
/// <param name="Name">For people, with the town.</param>
/// <param name="Region">The English region that it is in.</param>
/// <param name="NearStation">Whether a railway station is within a walk.</param>
/// <param name="CourseIds">The courses that have a cohort there, past or to come.</param>
internal sealed record VenueProperties(string Name, string Region, bool NearStation, IReadOnlyList<string> CourseIds);
