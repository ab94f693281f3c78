using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Matcher.Data.Reading;

/// <summary>Reads a comma-separated file (UTF-8, a heading row) whose columns are known, and notes every fault instead of stopping at the first.</summary>
public static class CsvTable
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const long LargestFile = 32 * 1024 * 1024;

    private const int LongestValue = 10_000;

    /// <summary>A column that any file may have and nobody reads.</summary>
    public const string Notes = "notes";

    /// <summary>Reads the rows of a file.</summary>
    /// <param name="file">The path.</param>
    /// <param name="columns">The columns it must have, in any order; it may have no others but <see cref="Notes"/>.</param>
    /// <param name="faults">Where faults are added. Rows with the wrong number of cells are left out.</param>
    public static IReadOnlyList<CsvRow> Read(string file, IReadOnlyList<string> columns, ICollection<Fault> faults)
    {
        var name = Path.GetFileName(file);
        void Complain(int row, string column, string value, string advice) => faults.Add(new(name, row, column, value, advice));

        if (!File.Exists(file))
        {
            Complain(0, "", "", $"The file is missing. Create it with the columns {string.Join(", ", columns)}.");
            return [];
        }
        if (new FileInfo(file).Length > LargestFile)
        {
            Complain(0, "", "", $"The file is larger than {LargestFile / 1024 / 1024} MiB. Split the catalogue.");
            return [];
        }
        try
        {
            return Read(file, name, columns, faults, Complain);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Complain(0, "", "", $"The file can't be opened: {error.Message}");
            return [];
        }
        catch (MaxFieldSizeException error)
        {
            Complain(error.Context?.Parser?.RawRow ?? 0, "", "", $"A value here is longer than {LongestValue} characters, or a quotation mark is not closed. Correct it.");
            return [];
        }
        catch (CsvHelperException error)
        {
            Complain(error.Context?.Parser?.RawRow ?? 0, "", "", "The file is not comma-separated text here. Look here and in the rows before for a quotation mark that is not closed.");
            return [];
        }
        catch (DecoderFallbackException)
        {
            Complain(0, "", "", "The file is not UTF-8 text. Save it as \"CSV UTF-8\".");
            return [];
        }
    }

    private static List<CsvRow> Read(
        string file, string name, IReadOnlyList<string> columns, ICollection<Fault> faults, Action<int, string, string, string> complain)
    {
        using var reader = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = ",", MaxFieldSize = LongestValue, TrimOptions = TrimOptions.Trim });

        if (!parser.Read())
        {
            complain(0, "", "", $"The file is empty. It needs a heading row with {string.Join(", ", columns)}.");
            return [];
        }
        var heading = parser.Record!;
        if (heading is [var all] && all.Contains(';', StringComparison.Ordinal))
        {
            complain(1, "", "", "The columns are separated by semicolons. Save the file as comma-separated.");
            return [];
        }
        foreach (var missing in columns.Except(heading))
            complain(1, missing, "", "The column is missing. Add it to the heading and to every row.");
        foreach (var unknown in heading.Except(columns).Where(column => column != Notes))
            complain(1, unknown, "", $"There is no such column. This file has {string.Join(", ", columns)}; call a column of your own \"{Notes}\", or remove it.");
        foreach (var twice in heading.GroupBy(column => column).Where(group => group.Count() > 1))
            complain(1, twice.Key, "", "The column stands there more than once. Remove all but one.");

        var indexes = heading.Index().DistinctBy(column => column.Item).ToDictionary(column => column.Item, column => column.Index);
        var rows = new List<CsvRow>();
        while (parser.Read())
        {
            var cells = parser.Record!;
            if (Array.TrueForAll(cells, string.IsNullOrEmpty)) continue;
            if (cells.Length == heading.Length) rows.Add(new CsvRow(name, parser.RawRow, indexes, cells, faults));
            else complain(parser.RawRow, "", "", $"The row has {cells.Length} cells and the heading {heading.Length}. Add or remove commas, and put a value that has a comma in quotation marks.");
        }
        return rows;
    }
}
