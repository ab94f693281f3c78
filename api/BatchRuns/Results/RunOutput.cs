using Matcher.Api.BatchRuns.Allocation;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Api.Http;
using Matcher.Api.Limits;
using Matcher.Data.Places;

namespace Matcher.Api.BatchRuns.Results;

/// <summary>Writes what came of a run, in the list's order and in constant memory.</summary>
internal sealed class RunOutput(RunStore store, RunCatalogues catalogues, Gazetteer gazetteer, InteractivePriority onlineFirst)
{
    /// <summary>Writes everybody's courses: in CSV a row for each, in NDJSON an object for each person.</summary>
    public async Task WriteResults(BatchRun run, ListFormat format, Stream to, CancellationToken cancellation)
    {
        var catalogue = await catalogues.Open(run, cancellation);
        using var file = await ResultWriter.Begin(to, onlineFirst, cancellation);
        using var reader = new PersonReader(run.Heading(), gazetteer);
        using var lines = format == ListFormat.Ndjson ? new PersonLines(catalogue, reader.CarriedColumns, file.Next) : null;
        var rows = lines is null ? new CourseRows(catalogue, reader.CarriedColumns, new(file.Next)) : null;
        rows?.Heading();
        await foreach (var chunk in store.Results(run, cancellation))
        {
            foreach (var person in BlobFormat.UnpackList(chunk.People, PersonResult.Read))
            {
                lines?.Write(person);
                await file.SendPiece(cancellation);
                for (var row = 0; rows is not null && row < CourseRows.RowsOf(person); row++)
                {
                    rows.Write(person, row);
                    await file.SendPiece(cancellation);
                }
            }
        }
        await file.SendRest(cancellation);
    }

    /// <summary>Writes every fault.</summary>
    public async Task WriteErrors(BatchRun run, ListFormat format, Stream to, CancellationToken cancellation)
    {
        using var file = await ResultWriter.Begin(to, onlineFirst, cancellation);
        var csv = new SafeCsvWriter(file.Next);
        if (format == ListFormat.Csv)
        {
            csv.Begin();
            foreach (var name in (ReadOnlySpan<string>)["row", "column", "value", "message", "advice", "leftOut"])
                csv.Cell(name);
            csv.EndRow();
        }
        await foreach (var chunk in store.Results(run, cancellation))
        {
            foreach (var fault in BlobFormat.UnpackList(chunk.Faults, BlobFormat.ReadFault))
            {
                if (format == ListFormat.Ndjson)
                {
                    ResultJson.WriteLine(file.Next, fault, ResultJson.Default.RowFault);
                    continue;
                }
                csv.Cell(fault.Row);
                csv.Cell(fault.Column);
                csv.Cell(fault.Value);
                csv.Cell(fault.Message);
                csv.Cell(fault.Advice);
                csv.Cell(fault.LeftOut ? "true" : "false");
                csv.EndRow();
            }
            await file.SendPiece(cancellation);
        }
        await file.SendRest(cancellation);
    }

    /// <summary>
    /// Writes the list as it came with what is wrong with each row in a column of its own, to be corrected and sent again.
    /// </summary>
    public async Task WriteCorrections(BatchRun run, Stream to, CancellationToken cancellation)
    {
        using var file = await ResultWriter.Begin(to, onlineFirst, cancellation);
        var csv = new SafeCsvWriter(file.Next);
        var columns = run.Format == ListFormat.Csv ? run.Columns : ["line"];
        // A list that was corrected before has the column already.
        var kept = Enumerable.Range(0, columns.Length).Where(column => columns[column] != HeadingMeaning.ErrorsColumn).ToArray();
        csv.Begin();
        foreach (var column in kept)
            csv.Cell(columns[column]);
        csv.Cell(HeadingMeaning.ErrorsColumn);
        csv.EndRow();
        await foreach (var chunk in store.Results(run, cancellation))
        {
            var faults = BlobFormat.UnpackList(chunk.Faults, BlobFormat.ReadFault).ToLookup(fault => fault.Row);
            foreach (var row in BlobFormat.UnpackList(await store.Input(run.Id, chunk.Number, cancellation), BlobFormat.ReadRow))
            {
                foreach (var column in kept)
                    csv.Cell(column < row.Cells.Length ? row.Cells[column] : "");
                csv.Cell(
                    string.Join(
                        " | ",
                        faults[row.Number]
                            .Select(fault =>
                                fault.Column.Length == 0
                                    ? $"{fault.Message} {fault.Advice}"
                                    : $"{fault.Column}: {fault.Message} {fault.Advice}"
                            )
                    )
                );
                csv.EndRow();
            }
            await file.SendPiece(cancellation);
        }
        await file.SendRest(cancellation);
    }

    /// <summary>Faults that are alike, the most frequent first.</summary>
    public async Task<IReadOnlyList<FaultGroup>> Groups(BatchRun run, CancellationToken cancellation)
    {
        var groups = new FaultGroups();
        await foreach (var chunk in store.Results(run, cancellation))
            BlobFormat.UnpackList(chunk.Faults, BlobFormat.ReadFault).ForEach(groups.Add);
        return groups.MostFirst();
    }

    /// <summary>Writes where everybody goes.</summary>
    public async Task WritePlacements(BatchRun run, ListFormat format, Stream to, CancellationToken cancellation)
    {
        using var file = await ResultWriter.Begin(to, onlineFirst, cancellation);
        using var reader = new PersonReader(run.Heading(), gazetteer);
        var report = AllocationReport.Unpack(run.Placements!);
        var rows = new PlacementRows(report, await catalogues.Open(run, cancellation), reader.CarriedColumns, format, file.Next);
        rows.Heading();
        await foreach (var chunk in store.Results(run, cancellation))
        {
            BlobFormat.UnpackList(chunk.People, PersonResult.Read).ForEach(rows.Write);
            await file.SendPiece(cancellation);
        }
        await file.SendRest(cancellation);
    }

    /// <summary>Writes what becomes of every cohort.</summary>
    public async Task WriteCohorts(BatchRun run, ListFormat format, Stream to, CancellationToken cancellation)
    {
        using var file = await ResultWriter.Begin(to, onlineFirst, cancellation);
        CohortRows.Write(AllocationReport.Unpack(run.Placements!), await catalogues.Open(run, cancellation), run.Today, format, file.Next);
        await file.SendRest(cancellation);
    }
}
