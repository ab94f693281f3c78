using Matcher.Api.Http;
using Matcher.Data.Places;

namespace Matcher.Api.Postcodes;

/// <summary>Finds where in England a location is, or says why it can't.</summary>
internal static class LocationResolver
{
    /// <summary>Finds the place; exactly one of the two is null.</summary>
    /// <param name="location">Within its bounds: a postcode or a coordinate.</param>
    /// <param name="gazetteer">What is where.</param>
    public static (Place? Home, Problem? Problem) Find(LocationRequest location, Gazetteer gazetteer)
    {
        if (location.Postcode is not { } text)
        {
            return gazetteer.Find(new Position(location.Latitude!.Value, location.Longitude!.Value)) is { } place
                ? (place, null)
                : (
                    null,
                    Problem.OutsideEngland(
                        $"The coordinate is more than {Gazetteer.ReachMiles} miles from every postcode district of England. The programme serves schools and colleges in England; check latitude and longitude, west being negative."
                    )
                );
        }
        var postcode = Postcode.TryParse(text)!;
        if (gazetteer.Find(postcode) is { } home)
            return (home, null);
        if (gazetteer.Whereabouts(postcode) is not { } whereabouts)
            return (null, UnknownDistrict(postcode.District));
        return (
            null,
            whereabouts == Nations.Whereabouts(postcode.Area)
                ? OutsideEngland(postcode.District, postcode.Area, whereabouts)
                : Problem.OutsideEngland(
                    $"The postcode is one of {postcode.District}, but {whereabouts}. The programme serves schools and colleges in England; check the postcode, or give one of England."
                )
        );
    }

    /// <summary>Says that a district does not exist.</summary>
    public static Problem UnknownDistrict(string district) =>
        Problem.UnknownDistrict(
            $"We do not know the postcode district {district}. Check the postcode or give the latitude and longitude of the school or college."
        );

    /// <summary>Says that a district is elsewhere, or, in an area that England shares, that it may well be.</summary>
    public static Problem OutsideEngland(string district, string area, string whereabouts) =>
        Problem.OutsideEngland(
            Nations.IsShared(area)
                ? $"We know of no part of {district} in England: the postcode area {area} {whereabouts}. The programme serves schools and colleges in England. Check the postcode; if the school or college is in England, give its latitude and longitude."
                : $"{district} is not in England: the postcode area {area} {whereabouts}. The programme serves schools and colleges in England. Check the postcode, or give one in England."
        );
}
