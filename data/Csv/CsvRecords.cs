using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Matcher.Data.Csv;

/// <summary>
/// The records of a CSV file (RFC 4180), read strictly and in bounded memory. A quotation mark that is not closed makes a cell of all
/// rows up to the next mark, so a record that may hold others is known as damaged and can be had line by line.
/// </summary>
public sealed class CsvRecords : IDisposable
{
    /// <summary>The longest record, in characters.</summary>
    public const int LongestRecord = 256 * 1024;

    /// <summary>The longest cell, in characters; who reads a longer one has to say what becomes of it.</summary>
    public const int LongestCell = 10_000;

    private static readonly string[] LineBreaks = ["\r\n", "\n", "\r"];

    private readonly BoundedText text;
    private readonly CsvParser parser;
    private readonly char delimiter;
    private bool isMalformed;

    /// <summary>Prepares to read.</summary>
    /// <param name="text">The file; it is closed with this.</param>
    /// <param name="delimiter">The separator of cells.</param>
    /// <param name="trim">Whether space around a cell is dropped.</param>
    public CsvRecords(TextReader text, char delimiter, bool trim = false)
    {
        (this.text, this.delimiter) = (new(text, LongestRecord), delimiter);
        parser = new(
            this.text,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = delimiter.ToString(),
                IgnoreBlankLines = false,
                TrimOptions = trim ? TrimOptions.Trim : TrimOptions.None,
                // A mark within a bare cell, as in 5" binder, is a character like others.
                BadDataFound = found => isMalformed |= (trim ? found.Field.TrimStart() : found.Field).StartsWith('"'),
            }
        );
    }

    /// <summary>The cells of the record that was read.</summary>
    public string[] Cells { get; private set; } = [];

    /// <summary>The line of the file in which the record begins, from 1.</summary>
    public int FirstLine { get; private set; }

    /// <summary>The line of the file in which the record ends.</summary>
    public int LastLine => parser.RawRow;

    /// <summary>Reads the next record; <see langword="false"/> at the end.</summary>
    /// <exception cref="CsvRecordTooLongException">It is too long; nothing more can be read.</exception>
    public bool Read()
    {
        Begin();
        return Take(parser.Read());
    }

    /// <summary>Reads the next record; <see langword="false"/> at the end.</summary>
    /// <exception cref="CsvRecordTooLongException">It is too long; nothing more can be read.</exception>
    public async Task<bool> ReadAsync()
    {
        Begin();
        return Take(await parser.ReadAsync());
    }

    /// <summary>Whether a quotation mark is not closed, or closed in another row, so that it can't be told which cells are whose.</summary>
    /// <param name="columns">How many columns there are.</param>
    /// <param name="looksLikeRow">Whether so many cells could be a row of the file.</param>
    public bool IsDamaged(int columns, Func<string[], bool> looksLikeRow) =>
        isMalformed
        || (Array.Exists(Cells, HasLineBreak) && (Cells.Skip(columns).Any(cell => cell.Length > 0) || HoldsRows(columns, looksLikeRow)));

    /// <summary>
    /// The lines of the record, cut at delimiters whatever the quotation marks; what is beyond the last column stays in it.
    /// </summary>
    public IEnumerable<string[]> Lines(int columns) =>
        Split(parser.RawRecord.TrimEnd('\r', '\n')).Select(line => line.Split(delimiter, columns));

    /// <inheritdoc/>
    public void Dispose() => parser.Dispose();

    private void Begin()
    {
        text.BeginRecord();
        (isMalformed, FirstLine) = (false, parser.RawRow + 1);
    }

    private bool Take(bool isRead)
    {
        Cells = isRead ? parser.Record ?? [] : [];
        return isRead;
    }

    // A whole line within a cell is a row; or the cell begins in one row and ends in another.
    private bool HoldsRows(int columns, Func<string[], bool> looksLikeRow)
    {
        for (var place = 0; place < Cells.Length; place++)
        {
            if (!HasLineBreak(Cells[place]))
                continue;
            var lines = Split(Cells[place]);
            if (lines[1..^1].Any(line => IsRow(line.Split(delimiter))))
                return true;
            var (first, last) = (
                Cells.Take(place).Concat(lines[0].Split(delimiter)),
                lines[^1].Split(delimiter).Concat(Cells.Skip(place + 1))
            );
            if (IsRow(first) && IsRow(last))
                return true;
        }
        return false;

        bool IsRow(IEnumerable<string> line) => line.Take(columns).ToArray() is var cells && cells.Length == columns && looksLikeRow(cells);
    }

    private static bool HasLineBreak(string cell) => cell.AsSpan().ContainsAny('\r', '\n');

    private static string[] Split(string text) => text.Split(LineBreaks, StringSplitOptions.None);
}
