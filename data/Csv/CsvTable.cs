using System.Text;
using Matcher.Data.Text;

namespace Matcher.Data.Csv;

/// <summary>
/// Reads a comma-separated file (UTF-8, a heading row) whose columns are known, and notes every fault instead of stopping at the first.
/// </summary>
public static class CsvTable
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const long LargestFile = 32 * 1024 * 1024;

    // A file that is not CSV at all would have a fault in every row.
    private const int MostFaults = 1_000;

    /// <summary>A column that any file may have and nobody reads.</summary>
    public const string Notes = "notes";

    /// <summary>Reads the rows of a file.</summary>
    /// <param name="file">The path.</param>
    /// <param name="columns">The columns it must have, in any order; it may have no others but <see cref="Notes"/>.</param>
    /// <param name="faults">Where faults are added. Rows with the wrong number of cells are left out.</param>
    /// <param name="optional">Those of the columns that it may lack: their cells are then empty.</param>
    public static IReadOnlyList<CsvRow> Read(
        string file,
        IReadOnlyList<string> columns,
        ICollection<Fault> faults,
        params IReadOnlyList<string> optional
    ) => [.. Stream(file, columns, faults, LargestFile, optional).Where(row => !row.IsBroken)];

    /// <summary>Reads the rows of a file one by one, so that a long one takes no more memory than a short one.</summary>
    /// <param name="file">The path.</param>
    /// <param name="columns">The columns it must have, in any order; it may have no others but <see cref="Notes"/>.</param>
    /// <param name="faults">Where faults are added as they are met. A row with the wrong number of cells is
    /// <see cref="CsvRow.IsBroken"/>.</param>
    /// <param name="largest">The largest file that is read, in bytes.</param>
    /// <param name="optional">Those of the columns that it may lack: their cells are then empty.</param>
    public static IEnumerable<CsvRow> Stream(
        string file,
        IReadOnlyList<string> columns,
        ICollection<Fault> faults,
        long largest,
        params IReadOnlyList<string> optional
    )
    {
        var name = Path.GetFileName(file);
        void AddError(int row, string column, string value, string advice) =>
            faults.Add(new(name, row, column, value, advice) { HidesRows = true });

        if (!File.Exists(file))
        {
            AddError(0, "", "", $"The file is missing. Create it with the columns {string.Join(", ", columns)}.");
            yield break;
        }
        if (new FileInfo(file).Length > largest)
        {
            AddError(0, "", "", $"The file is larger than {largest / 1024 / 1024} MiB. Split it.");
            yield break;
        }
        if (Open(file, AddError) is not { } reader)
            yield break;
        using var records = new CsvRecords(reader, ',', trim: true);
        if (Next(records, AddError) is not { } heading)
        {
            if (!faults.Any(fault => fault.File == name))
                AddError(0, "", "", $"The file is empty. It needs a heading row with {string.Join(", ", columns)}.");
            yield break;
        }
        if (heading is [var all] && all.Contains(';', StringComparison.Ordinal))
        {
            AddError(1, "", "", "The columns are separated by semicolons. Save the file as comma-separated.");
            yield break;
        }
        if (records.IsDamaged(heading.Length, _ => true))
        {
            AddError(1, "", "", "A quotation mark in the heading is not closed. Close it, or remove it.");
            yield break;
        }
        CheckHeading(heading, columns, optional, AddError);
        var indexes = heading.Index().DistinctBy(column => column.Item).ToDictionary(column => column.Item, column => column.Index);
        var broken = 0;
        while (Next(records, AddError) is { } cells)
        {
            if (Array.TrueForAll(cells, string.IsNullOrEmpty))
                continue;
            if (Broken(records, heading) is not { } advice)
            {
                yield return new CsvRow(name, records.LastLine, indexes, cells, faults);
                continue;
            }
            var isOneRow = records.FirstLine == records.LastLine || !records.IsDamaged(heading.Length, _ => true);
            faults.Add(new(name, records.FirstLine, "", "", advice) { HidesRows = !isOneRow });
            if (isOneRow)
            {
                Array.Resize(ref cells, heading.Length);
                yield return new CsvRow(name, records.FirstLine, indexes, Array.ConvertAll(cells, cell => cell ?? ""), faults)
                {
                    IsBroken = true,
                };
            }
            if (++broken < MostFaults)
                continue;
            AddError(0, "", "", $"More than {MostFaults} rows can't be read: the rest of the file was not looked at. Correct those first.");
            yield break;
        }
    }

    // What keeps a record from being a row; null: nothing.
    private static string? Broken(CsvRecords records, string[] heading)
    {
        var cells = records.Cells;
        if (records.IsDamaged(heading.Length, _ => true))
        {
            var where = records.FirstLine == records.LastLine ? "In this row" : $"Between this row and row {records.LastLine}";
            return $"{where} a quotation mark is not closed, or is closed in the wrong place. Close it, or remove it.";
        }
        if (Array.FindIndex(cells, cell => cell.Length > CsvRecords.LongestCell) is >= 0 and var place)
            return $"Value {place + 1} of the row is longer than {CsvRecords.LongestCell} characters. Shorten it.";
        if (Array.FindIndex(cells, cell => cell.Any(IsControl)) is >= 0 and var damaged)
        {
            var code = (int)cells[damaged].First(IsControl);
            return $"Value {damaged + 1} of the row has a control character (U+{code:X4}), which nobody sees. Remove it.";
        }
        if (cells.Length != heading.Length)
            return $"The row has {cells.Length} cells and the heading {heading.Length}. Add or remove commas, and put a value that has a comma in quotation marks.";
        return null;
    }

    // Space of a kind that people type is none.
    private static bool IsControl(char character) => char.IsControl(character) && character is not ('\t' or '\r' or '\n');

    private static StreamReader? Open(string file, Action<int, string, string, string> complain)
    {
        try
        {
            return new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            complain(0, "", "", $"The file can't be opened: {error.Message}");
            return null;
        }
    }

    // The next row's cells; null at the end, or where the file can't be read on.
    private static string[]? Next(CsvRecords records, Action<int, string, string, string> complain)
    {
        try
        {
            return records.Read() ? Array.ConvertAll(records.Cells, PlainText.Visible) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            complain(0, "", "", $"The file can't be read: {error.Message}");
        }
        catch (CsvRecordTooLongException)
        {
            complain(
                records.FirstLine,
                "",
                "",
                $"The row is longer than {CsvRecords.LongestRecord} characters, or a quotation mark in it is not closed. The rest of the file was not read. Correct the row."
            );
        }
        catch (DecoderFallbackException)
        {
            complain(0, "", "", "The file is not UTF-8 text. Save it as \"CSV UTF-8\".");
        }
        return null;
    }

    private static void CheckHeading(
        string[] heading,
        IReadOnlyList<string> columns,
        IReadOnlyList<string> optional,
        Action<int, string, string, string> complain
    )
    {
        foreach (var missing in columns.Except(heading).Except(optional))
            complain(1, missing, "", "The column is missing. Add it to the heading and to every row.");
        foreach (var unknown in heading.Except(columns).Where(column => column != Notes))
        {
            complain(
                1,
                unknown,
                "",
                $"Unknown column. This file has {string.Join(", ", columns)}; call a column of your own \"{Notes}\", or remove it."
            );
        }

        foreach (var twice in heading.GroupBy(column => column).Where(group => group.Count() > 1))
            complain(1, twice.Key, "", "This column appears more than once. Keep one of them.");
    }
}
