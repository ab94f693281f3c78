using Matcher.Data.Reading;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>
/// The columns of a school or college as Get Information About Schools exports them, names or codes: what kind it is, and whether it is
/// open.
/// </summary>
internal sealed class SchoolExport
{
    private const string UrnColumn = "urn";
    private const string StatusColumn = "establishmentstatus";
    private const string TypeColumn = "typeofestablishment";
    private const string GroupColumn = "establishmenttypegroup";
    private const string PhaseColumn = "phaseofeducation";
    private const string ClosedCode = "2";

    private static readonly string[] Names = [UrnColumn, StatusColumn, TypeColumn, GroupColumn, PhaseColumn];

    // Of a type that is not known yet, or of a group where no type is given. The first that is found decides.
    private static readonly (string Part, string Sector)[] Kinds =
    [
        ("independenttrainingprovider", "independentTrainingProvider"),
        ("independent", "independent"),
        ("special", "special"),
        ("pupilreferralunit", "alternativeProvision"),
        ("alternativeprovision", "alternativeProvision"),
        ("universitytechnicalcollege", "utc"),
        ("sixthform", "sixthFormCollege"),
        ("furthereducation", "furtherEducation"),
    ];

    // The codes of the groups that have a sector of their own.
    private static readonly Dictionary<string, string> Groups = new() { ["3"] = "independent", ["5"] = "special" };

    private static readonly Dictionary<string, string> Phases = new()
    {
        ["secondary"] = "secondary",
        ["4"] = "secondary",
        ["middledeemedsecondary"] = "secondary",
        ["5"] = "secondary",
        ["16plus"] = "sixthFormCollege",
        ["6"] = "sixthFormCollege",
        ["allthrough"] = "secondary",
        ["7"] = "secondary",
    };

    private readonly int urn;
    private readonly int[] status;
    private readonly int[] type;
    private readonly int[] typeGroup;
    private readonly int[] phase;

    /// <summary>Finds the columns, if they are there.</summary>
    public SchoolExport(IReadOnlyList<string> columns)
    {
        var names = columns.Select(WrittenWord.Normal).ToArray();
        urn = Array.IndexOf(names, UrnColumn);
        (status, type, typeGroup, phase) = (
            NameOrCode(StatusColumn),
            NameOrCode(TypeColumn),
            NameOrCode(GroupColumn),
            NameOrCode(PhaseColumn)
        );

        // The name first, and the code where there is none.
        int[] NameOrCode(string column) =>
            [
                .. ((string[])[$"{column}(name)", column, $"{column}(code)"])
                    .Select(name => Array.IndexOf(names, name))
                    .Where(index => index >= 0),
            ];
    }

    /// <summary>Whether a column is one of these, with "(name)" or "(code)" behind it or without.</summary>
    public static bool Reads(string column)
    {
        var normal = WrittenWord.Normal(column);
        var hasPart = normal.EndsWith("(name)", StringComparison.Ordinal) || normal.EndsWith("(code)", StringComparison.Ordinal);
        return Names.Contains(hasPart ? normal[..normal.LastIndexOf('(')] : normal);
    }

    /// <summary>The school's number; empty when it is not said.</summary>
    public string Urn(string[] cells) => Cell(cells, urn).Trim();

    /// <summary>The column that says the school is closed; -1 when it is not.</summary>
    public int ClosedColumn(string[] cells)
    {
        var column = Array.Find(status, column => !string.IsNullOrWhiteSpace(Cell(cells, column)));
        return First(cells, status) is { } said && (said.Equals("closed", StringComparison.OrdinalIgnoreCase) || said == ClosedCode)
            ? column
            : -1;
    }

    /// <summary>The word of its sector; null when its type and phase tell none.</summary>
    public string? Sector(string[] cells)
    {
        if (First(cells, type) is { } said)
        {
            if (EstablishmentTypes.TryFind(said, out var sector))
                return sector == EstablishmentTypes.ByPhase ? SectorOfPhase(cells) : sector;
            if (Kind(said) is { } kind)
                return kind;
        }
        return First(cells, typeGroup) is { } group && (Groups.GetValueOrDefault(group) ?? Kind(group)) is { } ofGroup
            ? ofGroup
            : SectorOfPhase(cells);
    }

    private string? SectorOfPhase(string[] cells) =>
        First(cells, phase) is { } said ? Phases.GetValueOrDefault(WrittenWord.Normal(said)) : null;

    private static string? Kind(string said)
    {
        var normal = WrittenWord.Normal(said);
        foreach (var (part, sector) in Kinds)
        {
            if (normal.Contains(part, StringComparison.Ordinal))
                return sector;
        }

        return null;
    }

    private static string? First(string[] cells, int[] columns)
    {
        foreach (var column in columns)
        {
            if (Cell(cells, column).Trim() is { Length: > 0 } cell)
                return cell;
        }

        return null;
    }

    private static string Cell(string[] cells, int column) => column >= 0 && column < cells.Length ? cells[column] : "";
}
