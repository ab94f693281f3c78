using System.Text.Json.Serialization;
using Matcher.Data.Text;

namespace Matcher.Data.Places;

/// <summary>A point on the earth (WGS 84).</summary>
public readonly record struct Position
{
    /// <summary>The mean radius R1 of the earth after the IUGG (6,371.0088 km), in miles.</summary>
    private const double EarthRadiusMiles = 6371.0088 / 1.609344;

    /// <summary>The diameter of the earth, in miles.</summary>
    internal const double EarthDiameterMiles = 2 * EarthRadiusMiles;

    /// <summary>Makes a position.</summary>
    /// <param name="latitude">Degrees, -90 to 90, north positive.</param>
    /// <param name="longitude">Degrees, -180 to 180, east positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">Out of range, or not a number.</exception>
    public Position(double latitude, double longitude)
    {
        if (!IsLatitude(latitude))
            throw new ArgumentOutOfRangeException(nameof(latitude));
        if (!IsLongitude(longitude))
            throw new ArgumentOutOfRangeException(nameof(longitude));
        (Latitude, Longitude) = (latitude, longitude);
        var (sine, cosine) = Math.SinCos(Radians(latitude));
        var (sineOfLongitude, cosineOfLongitude) = Math.SinCos(Radians(longitude));
        (X, Y, Z) = (cosine * cosineOfLongitude, cosine * sineOfLongitude, sine);
    }

    /// <summary>Degrees, north positive.</summary>
    public double Latitude { get; }

    /// <summary>Degrees, east positive.</summary>
    public double Longitude { get; }

    // The same point on a sphere of radius 1, worked out once: every request measures the way to every venue.
    internal double X { get; }

    internal double Y { get; }

    internal double Z { get; }

    /// <summary>Whether the number is a latitude.</summary>
    public static bool IsLatitude(double degrees) => degrees is >= -90 and <= 90;

    /// <summary>Whether the number is a longitude.</summary>
    public static bool IsLongitude(double degrees) => degrees is >= -180 and <= 180;

    /// <summary>
    /// The great-circle distance in miles, whatever lies between (<see cref="Waters"/> finds the way around water), from the chord c
    /// between the points of the unit sphere: 2 R asin(c / 2). That is the haversine formula (R. W. Sinnott, Sky and Telescope 68, 1984),
    /// of which c / 2 is the root, and as exact for near places.
    /// </summary>
    public double MilesTo(Position other)
    {
        var (dx, dy, dz) = (X - other.X, Y - other.Y, Z - other.Z);
        return EarthDiameterMiles * Math.Asin(Math.Min(1, Math.Sqrt(dx * dx + dy * dy + dz * dz) / 2));
    }

    private static double Radians(double degrees) => degrees * (Math.PI / 180);
}

/// <summary>Where somebody is, and how to call it to them.</summary>
/// <param name="Position">Where it is.</param>
/// <param name="Label">A postcode district such as "BN3", or null for a bare coordinate.</param>
/// <param name="Precision">How it was found.</param>
/// <param name="Kind">What the district leaves open, where nothing more exact settles it.</param>
public sealed record Place(Position Position, string? Label, Precision Precision, DistrictKind Kind = DistrictKind.Ordinary);

/// <summary>How somebody was located, the most exact way first.</summary>
[JsonConverter(typeof(EnumNameConverter<Precision>))]
public enum Precision
{
    /// <summary>A coordinate.</summary>
    Coordinate,

    /// <summary>A whole postcode, which is about a street.</summary>
    Postcode,

    /// <summary>A whole postcode that is in use no more.</summary>
    TerminatedPostcode,

    /// <summary>
    /// The district of a postcode: a postcode lies a median of 1.2 km from its point, and one in twenty more than 7.4 km.
    /// </summary>
    District,
}
