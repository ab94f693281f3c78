using System.Collections.Frozen;
using Matcher.Data.Csv;

namespace Matcher.Data.Places;

/// <summary>A postcode district of England.</summary>
/// <param name="Name">As in "BN3".</param>
/// <param name="Position">The median of its postcodes.</param>
/// <param name="Region">One of the nine regions of England.</param>
/// <param name="Postcodes">How many postcodes it has, at least 1.</param>
public sealed record District(string Name, Position Position, string Region, int Postcodes);

/// <summary>Places postcodes and coordinates in England by the country's postcode districts. Immutable.</summary>
public sealed class Gazetteer
{
    /// <summary>A coordinate counts as England within this distance of a district's point.</summary>
    public const double ReachMiles = 15;

    private readonly FrozenDictionary<string, District> byName;
    private readonly FrozenDictionary<string, SpecialDistrict> special;
    private readonly PostcodeDirectory? units;

    private Gazetteer(IReadOnlyList<District> districts, FrozenDictionary<string, SpecialDistrict> special, PostcodeDirectory? units)
    {
        (this.special, this.units) = (special, units);
        Districts = districts;
        byName = districts.ToFrozenDictionary(district => district.Name);
    }

    /// <summary>Every district of England, by name.</summary>
    public IReadOnlyList<District> Districts { get; }

    /// <summary>Reads <c>outcodes.csv</c>, and <c>special-districts.csv</c> beside it.</summary>
    /// <param name="file">The path of the first.</param>
    /// <param name="units">Where each postcode is; null: postcodes are placed by their districts.</param>
    /// <exception cref="InvalidDataException">A file is missing or faulty; the message lists the faults.</exception>
    public static Gazetteer Read(string file, PostcodeDirectory? units = null)
    {
        var faults = new List<Fault>();
        var districts = CsvTable
            .Read(file, ["outcode", "latitude", "longitude", "region", "postcodes"], faults)
            .Select(row => new District(
                row.Text("outcode"),
                row.Position("latitude", "longitude"),
                row.Region("region"),
                row.WholeNumber("postcodes", 1, 1_000_000)
            ))
            .OrderBy(district => district.Name, StringComparer.Ordinal)
            .ToList();
        var special = SpecialDistrict.Read(Path.Combine(Path.GetDirectoryName(file)!, "special-districts.csv"), faults);
        if (faults.Count > 0)
            throw new InvalidDataException(string.Join(Environment.NewLine, faults));
        return new Gazetteer(districts, special, units);
    }

    /// <summary>
    /// Places a postcode exactly where it is known, or else by its district; null when it is not in England, and <see cref="Whereabouts"/>
    /// may say where.
    /// </summary>
    public Place? Find(Postcode postcode)
    {
        var (district, kind) = (postcode.District, special.GetValueOrDefault(postcode.District)?.Kind ?? DistrictKind.Ordinary);
        if (units?.Find(postcode) is { } unit)
        {
            // The directory knows on which side of a border a postcode lies, but of a post box only where its mail goes.
            if (unit.Nation is Nation.England && kind is not DistrictKind.PostBoxes)
                kind = DistrictKind.Ordinary;
            return unit.Nation > Nation.England
                ? null
                : new Place(unit.Position, district, unit.Terminated ? Precision.TerminatedPostcode : Precision.Postcode, kind);
        }
        return (byName.GetValueOrDefault(district)?.Position ?? special.GetValueOrDefault(district)?.Position) is { } position
            ? new Place(position, district, Precision.District, kind)
            : null;
    }

    /// <summary>Where a postcode lies that is not in England, as in "is in Wales"; null when nothing is known of it.</summary>
    public string? Whereabouts(Postcode postcode) =>
        units?.Find(postcode) is { Nation: > Nation.England } unit
            ? $"is in {Nations.Name(unit.Nation)}"
            : Nations.Whereabouts(postcode.Area);

    /// <summary>
    /// Places a coordinate; null when no district's point is within <see cref="ReachMiles"/>, as it is then not in England.
    /// </summary>
    public Place? Find(Position position)
    {
        foreach (var district in Districts)
        {
            // One degree of latitude is 69 miles: most districts are ruled out without trigonometry.
            if (
                Math.Abs(district.Position.Latitude - position.Latitude) * 68 <= ReachMiles
                && position.MilesTo(district.Position) <= ReachMiles
            )
            {
                return new Place(position, null, Precision.Coordinate);
            }
        }
        return null;
    }
}
