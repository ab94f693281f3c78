using System.Globalization;
using CsvHelper;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Data;
using Matcher.Data.Csv;
using Matcher.Data.Domain;
using Matcher.Data.Places;
using Matcher.Protos;

namespace Matcher.Api.Choices;

/// <summary>From a file of decisions to a file of choices, of which a model is trained and measured.</summary>
/// <param name="File">The decisions.</param>
/// <param name="Format">Their form.</param>
/// <param name="Output">The file to write.</param>
/// <param name="SkipBadRows">Whether decisions with a fault are left out; else nothing is written when there is one.</param>
/// <param name="HasOrder">Whether what was offered is listed in the order in which it was shown.</param>
/// <param name="IsSimulated">Whether nobody is behind the decisions, so that a model does not count them as recorded.</param>
internal sealed record ChoiceConversion(string File, ListFormat Format, string Output, bool SkipBadRows, bool HasOrder, bool IsSimulated)
{
    /// <summary>The largest file of decisions, in bytes.</summary>
    public const long LargestFile = 256L * 1024 * 1024;

    /// <summary>The most decisions in a file.</summary>
    public const int MostDecisions = 100_000;

    private const int MostFaults = 1_000;

    /// <summary>Converts.</summary>
    /// <param name="catalogue">What could be offered.</param>
    /// <param name="gazetteer">What is where.</param>
    /// <param name="messages">Where faults are written, a line each.</param>
    /// <param name="cancellation">Ends the work early; nothing is written then.</param>
    /// <returns>How many decisions and how many rows were written, and how many decisions were left out.</returns>
    /// <exception cref="InvalidDataException">There is a fault that must not be skipped, or nothing is left.</exception>
    /// <exception cref="UnreadableListException">The file can't be read at all.</exception>
    public async Task<(int Decisions, int Rows, int LeftOut)> Convert(
        Catalogue catalogue,
        Gazetteer gazetteer,
        TextWriter messages,
        CancellationToken cancellation
    )
    {
        if (new FileInfo(File).Length > LargestFile)
            throw new InvalidDataException($"{File} is larger than {LargestFile / 1024 / 1024} MiB. Split it.");
        // Whether its dates are month first takes the whole file to know.
        var heading = await ReadHeading(cancellation);
        var result = default((int, int, int));
        await WholeFile.Write(Output, async to => result = await Convert(heading, new(catalogue), gazetteer, messages, to, cancellation));
        return result;
    }

    private async Task<ListHeading> ReadHeading(CancellationToken cancellation)
    {
        await using var stream = System.IO.File.OpenRead(File);
        var list = await Open(stream, cancellation);
        var count = 0;
        await foreach (var _ in list.Rows(cancellation))
        {
            if (++count > MostDecisions)
                throw new InvalidDataException($"{File} has more than {MostDecisions:N0} decisions. Split it.");
        }
        return list.Heading;
    }

    private async Task<(int Decisions, int Rows, int LeftOut)> Convert(
        ListHeading heading,
        OfferedCohorts offered,
        Gazetteer gazetteer,
        TextWriter messages,
        Stream to,
        CancellationToken cancellation
    )
    {
        await using var stream = System.IO.File.OpenRead(File);
        var list = await Open(stream, cancellation);
        using var reader = new DecisionReader(heading, gazetteer);
        await using var writer = new StreamWriter(to, leaveOpen: true);
        await using var csv = new CsvWriter(writer, CultureInfo.InvariantCulture, leaveOpen: true);
        await Write(csv, ChoiceColumns.All);
        var (decisions, rows, leftOut, told) = (0, 0, 0, 0);
        await foreach (var row in list.Rows(cancellation))
        {
            var faults = new List<RowFault>();
            var found = reader.Read(row, faults) is { } decision ? offered.Rows(decision, HasOrder, reader.Name, faults) : [];
            foreach (var fault in faults)
                await messages.WriteLineAsync(Describe(fault).ToString());
            told += faults.Count;
            if (told >= MostFaults && !SkipBadRows)
                throw new InvalidDataException($"There are {MostFaults:N0} faults or more: the rest was not read. Correct those first.");
            (decisions, rows, leftOut) = found.Count > 0 ? (decisions + 1, rows + found.Count, leftOut) : (decisions, rows, leftOut + 1);
            foreach (var each in found)
                await Write(csv, ChoiceColumns.Cells(IsSimulated ? each with { Chooser = ChoiceColumns.Simulated + each.Chooser } : each));
            if (to.Length > ChoiceColumns.LargestFile)
            {
                throw new InvalidDataException(
                    $"The choices would be larger than the {ChoiceColumns.LargestFile / 1024 / 1024} MiB that training reads. Split {File}."
                );
            }
        }
        if (leftOut > 0 && !SkipBadRows)
        {
            var these =
                leftOut == 1
                    ? "1 decision has a fault. Correct it, or leave it"
                    : $"{leftOut:N0} decisions have a fault. Correct them, or leave them";
            throw new InvalidDataException($"{these} out with --skip-bad-rows. Nothing was written.");
        }

        if (decisions == 0)
            throw new InvalidDataException("No decision is left. Nothing was written.");
        return (decisions, rows, leftOut);
    }

    private Task<WaitingListFile> Open(Stream stream, CancellationToken cancellation) =>
        WaitingListFile.Open(stream, Format, Format == ListFormat.Csv ? DecisionReader.Mapping : ColumnMapping.None, cancellation);

    private Fault Describe(RowFault fault) =>
        new(Path.GetFileName(File), fault.Row, fault.Column, fault.Value, $"{fault.Message} {fault.Advice}");

    private static async Task Write(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (var cell in cells)
            csv.WriteField(cell);
        await csv.NextRecordAsync();
    }
}
