using System.Security.Cryptography;
using System.Text;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>
/// What a row says, wherever it is in the list and in whatever order its columns are: people without a reference draw lots by it.
/// </summary>
internal sealed class RowContent(ListHeading heading)
{
    private readonly (string Name, int Index)[] columns =
    [
        .. heading
            .Columns.Index()
            .Where(column => column.Item != HeadingMeaning.ErrorsColumn)
            .Select(column => (column.Item, column.Index))
            .OrderBy(column => column.Item, StringComparer.Ordinal),
    ];

    /// <summary>A hash, in hexadecimal: nothing that a person wrote.</summary>
    public string Of(RawRow row)
    {
        if (heading.Format == ListFormat.Ndjson)
            return Hash(row.Cells[0].Trim());
        var said = columns
            .Select(column => (column.Name, Cell: column.Index < row.Cells.Length ? row.Cells[column.Index].Trim() : ""))
            .Where(column => column.Cell.Length > 0);
        return Hash(string.Join('\n', said.Select(column => $"{column.Name}\t{column.Cell}")));
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
