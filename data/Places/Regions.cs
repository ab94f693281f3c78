namespace Matcher.Data.Places;

/// <summary>The nine regions of England, as the Office for National Statistics names them.</summary>
public static class Regions
{
    /// <summary>From north to south.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "North East",
        "North West",
        "Yorkshire and the Humber",
        "East Midlands",
        "West Midlands",
        "East of England",
        "London",
        "South East",
        "South West",
    ];
}
