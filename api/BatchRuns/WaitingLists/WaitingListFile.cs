using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Matcher.Data.Csv;
using Matcher.Data.Reading;
using Matcher.Data.Text;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>
/// Splits a waiting list into rows, in constant memory and without understanding them: a row is read again when its
/// chunk is ranked. CSV may be UTF-8 or windows-1252, and separated by commas, semicolons, tabs or |.
/// </summary>
internal sealed class WaitingListFile
{
    /// <summary>The most columns that a heading may have.</summary>
    public const int MostColumns = 200;

    private const int MostColumnsShown = 10;
    private const int LookedAt = 64 * 1024;

    // As many rows as a spreadsheet has: more in a row can only be a mistake, or meant to keep the service busy.
    private const int MostBlankRows = 1_048_576;
    private const string IsEmpty = "The file is empty. Send a heading and a row for each person.";

    // The second is what becomes of a byte order mark that is taken for windows-1252 and written as UTF-8 again.
    private static readonly byte[][] ByteOrderMarks =
    [
        [0xEF, 0xBB, 0xBF],
        [0xC3, 0xAF, 0xC2, 0xBB, 0xC2, 0xBF],
    ];

    private readonly JsonLines lines;
    private readonly CsvRecords? records;
    private readonly HeadingMeaning meaning;
    private readonly DateOrder dates;
    private int number;

    private WaitingListFile(PipeReader pipe, ListFormat format, CsvRecords? records, string[] columns, string[] mapping, int number)
    {
        (lines, this.records, this.number) = (new(pipe), records, number);
        Heading = new(format, columns, [], mapping, false);
        meaning = Heading.Meaning();
        dates = new(columns, meaning);
    }

    /// <summary>What is needed to understand the rows; whether dates are month first is known once all of them were read.</summary>
    public ListHeading Heading { get; private set; }

