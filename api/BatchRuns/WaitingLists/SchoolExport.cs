namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>The columns of a school or college as Get Information About Schools exports them: what kind it is, and whether it is open.</summary>
internal sealed class SchoolExport
{
    // The first that is found decides: a special school may be independent, a college may have a sixth form centre.
    private static readonly (string Part, string Sector)[] Kinds =
    [
        ("independent", "independent"),
        ("special", "special"),
        ("pupilreferralunit", "alternativeProvision"),
        ("alternativeprovision", "alternativeProvision"),
        ("universitytechnicalcollege", "utc"),
        ("sixthform", "sixthFormCollege"),
        ("furthereducation", "furtherEducation"),
    ];

    private static readonly string[] SecondaryPhases = ["secondary", "allthrough", "middledeemedsecondary"];

    private readonly int urn;
    private readonly int status;
    private readonly int type;
    private readonly int typeGroup;
    private readonly int phase;

    /// <summary>Finds the columns, if they are there.</summary>
    public SchoolExport(IReadOnlyList<string> columns)
    {
        var names = columns.Select(column => ListColumn.Normal(column).Replace("(name)", "", StringComparison.Ordinal)).ToArray();
        urn = Array.IndexOf(names, "urn");
        status = Array.IndexOf(names, "establishmentstatus");
        type = Array.IndexOf(names, "typeofestablishment");
        typeGroup = Array.IndexOf(names, "establishmenttypegroup");
        phase = Array.IndexOf(names, "phaseofeducation");
    }

    /// <summary>The school's number; empty when it is not said.</summary>
    public string Urn(string[] cells) => Cell(cells, urn).Trim();

    /// <summary>The column that says the school is closed; -1 when it is not.</summary>
    public int ClosedColumn(string[] cells) => Cell(cells, status).Trim().Equals("closed", StringComparison.OrdinalIgnoreCase) ? status : -1;

    /// <summary>The word of its sector; null when its type and phase tell none.</summary>
    public string? Sector(string[] cells)
    {
        if (type < 0 && typeGroup < 0 && phase < 0) return null;
        var kind = ListColumn.Normal(Cell(cells, typeGroup) + "|" + Cell(cells, type));
        foreach (var (part, sector) in Kinds)
            if (kind.Contains(part, StringComparison.Ordinal)) return sector;
        return SecondaryPhases.Contains(ListColumn.Normal(Cell(cells, phase))) ? "secondary" : null;
    }

    private static string Cell(string[] cells, int column) => column >= 0 && column < cells.Length ? cells[column] : "";
}
