using System.Security.Cryptography;
using System.Text;
using Matcher.Data.Csv;

namespace Matcher.Data.Catalogues;

/// <summary>
/// A short hash of everything the files say. The order of rows and of columns, and notes, say nothing, so they don't count.
/// </summary>
internal sealed class CatalogueVersion
{
    private const int ShownDigits = 12;
    private readonly List<string> lines = [];

    public void Add(string file, IEnumerable<CsvRow> rows)
    {
        foreach (var row in rows)
        {
            var cells = row
                .Cells.Where(cell => cell.Key != CsvTable.Notes)
                .OrderBy(cell => cell.Key, StringComparer.Ordinal)
                .Select(cell => $"{cell.Key}\u001f{cell.Value}");
            lines.Add($"{file}\u001e{string.Join('\u001e', cells)}");
        }
    }

    public override string ToString()
    {
        lines.Sort(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..ShownDigits];
    }
}
