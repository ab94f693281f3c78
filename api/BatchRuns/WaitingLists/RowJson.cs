using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Matcher.Data.Reading;
using Matcher.Data.Text;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>
/// Writes a row of a CSV list as the JSON that the same person would be sent as, so that both are read and checked by the same code.
/// </summary>
internal sealed class RowJson : IDisposable
{
    private const string PlainDate = "yyyy-MM-dd";

    private readonly ListHeading heading;
    private readonly (ListColumn Column, int Place)[] columns;
    private readonly SchoolExport school;
    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly Utf8JsonWriter writer;

    /// <summary>Prepares for rows of a heading.</summary>
    /// <param name="heading">The heading.</param>
    /// <param name="places">The column of each field that the heading has.</param>
    /// <param name="school">What else tells of the school.</param>
    public RowJson(ListHeading heading, IReadOnlyDictionary<ListColumn, int> places, SchoolExport school)
    {
        // The sector may follow from other columns.
        columns =
        [
            .. ListColumn
                .All.Where(column => places.ContainsKey(column) || column.Field == "sector")
                .Select(column => (column, places.GetValueOrDefault(column, -1))),
        ];
        (this.heading, this.school) = (heading, school);
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
            var cell = place >= 0 && place < cells.Length ? Text(column, cells[place]) : "";
            if (CellWords.SaysNothing(column, cell))
                cell = "";
            var derived = cell.Length == 0 && column.Field == "sector" ? school.Sector(cells) : null;
            if (cell.Length == 0 && derived is null)
                continue;
            if (group != column.Group)
            {
                if (group is not null)
                    writer.WriteEndObject();
                group = column.Group;
                if (group is not null)
                    writer.WriteStartObject(group);
            }
            if (column.Form == CellForm.Experience)
            {
                WriteExperience(column, cell);
                continue;
            }
            writer.WritePropertyName(column.Field);
            if (derived is not null)
                writer.WriteStringValue(derived);
            else
                Write(column, cell, heading.MonthFirstRows(place) is not null);
        }
        if (group is not null)
            writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    public void Dispose() => writer.Dispose();

    // A reference is the hub's own, and comes back as it was sent.
    private static string Text(ListColumn column, string cell) => column.Form == CellForm.Text ? cell.Trim() : PlainText.Of(cell);

    private void Write(ListColumn column, ReadOnlySpan<char> cell, bool isMonthFirst)
    {
        switch (column.Form)
        {
            case CellForm.Number:
                WriteNumber(cell, column.Unit);
                break;
            case CellForm.Flag:
                WriteFlag(cell);
                break;
            case CellForm.Date:
                WriteDate(WrittenDate.WithoutTime(cell.ToString()), isMonthFirst);
                break;
            case CellForm.Word:
                WriteWord(column, cell);
                break;
            case CellForm.Text:
                writer.WriteStringValue(cell);
                break;
            default:
                WriteList(column, cell, isMonthFirst);
                break;
        }
    }

    // Years if it is a number, or else the profile; a column that says one of them alone counts more.
    private void WriteExperience(ListColumn column, string cell)
    {
        var years = WrittenNumber.Of(cell, column.Unit);
        var field = years is null ? "profile" : "yearsInCareers";
        if (Array.Exists(columns, other => other.Column != column && other.Column.Name == field && other.Place >= 0))
            return;
        writer.WritePropertyName(field);
        if (years is { } number)
            writer.WriteNumberValue(number);
        else
            WriteWord(column, cell);
    }

    private void WriteNumber(ReadOnlySpan<char> cell, NumberUnit unit)
    {
        if (WrittenNumber.Of(cell.ToString(), unit) is { } number)
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(cell);
    }

    private void WriteFlag(ReadOnlySpan<char> cell)
    {
        if (WrittenFlag.Of(cell) is { } flag)
            writer.WriteBooleanValue(flag);
        else
            writer.WriteStringValue(cell);
    }

    // What could be day first in a column that is month first is not read as either.
    private void WriteDate(ReadOnlySpan<char> cell, bool isMonthFirst)
    {
        if (WrittenDate.Of(cell, isMonthFirst) is not { } date)
        {
            writer.WriteStringValue(cell);
            return;
        }
        Span<char> text = stackalloc char[10];
        date.TryFormat(text, out _, PlainDate, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text);
    }

    private void WriteWord(ListColumn column, ReadOnlySpan<char> cell)
    {
        var word = cell.ToString();
        writer.WriteStringValue(WrittenWord.Value(column.Spelling!, word) ?? word);
    }

    private void WriteList(ListColumn column, ReadOnlySpan<char> cell, bool isMonthFirst)
    {
        writer.WriteStartArray();
        var text = cell.ToString();
        var items =
            column.Form == CellForm.Words
                ? WrittenList.Split(text, word => WrittenWord.Value(column.Spelling!, word) is not null)
                : WrittenList.Split(text);
        foreach (var item in items)
        {
            switch (column.Form)
            {
                case CellForm.Words:
                    WriteWord(column, item);
                    break;
                case CellForm.Numbers:
                    WriteNumber(item, NumberUnit.None);
                    break;
                case CellForm.Ranges:
                    WriteRange(item, isMonthFirst);
                    break;
                default:
                    writer.WriteStringValue(item);
                    break;
            }
        }
        writer.WriteEndArray();
    }

    // A day, or the first and the last with a slash or two dots between them.
    private void WriteRange(ReadOnlySpan<char> item, bool isMonthFirst)
    {
        var dots = item.IndexOf("..", StringComparison.Ordinal);
        var cut =
            dots >= 0 ? dots
            : item.Length == 21 && item[10] == '/' ? 10
            : -1;
        writer.WriteStartObject();
        writer.WritePropertyName("from");
        WriteDate(cut < 0 ? item : item[..cut], isMonthFirst);
        writer.WritePropertyName("to");
        WriteDate(cut < 0 ? item : item[(cut + (dots >= 0 ? 2 : 1))..], isMonthFirst);
        writer.WriteEndObject();
    }
}
