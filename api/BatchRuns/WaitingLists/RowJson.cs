using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>Writes a row of a CSV list as the JSON that the same person would be sent as, so that both are read and checked by the same code.</summary>
internal sealed class RowJson : IDisposable
{
    private static readonly SearchValues<char> Separators = SearchValues.Create(" ,;|\u00A0");
    private static readonly SearchValues<char> Marks = SearchValues.Create(",;|");
    private static readonly string[] DateForms = ["yyyy-MM-dd", "d/M/yyyy"];
    private static readonly string[] Yes = ["true", "yes", "y", "1"];
    private static readonly string[] No = ["false", "no", "n", "0"];

    private readonly (ListColumn Column, int Place)[] columns;
    private readonly SchoolExport school;
    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly Utf8JsonWriter writer;

    /// <summary>Prepares for rows of a heading.</summary>
    /// <param name="places">The column of each field that the heading has.</param>
    /// <param name="school">What else tells of the school.</param>
    public RowJson(IReadOnlyDictionary<ListColumn, int> places, SchoolExport school)
    {
        // The sector may follow from other columns.
        columns = [.. ListColumn.All.Where(column => places.ContainsKey(column) || column.Field == "sector").Select(column => (column, places.GetValueOrDefault(column, -1)))];
        this.school = school;
        writer = new(buffer, new() { SkipValidation = true });
    }

    /// <summary>Writes a row. What is returned is valid until the next is written.</summary>
    public ReadOnlyMemory<byte> Write(string[] cells)
    {
        buffer.ResetWrittenCount();
        writer.Reset();
        writer.WriteStartObject();
        // Missing altogether says "send a location"; an empty one says what to put in it.
        string? group = null;
        foreach (var (column, place) in columns)
        {
            var cell = place >= 0 && place < cells.Length ? cells[place].AsSpan().Trim(" \t\u00A0") : default;
            var derived = cell.IsEmpty && column.Field == "sector" ? school.Sector(cells) : null;
            if (cell.IsEmpty && derived is null) continue;
            if (group != column.Group)
            {
                if (group is not null) writer.WriteEndObject();
                group = column.Group;
                if (group is not null) writer.WriteStartObject(group);
            }
            writer.WritePropertyName(column.Field);
            if (derived is not null) writer.WriteStringValue(derived);
            else Write(column, cell);
        }
        if (group is not null) writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    public void Dispose() => writer.Dispose();

    private void Write(ListColumn column, ReadOnlySpan<char> cell)
    {
        switch (column.Form)
        {
            case CellForm.Number: WriteNumber(cell); break;
            case CellForm.Flag: WriteFlag(cell); break;
            case CellForm.Date: WriteDate(cell); break;
            case CellForm.Word: WriteWord(column, cell); break;
            case CellForm.Text: writer.WriteStringValue(cell); break;
            default: WriteList(column, cell); break;
        }
    }

    private void WriteNumber(ReadOnlySpan<char> cell)
    {
        if (double.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) writer.WriteNumberValue(number);
        else writer.WriteStringValue(cell);
    }

    private void WriteFlag(ReadOnlySpan<char> cell)
    {
        if (IsOneOf(cell, Yes)) writer.WriteBooleanValue(true);
        else if (IsOneOf(cell, No)) writer.WriteBooleanValue(false);
        else writer.WriteStringValue(cell);
    }

    private void WriteDate(ReadOnlySpan<char> cell)
    {
        if (!DateOnly.TryParseExact(cell, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            writer.WriteStringValue(cell);
            return;
        }
        Span<char> text = stackalloc char[10];
        date.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text);
    }

    private void WriteWord(ListColumn column, ReadOnlySpan<char> cell)
    {
        var word = cell.ToString();
        writer.WriteStringValue(column.Spelling!.GetValueOrDefault(ListColumn.Normal(word), word));
    }

    private void WriteList(ListColumn column, ReadOnlySpan<char> cell)
    {
        writer.WriteStartArray();
        // "Weekday full day, online": where words have spaces in them, other marks stand between them, or there is but one.
        var isSpaced = column.Form == CellForm.Words && (cell.ContainsAny(Marks) || column.Spelling!.ContainsKey(ListColumn.Normal(cell.ToString())));
        foreach (var range in cell.SplitAny(isSpaced ? Marks : Separators))
        {
            var item = cell[range].Trim();
            if (item.IsEmpty) continue;
            switch (column.Form)
            {
                case CellForm.Words: WriteWord(column, item); break;
                case CellForm.Numbers: WriteNumber(item); break;
                case CellForm.Ranges: WriteRange(item); break;
                default: writer.WriteStringValue(item); break;
            }
        }
        writer.WriteEndArray();
    }

    // A day, or the first and the last with a slash or two dots between them.
    private void WriteRange(ReadOnlySpan<char> item)
    {
        var dots = item.IndexOf("..", StringComparison.Ordinal);
        var cut = dots >= 0 ? dots : item.Length == 21 && item[10] == '/' ? 10 : -1;
        writer.WriteStartObject();
        writer.WritePropertyName("from");
        WriteDate(cut < 0 ? item : item[..cut]);
        writer.WritePropertyName("to");
        WriteDate(cut < 0 ? item : item[(cut + (dots >= 0 ? 2 : 1))..]);
        writer.WriteEndObject();
    }

    private static bool IsOneOf(ReadOnlySpan<char> cell, string[] words)
    {
        foreach (var word in words)
            if (cell.Equals(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
