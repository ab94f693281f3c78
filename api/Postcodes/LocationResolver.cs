using Matcher.Api.Http;
using Matcher.Data.Places;

namespace Matcher.Api.Postcodes;

/// <summary>Finds where in England a location is, or says why it can't.</summary>
internal static class LocationResolver
{
    private const string PostcodePath = "$.location.postcode";

    // Both numbers are at fault; a form shows the sentence beside the first.
    private const string CoordinatePath = "$.location.latitude";

    /// <summary>Finds the place; at most one of the two is given, and neither of a location that is faulty in itself.</summary>
    /// <param name="location">A postcode or a coordinate, each of its fields null or within its bounds.</param>
    /// <param name="gazetteer">What is where.</param>
    public static (Place? Home, Problem? Problem) Find(LocationRequest location, Gazetteer gazetteer) =>
        location switch
        {
            { Postcode: { } text, Latitude: null, Longitude: null } when Postcode.TryParse(text) is { } postcode => Find(
                postcode,
                gazetteer
            ),
            { Postcode: null, Latitude: { } latitude, Longitude: { } longitude } => Find(new Position(latitude, longitude), gazetteer),
            _ => (null, null),
        };

    /// <summary>Says that a district does not exist.</summary>
    public static Problem UnknownDistrict(string district) =>
        Problem.UnknownDistrict(
            new(
                PostcodePath,
                $"We do not know the postcode district {district}.",
                "Check the postcode or give the latitude and longitude of the school or college."
            )
        );

    /// <summary>Says that a district is elsewhere, or, in an area that England shares, that it may well be.</summary>
    public static Problem OutsideEngland(string district, string area, string whereabouts) =>
        Problem.OutsideEngland(
            Nations.IsShared(area)
                ? new(
                    PostcodePath,
                    $"We know of no part of {district} in England: the postcode area {area} {whereabouts}.",
                    "The programme serves schools and colleges in England. Check the postcode; if the school or college is in England, give its latitude and longitude."
                )
                : new(
                    PostcodePath,
                    $"{district} is not in England: the postcode area {area} {whereabouts}.",
                    "The programme serves schools and colleges in England. Check the postcode, or give one in England."
                )
        );

    private static (Place? Home, Problem? Problem) Find(Position position, Gazetteer gazetteer) =>
        gazetteer.Find(position) is { } place
            ? (place, null)
            : (
                null,
                Problem.OutsideEngland(
                    new(
                        CoordinatePath,
                        $"The coordinate is more than {Gazetteer.ReachMiles} miles from every postcode district of England.",
                        "The programme serves schools and colleges in England; check latitude and longitude, west being negative."
                    )
                )
            );

    private static (Place? Home, Problem? Problem) Find(Postcode postcode, Gazetteer gazetteer)
    {
        if (gazetteer.Find(postcode) is { } home)
            return (home, null);
        if (gazetteer.Whereabouts(postcode) is not { } whereabouts)
            return (null, UnknownDistrict(postcode.District));
        return (
            null,
            whereabouts == Nations.Whereabouts(postcode.Area)
                ? OutsideEngland(postcode.District, postcode.Area, whereabouts)
                : Problem.OutsideEngland(
                    new(
                        PostcodePath,
                        $"The postcode is one of {postcode.District}, but {whereabouts}.",
                        "The programme serves schools and colleges in England; check the postcode, or give one of England."
                    )
                )
        );
    }
}
