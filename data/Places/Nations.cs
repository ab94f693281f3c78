using System.Collections.Frozen;

namespace Matcher.Data.Places;

/// <summary>
/// Which postcode areas lie outside England, and where. Source: the areas of the National Statistics Postcode Lookup, May 2025.
/// </summary>
public static class Nations
{
    private static readonly FrozenDictionary<string, string> Outside = new Dictionary<string, string[]>
    {
        ["Scotland"] = ["AB", "DD", "EH", "FK", "G", "HS", "IV", "KA", "KW", "KY", "ML", "PA", "PH", "ZE"],
        ["Wales"] = ["CF", "SA"],
        ["Northern Ireland"] = ["BT"],
        ["Guernsey"] = ["GY"],
        ["Jersey"] = ["JE"],
        ["the Isle of Man"] = ["IM"],
    }
        .SelectMany(nation => nation.Value.Select(area => (area, nation.Key)))
        .ToFrozenDictionary(pair => pair.area, pair => pair.Key);

    // England shares these areas with a neighbour; a district of them that the gazetteer doesn't know is most likely the neighbour's.
    private static readonly FrozenDictionary<string, string> Shared = new Dictionary<string, string>
    {
        ["CA"] = "Scotland",
        ["DG"] = "Scotland",
        ["TD"] = "Scotland",
        ["CH"] = "Wales",
        ["GL"] = "Wales",
        ["HR"] = "Wales",
        ["LD"] = "Wales",
        ["LL"] = "Wales",
        ["NP"] = "Wales",
        ["SY"] = "Wales",
    }.ToFrozenDictionary();

    /// <summary>A nation's name in a sentence.</summary>
    public static string Name(Nation nation) =>
        nation switch
        {
            Nation.NorthernIreland => "Northern Ireland",
            Nation.ChannelIslands => "the Channel Islands",
            Nation.IsleOfMan => "the Isle of Man",
            Nation.England or Nation.Wales or Nation.Scotland => nation.ToString(),
            Nation.Unknown => "somewhere else",
        };

    /// <summary>Whether England shares a postcode area with a neighbour.</summary>
    public static bool IsShared(string area) => Shared.ContainsKey(area);

    /// <summary>
    /// Where a postcode area outside England lies, as in "is in Scotland" or "lies partly in Wales"; null for an area wholly in England,
    /// where a district that the gazetteer doesn't know does not exist.
    /// </summary>
    public static string? Whereabouts(string area) =>
        Outside.TryGetValue(area, out var nation) ? $"is in {nation}"
        : Shared.TryGetValue(area, out var neighbour) ? $"lies partly in {neighbour}"
        : null;
}
