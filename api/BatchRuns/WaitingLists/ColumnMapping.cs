using Matcher.Api.Http;
using Matcher.Data.Csv;
using Matcher.Data.Reading;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>
/// What a hub says that columns of its list mean, for names that are not understood or understood wrongly. It may be kept in a file:
/// CSV with the columns `column` and `field`; a column without a field is ignored.
/// </summary>
internal sealed class ColumnMapping
{
    /// <summary>A list is read by the names of its columns alone.</summary>
    public static readonly ColumnMapping None = new([]);

    // What stands for a column that is ignored, in place of a field.
    private const string Ignored = "-";
    private const int LongestFile = 64 * 1024;

    private readonly List<(string Column, string Field)> fields;

    private ColumnMapping(List<(string Column, string Field)> fields) => this.fields = fields;

    /// <summary>What it says, in one text: the same for the same mapping.</summary>
    public string Text => string.Join('\n', fields.Select(each => $"{each.Column}\t{each.Field}"));

    /// <summary>Makes a mapping.</summary>
    /// <param name="mapped">Of the form "Preferred level=accreditation".</param>
    /// <param name="ignored">Names of columns that mean nothing.</param>
    /// <exception cref="FormatException">One has another form, names no field, or speaks of a column twice; the message is for a person.</exception>
    public static ColumnMapping Of(IEnumerable<string> mapped, IEnumerable<string> ignored) =>
        Of([
            .. mapped.Select(text =>
                text.LastIndexOf('=') is > 0 and var cut
                    ? (text[..cut].Trim(), text[(cut + 1)..].Trim())
                    : throw new FormatException(
                        $"{JsonItem.Quote(text)} must be a column and a field, such as Preferred level=accreditation."
                    )
            ),
            .. ignored.Select(name => (name.Trim(), "")),
        ]);

    /// <summary>Reads a mapping file, and adds what is said beside it, which counts more.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="FormatException">It is not a mapping; the message is for a person.</exception>
    public static async Task<ColumnMapping> Read(string file, ColumnMapping beside, CancellationToken cancellation)
    {
        if (new FileInfo(file).Length > LongestFile)
            throw new FormatException($"{file} is larger than {LongestFile / 1024} KB, so it is not a mapping file.");
        using var records = new CsvRecords(new StringReader(await File.ReadAllTextAsync(file, cancellation)), ',');
        var rows = new List<string[]>();
        while (records.Read())
            rows.Add([.. records.Cells]);
        if (rows is not [[var first, var second], ..] || first.Trim() != "column" || second.Trim() != "field")
            throw new FormatException($"The first row of the mapping file {file} must be: column,field");
        var pairs = rows.Skip(1).Where(row => row.Any(cell => !string.IsNullOrWhiteSpace(cell))).ToList();
        if (pairs.Find(row => row.Length != 2) is { } other)
            throw new FormatException($"A row of the mapping file {file} has {other.Length} cells. Write a column and a field.");
        var said = Of([.. pairs.Select(row => (row[0].Trim(), row[1].Trim()))]);
        return new([.. said.fields.Where(each => !beside.fields.Exists(one => IsSame(one.Column, each.Column))), .. beside.fields]);
    }

    /// <summary>For each column the field that it is mapped to, "-" when it is ignored, empty when nothing is said of it.</summary>
    /// <exception cref="UnreadableListException">It speaks of a column that is not there, or maps two to one field.</exception>
    public string[] For(IReadOnlyList<string> columns)
    {
        if (fields.Count == 0)
            return [];
        var names = columns.Select(WrittenWord.Normal).ToArray();
        var found = new string[columns.Count];
        Array.Fill(found, "");
        foreach (var (column, field) in fields)
        {
            var index = Array.IndexOf(names, WrittenWord.Normal(column));
            if (index < 0)
            {
                var there = string.Join(", ", columns.Where(name => name.Length > 0).Select(JsonItem.Quote));
                throw new UnreadableListException(
                    $"The list has no column {JsonItem.Quote(column)}. It has {there}."
                );
            }
            if (field != Ignored && Array.IndexOf(found, field) is >= 0 and var other)
            {
                throw new UnreadableListException(
                    $"The mapping gives {field} to {JsonItem.Quote(columns[other])} and to {JsonItem.Quote(columns[index])}. Give it to one of them, and ignore the other."
                );
            }
            found[index] = field;
        }
        return found;
    }

    /// <summary>Whether a column is ignored.</summary>
    public static bool IsIgnored(string field) => field == Ignored;

    private static ColumnMapping Of(List<(string Column, string Field)> said)
    {
        if (said.Count > WaitingListFile.MostColumns)
            throw new FormatException($"The mapping speaks of {said.Count} columns. Map at most {WaitingListFile.MostColumns}.");
        var fields = new List<(string Column, string Field)>();
        foreach (var (column, field) in said)
        {
            if (fields.Exists(other => IsSame(other.Column, column)))
                throw new FormatException($"The mapping speaks of {JsonItem.Quote(column)} twice. Remove one of the two.");
            var known = ListColumn.Find(field);
            if (field.Length > 0 && known is null)
            {
                throw new FormatException(
                    $"{JsonItem.Quote(field)} is not a field. Write one of {string.Join(", ", ListColumn.All.Select(each => each.Name))}."
                );
            }
            fields.Add((column, known?.Name ?? Ignored));
        }
        return new(fields);
    }

    private static bool IsSame(string one, string other) => WrittenWord.Normal(one) == WrittenWord.Normal(other);
}
