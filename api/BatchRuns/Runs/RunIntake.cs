using Matcher.Api.BatchRuns.Store;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Api.Http;
using Matcher.Api.Limits;
using Matcher.Api.Recommendations.Ranking;
using Matcher.Api.Scoring;
using Matcher.Data.Catalogues;
using Microsoft.Extensions.Options;

namespace Matcher.Api.BatchRuns.Runs;

/// <summary>The key was used before, for something else.</summary>
internal sealed class KeyReusedException()
    : Exception("This idempotency key belongs to another list or other options. Take a new key for a new run.");

/// <summary>
/// Takes a waiting list in: cuts it into chunks and stores them as they come, and lets the run begin once everything is on the disk.
/// </summary>
internal sealed class RunIntake(
    RunStore store,
    RunErasure erasure,
    CurrentCatalogue current,
    ScorerClient scorer,
    IOptions<IntakeOptions> options,
    IOptions<RecommendationOptions> recommendations,
    InteractivePriority onlineFirst,
    TimeProvider clock
)
{
    private const int RowsAChunk = 500;

    // A whole chunk is held in memory, so chunks of rows with huge cells have fewer rows.
    private const int CharactersAChunk = 1024 * 1024;

    /// <summary>Receives a list, and lets its run begin.</summary>
    /// <param name="list">The file; only read asynchronously and forwards.</param>
    /// <param name="request">What is wanted of it.</param>
    /// <param name="received">Is called once the list is stored whole, and before its run begins: it may give the run a key.</param>
    /// <param name="cancellation">The caller gave up: nothing is kept.</param>
    /// <returns>The run: a new one, or the one that was begun before with the same key.</returns>
    /// <exception cref="UnreadableListException">The file is not a waiting list.</exception>
    /// <exception cref="ListTooLargeException">It is too large.</exception>
    /// <exception cref="KeyReusedException">The idempotency key belongs to another list.</exception>
    public async Task<BatchRun> Receive(Stream list, RunRequest request, Func<BatchRun, Task>? received, CancellationToken cancellation)
    {
        await using var stream = new ReceivedStream(list, options.Value.MostBytes);
        var file = await WaitingListFile.Open(stream, request.Format, request.Mapping, cancellation);
        var (catalogue, files, _) = current.AsWritten;
        var run = new BatchRun
        {
            Id = Guid.NewGuid(),
            Owner = request.Owner,
            State = RunState.Receiving,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
            Format = request.Format,
            Columns = [.. file.Heading.Columns.Select(SafeCsvWriter.Plain)],
            Mapping = [.. file.Heading.Mapping],
            IsLenient = request.Lenient,
            Limit = request.Limit,
            Today = request.Today ?? current.Now().Today,
            ApplicationDays = recommendations.Value.ApplicationDays,
            Allocation = request.Allocation,
            Seed = request.Seed,
            CatalogueVersion = catalogue.Version,
            ModelVersion = (await scorer.Describe(cancellation))?.ModelVersion,
        };
        await store.Begin(run, () => files.ToArray(), cancellation);
        try
        {
            run.Rows = await Store(run, file, cancellation);
            run.MonthFirst = [.. file.Heading.MonthFirst];
            run.Fingerprint = request.Fingerprint(stream.Hash);
            run.IdempotencyKey = request.IdempotencyKey;
            run.State = RunState.Ranking;
            if (received is not null)
                await received(run);
            var begun = await store.Accept(run, cancellation);
            if (begun.Id == run.Id)
                return run;
            await erasure.Erase(run.Id, CancellationToken.None);
            return begun.Fingerprint == run.Fingerprint ? begun : throw new KeyReusedException();
        }
        catch (Exception error) when (error is not KeyReusedException)
        {
            await erasure.Erase(run.Id, CancellationToken.None);
            throw;
        }
    }

    private async Task<int> Store(BatchRun run, WaitingListFile file, CancellationToken cancellation)
    {
        var rows = new List<RawRow>(RowsAChunk);
        var (count, chunks, characters) = (0, 0, 0);
        var references = new GivenReferences(file.Heading);
        await foreach (var row in file.Rows(cancellation))
        {
            // A list that was corrected has come from here.
            var plain = run.Format == ListFormat.Csv ? row with { Cells = Array.ConvertAll(row.Cells, SafeCsvWriter.Plain) } : row;
            rows.Add(plain with { SameReferenceAs = references.Earlier(plain) });
            characters += row.Cells.Length + row.Cells.Sum(cell => cell.Length);
            if (++count > options.Value.MostPlaced && run.Allocation is not null)
            {
                throw new UnreadableListException(
                    $"The list has more than {options.Value.MostPlaced} people, which is all that can be placed at once. Split it, leave out the allocation, or raise BatchRuns:MostPlaced."
                );
            }

            if (rows.Count == RowsAChunk || characters >= CharactersAChunk)
                await Flush();
        }
        if (rows.Count > 0)
            await Flush();
        return count;

        async Task Flush()
        {
            byte[] packed;
            using (await onlineFirst.Turn(cancellation))
                packed = BlobFormat.Pack(rows, BlobFormat.WriteRow);
            await store.Append(run.Id, chunks++, rows.Count, packed, cancellation);
            rows.Clear();
            characters = 0;
        }
    }
}
