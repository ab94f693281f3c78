using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>
/// The references that a list itself gives, to find the row that gives one again: the same person would be placed twice. Of each it keeps a
/// hash of eight bytes and a row, so that three million take some 100 MB. For the rows of one list, in order.
/// </summary>
internal sealed class GivenReferences(ListHeading heading)
{
    private readonly Dictionary<ulong, int> rows = [];
    private readonly int column = heading.Meaning().Reference;

    /// <summary>The row that has this row's reference already; 0 when none has, or when the row has none.</summary>
    public int Earlier(RawRow row)
    {
        if (row.Damage != RowDamage.None)
            return 0;
        var reference = (
            heading.Format == ListFormat.Ndjson ? OfLine(row.Cells[0])
            : column >= 0 && column < row.Cells.Length ? row.Cells[column]
            : ""
        )?.Trim();
        if (string.IsNullOrEmpty(reference))
            return 0;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(reference), hash);
        return rows.TryAdd(BinaryPrimitives.ReadUInt64LittleEndian(hash), row.Number)
            ? 0
            : rows[BinaryPrimitives.ReadUInt64LittleEndian(hash)];
    }

    // A line that can't be read has no reference; what is wrong with it is found when it is ranked.
    private static string? OfLine(string line)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(line));
            while (reader.Read())
            {
                if (reader is not { CurrentDepth: 1, TokenType: JsonTokenType.PropertyName })
                    continue;
                var isReference = reader.ValueTextEquals("reference"u8);
                if (reader.Read() && isReference && reader.TokenType == JsonTokenType.String)
                    return reader.GetString();
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException) { }
        return null;
    }
}
