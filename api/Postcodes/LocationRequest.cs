using System.ComponentModel.DataAnnotations;

namespace Matcher.Api.Postcodes;

/// <summary>Exactly one of: `postcode`, or `latitude` with `longitude`.</summary>
internal sealed record LocationRequest
{
    /// <summary>A postcode in England, whole ("BN3 1TL") or only its district ("BN3"), in any case and spacing.</summary>
    [MaxLength(Data.Places.Postcode.LongestText)]
    public string? Postcode { get; init; }

    /// <summary>Degrees (WGS 84), -90 to 90.</summary>
    [Range(-90.0, 90.0)]
    public double? Latitude { get; init; }

    /// <summary>Degrees (WGS 84), -180 to 180.</summary>
    [Range(-180.0, 180.0)]
    public double? Longitude { get; init; }
}
