using System.Collections.Frozen;
using System.Text.Json.Serialization;
using Matcher.Data.Csv;
using Matcher.Data.Text;

namespace Matcher.Data.Places;

/// <summary>What a district's name leaves open.</summary>
[JsonConverter(typeof(EnumNameConverter<DistrictKind>))]
public enum DistrictKind
{
    /// <summary>Nothing: the district is in England, and its schools are near its point.</summary>
    Ordinary,

    /// <summary>The district lies in England and in Wales.</summary>
    PartlyWales,

    /// <summary>The district lies in England and in Scotland.</summary>
    PartlyScotland,

    /// <summary>
    /// The district holds post boxes and large organisations, whose mail goes to a sorting office and not to where they are.
    /// </summary>
    PostBoxes,
}

/// <summary>A postcode district that is not simply a part of England.</summary>
/// <param name="Kind">What its name leaves open.</param>
/// <param name="Position">Where its English part, or its mail, is; null for a district of <c>outcodes.csv</c>, which has its position
/// there.</param>
internal sealed record SpecialDistrict(DistrictKind Kind, Position? Position)
{
    /// <summary>Reads <c>special-districts.csv</c>.</summary>
    /// <param name="file">The path.</param>
    /// <param name="faults">Where every fault is added.</param>
    public static FrozenDictionary<string, SpecialDistrict> Read(string file, ICollection<Fault> faults) =>
        CsvTable
            .Read(file, ["outcode", "kind", "latitude", "longitude", "source"], faults)
            .ToFrozenDictionary(
                row => row.Text("outcode"),
                row => new SpecialDistrict(
                    row.Word<DistrictKind>("kind"),
                    row.Has("latitude") ? row.Position("latitude", "longitude") : null
                )
            );
}
