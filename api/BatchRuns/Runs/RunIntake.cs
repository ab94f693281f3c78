using System.ComponentModel.DataAnnotations;
using Matcher.Api.BatchRuns.Results;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Api.Recommendations;
using Matcher.Api.Scoring;
using Matcher.Data.Reading;
using Microsoft.Extensions.Options;

namespace Matcher.Api.BatchRuns.Runs;

/// <summary>How much is taken in. Section "BatchRuns" of the settings.</summary>
internal sealed class IntakeOptions
{
    /// <summary>The largest waiting list, in bytes, 1 KiB to 16 GiB. Default 512 MiB: some three million people.</summary>
    [Range(1024L, 16L * 1024 * 1024 * 1024)]
    public long MostBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>The most people who can be placed by one run, 1 to 1,000,000: all their choices are held at once. Default 50,000.</summary>
    [Range(1, 1_000_000)]
    public int MostPlaced { get; set; } = 50_000;
}

/// <summary>What became of a list that was sent.</summary>
/// <param name="Run">The run: a new one, or the one that was begun before with the same key.</param>
/// <param name="IsNew">Whether it is new.</param>
internal sealed record Received(BatchRun Run, bool IsNew);

/// <summary>The key was used before, for something else.</summary>
internal sealed class KeyReusedException() : Exception("This idempotency key stands for another list or other options. Take a new key for a new run.");

/// <summary>Takes a waiting list in: cuts it into chunks and stores them as they come, and lets the run begin once everything is on the disk.</summary>
internal sealed class RunIntake(
    RunStore store, RunErasure erasure, PinnedCatalogues catalogues, CurrentCatalogue current, ScorerClient scorer,
    IOptions<IntakeOptions> options, IOptions<RecommendationOptions> recommendations, TimeProvider clock)
{
    private const int RowsAChunk = 500;

    // Whoever works on a chunk holds all of it, so rows of huge cells make chunks of fewer.
    private const int CharactersAChunk = 1024 * 1024;

    /// <summary>Receives a list.</summary>
    /// <param name="list">The file; only read asynchronously and forwards.</param>
    /// <param name="request">What is wanted of it.</param>
    /// <param name="received">Told of the rows that are stored so far.</param>
    /// <param name="cancellation">The caller gave up: nothing is kept.</param>
    /// <exception cref="UnreadableListException">The file is no waiting list.</exception>
    /// <exception cref="ListTooLargeException">It is too large.</exception>
    /// <exception cref="KeyReusedException">The idempotency key stands for another.</exception>
    public async Task<Received> Receive(Stream list, RunRequest request, IProgress<int>? received, CancellationToken cancellation)
    {
        await using var stream = new ReceivedStream(list, options.Value.MostBytes);
        var file = await WaitingListFile.Open(stream, request.Format, cancellation);
        var run = new BatchRun
        {
            Id = Guid.NewGuid(),
            State = RunState.Receiving,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
            Format = request.Format,
            Columns = [.. file.Heading.Columns],
            Limit = request.Limit,
            Today = request.Today ?? current.Now().Today,
            ApplicationDays = recommendations.Value.ApplicationDays,
            Allocation = request.Allocation,
            Seed = request.Seed,
            CatalogueVersion = await catalogues.PinCurrent(cancellation),
            ModelVersion = (await scorer.Describe(cancellation))?.ModelVersion,
        };
        await store.Begin(run, cancellation);
        try
        {
            run.Rows = await Store(run, file, received, cancellation);
            run.MonthFirst = [.. file.Heading.MonthFirst];
            run.Fingerprint = request.Fingerprint(stream.Hash);
            run.IdempotencyKey = request.IdempotencyKey;
            run.State = RunState.Ranking;
            if (await store.Accept(run, cancellation)) return new(run, true);
        }
        catch
        {
            await erasure.Erase(run.Id, CancellationToken.None);
            throw;
        }
        await erasure.Erase(run.Id, CancellationToken.None);
        var first = (await store.FindByKey(request.IdempotencyKey!, cancellation))?.Run;
        return first?.Fingerprint == run.Fingerprint ? new(first, false) : throw new KeyReusedException();
    }

    private async Task<int> Store(BatchRun run, WaitingListFile file, IProgress<int>? received, CancellationToken cancellation)
    {
        var rows = new List<RawRow>(RowsAChunk);
        var (count, chunks, characters) = (0, 0, 0);
        await foreach (var row in file.Rows(cancellation))
        {
            rows.Add(row);
            characters += row.Cells.Length + row.Cells.Sum(cell => cell.Length);
            if (++count > options.Value.MostPlaced && run.Allocation is not null)
                throw new UnreadableListException($"The list has more than {options.Value.MostPlaced} people, which is all that can be placed at once. Split it, leave out the allocation, or raise BatchRuns:MostPlaced.");
            if (rows.Count == RowsAChunk || characters >= CharactersAChunk) await Flush();
        }
        if (rows.Count > 0) await Flush();
        return count;

        async Task Flush()
        {
            await store.Append(run.Id, chunks++, rows.Count, Packed.Pack(rows, Packed.WriteRow), cancellation);
            rows.Clear();
            characters = 0;
            received?.Report(count);
        }
    }
}
