using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Matcher.Data.Csv;

namespace Matcher.Data.Places;

/// <summary>What became of the rows of a postcode directory.</summary>
public sealed record PostcodeImportReport
{
    /// <summary>Rows below the heading.</summary>
    public int Rows { get; internal set; }

    /// <summary>Postcodes that were taken.</summary>
    public int Taken { get; internal set; }

    /// <summary>Of those, in use no more.</summary>
    public int Terminated { get; internal set; }

    /// <summary>Rows without a position.</summary>
    public int WithoutPosition { get; internal set; }

    /// <summary>Rows whose postcode is not a whole one.</summary>
    public int WithoutPostcode { get; internal set; }

    /// <summary>Rows whose postcode stood there before.</summary>
    public int Repeated { get; internal set; }

    /// <summary>Rows with another number of cells than the heading.</summary>
    public int Broken { get; internal set; }

    /// <summary>Whether the directory tells the country of its postcodes.</summary>
    public bool TellsCountry { get; internal set; }

    /// <summary>Whether the directory tells which postcodes are in use no more.</summary>
    public bool TellsTerminated { get; internal set; }
}

/// <summary>
/// Reads an ONS Postcode Directory or National Statistics Postcode Lookup. Its columns' names carry a year, so they are found by how they
/// begin:
/// <c>pcds</c> (or pcd), <c>lat</c>, <c>long</c>, and, where there are any, <c>doterm</c> and <c>ctry</c>.
/// </summary>
public static class PostcodeImport
{
    private const int LongestCell = 1_000;

    /// <summary>
    /// Reads a directory into the entries of each district, sorted by unit: eight bytes a row that is taken, whatever else it holds.
    /// </summary>
    /// <param name="csv">The directory, with a heading.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InvalidDataException">It is not a postcode directory.</exception>
    public static (Dictionary<string, List<PostcodeEntry>> Districts, PostcodeImportReport Report) Read(
        TextReader csv,
        CancellationToken cancellation
    )
    {
        using var text = new BoundedText(csv, CsvRecords.LongestRecord);
        using var parser = new CsvParser(
            text,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = ",",
                MaxFieldSize = LongestCell,
                TrimOptions = TrimOptions.Trim,
                BadDataFound = null,
            }
        );
        try
        {
            return Read(parser, text, cancellation);
        }
        catch (CsvRecordTooLongException error)
        {
            throw new InvalidDataException(
                $"Row {parser.RawRow + 1} is longer than {CsvRecords.LongestRecord} characters. Is this the directory's CSV file?",
                error
            );
        }
        catch (CsvHelperException error)
        {
            throw new InvalidDataException(
                $"Row {parser.RawRow} can't be read as comma-separated values: a cell is longer than {LongestCell} characters. Is this the directory's CSV file?",
                error
            );
        }
    }

    private static (Dictionary<string, List<PostcodeEntry>> Districts, PostcodeImportReport Report) Read(
        CsvParser parser,
        BoundedText text,
        CancellationToken cancellation
    )
    {
        var columns = Columns.Of(parser.Read() ? parser.Record! : []);
        var report = new PostcodeImportReport { TellsCountry = columns.Country >= 0, TellsTerminated = columns.Termination >= 0 };
        var districts = new Dictionary<string, List<PostcodeEntry>>();
        while (parser.Read())
        {
            text.BeginRecord();
            if (report.Rows++ % 4096 == 0)
                cancellation.ThrowIfCancellationRequested();
            if (parser.Count != columns.Count)
            {
                report.Broken++;
                continue;
            }
            if (Postcode.TryParse(parser[columns.Postcode]) is not { Unit: { } unit } read)
            {
                report.WithoutPostcode++;
                continue;
            }
            if (
                !TryDegrees(parser[columns.Latitude], out var north)
                || !TryDegrees(parser[columns.Longitude], out var east)
                || !PostcodeEntry.Covers(north, east)
            )
            {
                report.WithoutPosition++;
                continue;
            }
            if (!districts.TryGetValue(read.District, out var entries))
                districts.Add(read.District, entries = []);
            entries.Add(
                new(
                    unit,
                    north,
                    east,
                    columns.Country < 0 ? Nation.Unknown : NationOf(parser[columns.Country]),
                    terminated: columns.Termination >= 0 && parser[columns.Termination].Length > 0
                )
            );
            if (++report.Taken > PostcodeDirectory.MostPostcodes)
            {
                throw new InvalidDataException(
                    $"The file has more than {PostcodeDirectory.MostPostcodes:N0} postcodes, and there have never been so many. Name the directory's one CSV file."
                );
            }
        }
        foreach (var entries in districts.Values)
            KeepOneEach(entries, report);
        return report.Taken > 0
            ? (districts, report)
            : throw new InvalidDataException("No row of the file has a postcode with a position.");
    }

    // A postcode that is listed twice is the one in use, if either is.
    private static void KeepOneEach(List<PostcodeEntry> entries, PostcodeImportReport report)
    {
        entries.Sort((one, other) => (one.Unit, one.Terminated, one.Bits).CompareTo((other.Unit, other.Terminated, other.Bits)));
        var kept = 0;
        for (var i = 0; i < entries.Count; i++)
        {
            if (i == 0 || entries[i].Unit != entries[i - 1].Unit)
                entries[kept++] = entries[i];
        }

        report.Repeated += entries.Count - kept;
        report.Taken -= entries.Count - kept;
        entries.RemoveRange(kept, entries.Count - kept);
        report.Terminated += entries.Count(entry => entry.Terminated);
    }

    private static bool TryDegrees(string text, out double degrees) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out degrees);

    // Codes of countries begin with a letter each; those of the islands are pseudo codes (ONS Postcode Directory user guide).
    private static Nation NationOf(string code) =>
        code is [var letter, ..]
            ? letter switch
            {
                'E' => Nation.England,
                'W' => Nation.Wales,
                'S' => Nation.Scotland,
                'N' => Nation.NorthernIreland,
                'L' => Nation.ChannelIslands,
                'M' => Nation.IsleOfMan,
                _ => Nation.Unknown,
            }
            : Nation.Unknown;

    /// <summary>Where the columns are; -1 where there is none.</summary>
    private readonly record struct Columns(int Count, int Postcode, int Latitude, int Longitude, int Termination, int Country)
    {
        /// <exception cref="InvalidDataException">One is missing without which there are no postcodes.</exception>
        public static Columns Of(string[] heading)
        {
            string[] names = [.. heading.Select(cell => cell.TrimStart('\uFEFF').ToLowerInvariant())];
            int Column(string start) => Array.FindIndex(names, name => name.StartsWith(start, StringComparison.Ordinal));
            var columns = new Columns(
                names.Length,
                Column("pcds") is >= 0 and var spaced ? spaced : Column("pcd"),
                Column("lat"),
                Column("long"),
                Column("doterm"),
                Column("ctry")
            );
            return columns is { Postcode: >= 0, Latitude: >= 0, Longitude: >= 0 }
                ? columns
                : throw new InvalidDataException(
                    $"The file has no columns that begin with pcds (or pcd), lat and long, but: {string.Join(", ", names.Take(20))}. Name the CSV file of an ONS Postcode Directory or NSPL."
                );
        }
    }
}