    /// <summary>Looks at the beginning of a waiting list.</summary>
    /// <param name="stream">The file; only read asynchronously and forwards.</param>
    /// <param name="format">Its form.</param>
    /// <param name="mapping">What columns mean whose names do not say it; of no use for NDJSON.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="UnreadableListException">The file is not a waiting list, or it is not certain what it says.</exception>
    public static async Task<WaitingListFile> Open(Stream stream, ListFormat format, ColumnMapping mapping, CancellationToken cancellation)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: LookedAt, leaveOpen: true));
        var beginning = (await pipe.ReadAtLeastAsync(LookedAt, cancellation)).Buffer;
        var bytes = beginning.Slice(0, Math.Min(beginning.Length, LookedAt)).ToArray();
        var marks = 0;
        while (Array.Find(ByteOrderMarks, mark => bytes.AsSpan(marks).StartsWith(mark)) is { } mark)
            marks += mark.Length;
        pipe.AdvanceTo(beginning.GetPosition(marks));
        CheckText(bytes.AsSpan(marks));
        if (format == ListFormat.Ndjson)
            return new(pipe, format, null, [], [], 0);

        var separator = ListSeparator.Of(MixedEncoding.Instance.GetString(bytes.AsSpan(marks)));
        var records = new CsvRecords(new StreamReader(pipe.AsStream(), MixedEncoding.Instance), separator);
        var number = 0;
        do
        {
            if (!await Next(records, number))
                throw new UnreadableListException(IsEmpty);
            if (!ListSeparator.IsForExcel(records.Cells))
                number++;
        } while (ListSeparator.IsBeforeHeading(records.Cells));
        var columns = Columns(records);
        var fields = mapping.For(columns);
        CheckHeading(records, columns, new(columns, fields));
        return new(pipe, format, records, columns, fields, number);
    }

    /// <summary>The rows below the heading; blank ones are left out but count.</summary>
    /// <exception cref="UnreadableListException">The file is not a waiting list from some row on.</exception>
    public async IAsyncEnumerable<RawRow> Rows([EnumeratorCancellation] CancellationToken cancellation)
    {
        var (found, blank) = (false, 0);
        await foreach (var row in records is null ? Lines(cancellation) : Records(records, cancellation))
        {
            if (Array.TrueForAll(row.Cells, string.IsNullOrWhiteSpace))
            {
                if (++blank > MostBlankRows)
                {
                    throw new UnreadableListException(
                        $"Up to row {row.Number} there are {blank:N0} empty rows. Remove them and send the file again."
                    );
                }

                continue;
            }
            (found, blank) = (true, 0);
            dates.Look(row);
            yield return row;
        }
        if (!found)
            throw new UnreadableListException("There is nobody in the file. Send a row for each person.");
        Heading = Heading with { MonthFirst = dates.MonthFirst() };
    }

    private async IAsyncEnumerable<RawRow> Lines([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await lines.Next(cancellation) is { } row)
            yield return row;
    }

    private async IAsyncEnumerable<RawRow> Records(CsvRecords records, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var columns = Heading.Columns.Count;
        while (await Next(records, number))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!records.IsDamaged(columns, meaning.LooksLikeRow))
            {
                yield return new(++number, WithoutBlankEnd(records.Cells, columns));
                continue;
            }
            foreach (var line in records.Lines(columns))
                yield return new(++number, line, RowDamage.Quotation);
        }
    }

    private static void CheckText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            throw new UnreadableListException(IsEmpty);
        if (bytes.StartsWith("PK\u0003\u0004"u8))
            throw new UnreadableListException("This is an Excel workbook or another archive. Save it as \"CSV UTF-8\" and send that.");
        if (bytes.StartsWith("%PDF"u8))
            throw new UnreadableListException("This is a PDF document. Send the list as CSV.");
        var isUtf16 = bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        if (isUtf16 || bytes.Contains((byte)0))
            throw new UnreadableListException("This is not text in UTF-8 or windows-1252. Save the list as \"CSV UTF-8\" and send that.");
    }

    // The names of the columns; those at the end that have none count for nothing.
    private static string[] Columns(CsvRecords records) =>
        WithoutBlankEnd(Array.ConvertAll(records.Cells, cell => PlainText.Visible(cell).Trim()), 0);

    private static void CheckHeading(CsvRecords records, string[] columns, HeadingMeaning meaning)
    {
        if (
            records.IsDamaged(
                columns.Length,
                cells => meaning.LooksLikeRow(cells) || Array.Exists(cells, cell => ListColumn.Find(cell) is not null)
            )
        )
        {
            throw new UnreadableListException(
                "A quotation mark in the heading is not closed, or is closed in another row. Close or remove it."
            );
        }

        if (columns.Length > MostColumns)
            throw new UnreadableListException($"The heading has {columns.Length} columns. Send at most {MostColumns}.");
        if (!meaning.HasLocation)
            throw new UnreadableListException(NoLocation(columns, meaning));
        var twice = columns.Where(column => column.Length > 0).GroupBy(WrittenWord.Normal).FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
        {
            throw new UnreadableListException(
                $"The column {Http.JsonItem.Quote(twice.Last())} is in the heading more than once. Rename or remove all but one."
            );
        }
        CheckMeaning(meaning);
    }

    // Better to ask once than to rank by half of what people said.
    private static void CheckMeaning(HeadingMeaning meaning)
    {
        if (meaning.Uncertain() is { Count: > 0 } uncertain)
            throw new UncertainHeadingException(meaning.Columns(), uncertain);
        if (meaning.IsPlaceAlone)
        {
            throw new UnreadableListException(
                $"Of the columns {Shown([.. meaning.Columns().Select(column => column.Name)])} only the place is understood, so everybody would be ranked by that alone. Name the others as the documentation does, map them, or ignore them."
            );
        }
    }

    private static string NoLocation(string[] columns, HeadingMeaning meaning)
    {
        var likely = meaning
            .Columns()
            .Where(column => column.LikelyField is "postcode" or "latitude" or "longitude")
            .Select(column => $"{Http.JsonItem.Quote(column.Name)} may be {column.LikelyField}: if so, rename it. ");
        return "No column of the heading is a postcode, or a latitude and a longitude. "
            + $"The first row has to name the columns, and it has {Shown(columns)}. {string.Concat(likely)}Add a column called postcode.";
    }

    private static string Shown(string[] columns) =>
        string.Join(", ", columns.Take(MostColumnsShown).Select(Http.JsonItem.Quote))
        + (columns.Length > MostColumnsShown ? $" and {columns.Length - MostColumnsShown} more" : "");

    // Cells beyond the heading that hold nothing say nothing.
    private static string[] WithoutBlankEnd(string[] cells, int least)
    {
        var length = cells.Length;
        while (length > least && string.IsNullOrWhiteSpace(cells[length - 1]))
            length--;
        return length == cells.Length ? cells : cells[..length];
    }

    // Reads the next record of a CSV file, of which so many rows were read.
    private static async Task<bool> Next(CsvRecords records, int rows)
    {
        try
        {
            return await records.ReadAsync();
        }
        catch (CsvRecordTooLongException)
        {
            throw new UnreadableListException(
                $"Row {rows + 1} is longer than {CsvRecords.LongestRecord:N0} characters, or a quotation mark in it is not closed. Correct it and send the file again."
            );
        }
    }
}
