namespace Matcher.Data.Places;

/// <summary>A point on the earth (WGS 84).</summary>
public readonly record struct Position
{
    /// <summary>The mean radius R1 of the earth after the IUGG (6,371.0088 km), in miles.</summary>
    private const double EarthRadiusMiles = 6371.0088 / 1.609344;

    // Worked out once: every request measures the way to every venue.
    private readonly double cosineOfLatitude;

    /// <summary>Makes a position.</summary>
    /// <param name="latitude">Degrees, -90 to 90, north positive.</param>
    /// <param name="longitude">Degrees, -180 to 180, east positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">Out of range, or not a number.</exception>
    public Position(double latitude, double longitude)
    {
        if (!IsLatitude(latitude)) throw new ArgumentOutOfRangeException(nameof(latitude));
        if (!IsLongitude(longitude)) throw new ArgumentOutOfRangeException(nameof(longitude));
        (Latitude, Longitude) = (latitude, longitude);
        cosineOfLatitude = Math.Cos(Radians(latitude));
    }

    /// <summary>Degrees, north positive.</summary>
    public double Latitude { get; }

    /// <summary>Degrees, east positive.</summary>
    public double Longitude { get; }

    /// <summary>Whether the number is a latitude.</summary>
    public static bool IsLatitude(double degrees) => degrees is >= -90 and <= 90;

    /// <summary>Whether the number is a longitude.</summary>
    public static bool IsLongitude(double degrees) => degrees is >= -180 and <= 180;

    /// <summary>The great-circle distance in miles, by the haversine formula (R. W. Sinnott, Sky and Telescope 68, 1984).</summary>
    public double MilesTo(Position other)
    {
        var latitude = Math.Sin(Radians(other.Latitude - Latitude) / 2);
        var longitude = Math.Sin(Radians(other.Longitude - Longitude) / 2);
        var a = latitude * latitude + cosineOfLatitude * other.cosineOfLatitude * longitude * longitude;
        return 2 * EarthRadiusMiles * Math.Asin(Math.Min(1, Math.Sqrt(a)));
    }

    private static double Radians(double degrees) => degrees * (Math.PI / 180);
}

/// <summary>Where somebody is, and how to call it to them.</summary>
/// <param name="Position">Where it is.</param>
/// <param name="Label">A postcode district such as "BN3", or null for a bare coordinate.</param>
public sealed record Place(Position Position, string? Label);
