using System.Collections.Frozen;
using Matcher.Data.Reading;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>
/// The types of establishment of Get Information About Schools, and the sector of each. The type decides, not its group: a city technology
/// college is state-funded, though its group is "Independent schools". Source: the service's list of types, by code and name.
/// </summary>
internal static class EstablishmentTypes
{
    /// <summary>The sector of a type whose phase of education tells it.</summary>
    public const string ByPhase = "";

    // No sector: what has no Careers Leader, or none whom the programme knows, such as secure units and schools abroad.
    private static readonly (string Code, string Name, string? Sector)[] All =
    [
        ("1", "Community school", ByPhase),
        ("2", "Voluntary aided school", ByPhase),
        ("3", "Voluntary controlled school", ByPhase),
        ("5", "Foundation school", ByPhase),
        ("6", "City technology college", "secondary"),
        ("7", "Community special school", "special"),
        ("8", "Non-maintained special school", "special"),
        ("10", "Other independent special school", "independent"),
        ("11", "Other independent school", "independent"),
        ("12", "Foundation special school", "special"),
        ("14", "Pupil referral unit", "alternativeProvision"),
        ("15", "Local authority nursery school", null),
        ("18", "Further education", "furtherEducation"),
        ("24", "Secure units", null),
        ("25", "Offshore schools", null),
        ("26", "Service children's education", null),
        ("27", "Miscellaneous", null),
        ("28", "Academy sponsor led", ByPhase),
        ("29", "Higher education institutions", null),
        ("30", "Welsh establishment", null),
        ("31", "Sixth form centres", "sixthFormCollege"),
        ("32", "Special post 16 institution", "special"),
        ("33", "Academy special sponsor led", "special"),
        ("34", "Academy converter", ByPhase),
        ("35", "Free schools", ByPhase),
        ("36", "Free schools special", "special"),
        ("37", "British schools overseas", null),
        ("38", "Free schools alternative provision", "alternativeProvision"),
        ("39", "Free schools 16 to 19", "sixthFormCollege"),
        ("40", "University technical college", "utc"),
        ("41", "Studio schools", ByPhase),
        ("42", "Academy alternative provision converter", "alternativeProvision"),
        ("43", "Academy alternative provision sponsor led", "alternativeProvision"),
        ("44", "Academy special converter", "special"),
        ("45", "Academy 16-19 converter", "sixthFormCollege"),
        ("46", "Academy 16 to 19 sponsor led", "sixthFormCollege"),
        ("47", "Children's centre", null),
        ("48", "Children's centre linked site", null),
        ("49", "Online provider", null),
        ("56", "Institution funded by other government department", null),
        ("57", "Academy secure 16 to 19", null),
    ];

    private static readonly FrozenDictionary<string, string?> ByCodeOrName = All.SelectMany(type =>
            (KeyValuePair<string, string?>[])[new(type.Code, type.Sector), new(Normal(type.Name), type.Sector)]
        )
        .ToFrozenDictionary();

    /// <summary>Finds the sector of a type.</summary>
    /// <param name="type">Its name or its code, as the export has them.</param>
    /// <param name="sector">The word of the sector, <see cref="ByPhase"/>, or null for none.</param>
    /// <returns>Whether the type is known.</returns>
    public static bool TryFind(string type, out string? sector) => ByCodeOrName.TryGetValue(Normal(type), out sector);

    // Spreadsheets turn 06 into 6, and ' into ’.
    private static string Normal(string text) => WrittenWord.Normal(text).Replace("’", "'", StringComparison.Ordinal).TrimStart('0');
}
