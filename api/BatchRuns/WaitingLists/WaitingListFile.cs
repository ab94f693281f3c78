using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>
/// Splits a waiting list into rows, in constant memory and without understanding them: a row is read again, by whoever works on its
/// chunk. CSV may be UTF-8 or windows-1252, and separated by commas, semicolons or tabs.
/// </summary>
internal sealed class WaitingListFile
{
    private const int MostColumns = 200;
    private const int LongestCell = 10_000;
    private const int LongestLine = 64 * 1024;
    private const int LookedAt = 64 * 1024;
    private static readonly char[] Delimiters = [',', ';', '\t'];
    private static readonly string[] WhereColumns = ["postcode", "latitude"];

    private readonly PipeReader pipe;
    private readonly CsvParser? parser;
    private int number;

    private WaitingListFile(PipeReader pipe, CsvParser? parser, ListHeading heading) => (this.pipe, this.parser, Heading) = (pipe, parser, heading);

    /// <summary>What is needed to understand the rows.</summary>
    public ListHeading Heading { get; }

    /// <summary>Looks at the beginning of a waiting list.</summary>
    /// <param name="stream">The file; only read asynchronously and forwards.</param>
    /// <param name="format">Its form.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="UnreadableListException">It is none.</exception>
    public static async Task<WaitingListFile> Open(Stream stream, ListFormat format, CancellationToken cancellation)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: LookedAt, leaveOpen: true));
        var beginning = (await pipe.ReadAtLeastAsync(LookedAt, cancellation)).Buffer;
        var bytes = beginning.Slice(0, Math.Min(beginning.Length, LookedAt)).ToArray();
        pipe.AdvanceTo(beginning.Start);
        CheckText(bytes);
        if (format == ListFormat.Ndjson) return new(pipe, null, new(format, []));

        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = Delimiter(MixedEncoding.Instance.GetString(bytes)),
            MaxFieldSize = LongestCell,
            IgnoreBlankLines = false,
            BadDataFound = null,
        };
        var file = new WaitingListFile(pipe, new CsvParser(new StreamReader(pipe.AsStream(), MixedEncoding.Instance, detectEncodingFromByteOrderMarks: true), configuration), new(format, []));
        var heading = await file.Next() ?? throw new UnreadableListException("The file is empty. Send a heading and a row for each person.");
        return new(pipe, file.parser, new(format, CheckHeading(heading))) { number = file.number };
    }

    /// <summary>The rows below the heading; blank ones are left out but count.</summary>
    /// <exception cref="UnreadableListException">The file is no waiting list from some row on.</exception>
    public async IAsyncEnumerable<RawRow> Rows([EnumeratorCancellation] CancellationToken cancellation)
    {
        var found = false;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if ((parser is null ? await NextLine(cancellation) : await Next()) is not { } cells) break;
            if (Array.TrueForAll(cells, string.IsNullOrWhiteSpace)) continue;
            found = true;
            yield return new(number, cells);
        }
        if (!found) throw new UnreadableListException("There is nobody in the file. Send a row for each person.");
    }

    private static void CheckText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) throw new UnreadableListException("The file is empty. Send a heading and a row for each person.");
        if (bytes.StartsWith("PK\u0003\u0004"u8)) throw new UnreadableListException("This is an Excel workbook or another archive. Save it as \"CSV UTF-8\" and send that.");
        if (bytes.StartsWith("%PDF"u8)) throw new UnreadableListException("This is a PDF document. Send the list as CSV.");
        var isUtf16 = bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        if (isUtf16 || bytes.Contains((byte)0)) throw new UnreadableListException("This is no text in UTF-8 or windows-1252. Save the list as \"CSV UTF-8\" and send that.");
    }

    // The one that the heading has most of: its names hold none of them.
    private static string Delimiter(string beginning)
    {
        var heading = beginning.AsSpan(0, beginning.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? end : beginning.Length).ToString();
        return Delimiters.MaxBy(delimiter => heading.Count(letter => letter == delimiter)).ToString();
    }

    private static string[] CheckHeading(string[] cells)
    {
        var columns = Array.ConvertAll(cells, cell => cell.Trim());
        if (columns.Length > MostColumns) throw new UnreadableListException($"The heading has {columns.Length} columns. Send at most {MostColumns}.");
        var names = Array.ConvertAll(columns, ListColumn.Normal);
        if (!WhereColumns.Any(names.Contains))
            throw new UnreadableListException("The heading names neither a postcode nor a latitude and a longitude, so this is no waiting list. The first row has to name the columns, separated by commas or semicolons; one of them is postcode.");
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].Length > 0 && Array.IndexOf(names, names[i]) < i)
                throw new UnreadableListException($"The column {Http.JsonItem.Quote(columns[i])} stands in the heading more than once. Rename or remove all but one.");
        }
        return columns;
    }

    // The next row of a CSV file; null at its end.
    private async Task<string[]?> Next()
    {
        try
        {
            if (!await parser!.ReadAsync()) return null;
            number++;
            return parser.Record ?? [];
        }
        catch (MaxFieldSizeException)
        {
            throw new UnreadableListException($"A cell in row {number + 1} is longer than {LongestCell} characters, or a quotation mark is not closed there. Correct it and send the file again.");
        }
        catch (CsvHelperException)
        {
            throw new UnreadableListException($"The file is not CSV from row {number + 1} on. Look there and in the row before for a quotation mark that is not closed, and send the file again.");
        }
    }

    // The next line of an NDJSON file; null at its end.
    private async Task<string[]?> NextLine(CancellationToken cancellation)
    {
        while (true)
        {
            var read = await pipe.ReadAsync(cancellation);
            var buffer = read.Buffer;
            var end = buffer.PositionOf((byte)'\n');
            var line = end is { } position ? buffer.Slice(0, position) : buffer;
            if (line.Length > LongestLine) throw new UnreadableListException($"Line {number + 1} is longer than {LongestLine / 1024} KB. Send a JSON object a line.");
            if (end is null && !read.IsCompleted)
            {
                pipe.AdvanceTo(buffer.Start, buffer.End);
                continue;
            }
            if (end is null && line.IsEmpty) return null;
            number++;
            var text = Encoding.UTF8.GetString(line).Trim('\uFEFF', '\r');
            pipe.AdvanceTo(end is { } mark ? buffer.GetPosition(1, mark) : buffer.End);
            return [text];
        }
    }
}
