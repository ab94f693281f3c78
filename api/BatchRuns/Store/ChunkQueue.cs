using Microsoft.EntityFrameworkCore;

namespace Matcher.Api.BatchRuns.Store;

/// <summary>A chunk that a worker took on.</summary>
/// <param name="Run">Its run, as it was then.</param>
/// <param name="Number">Its place among the run's chunks.</param>
/// <param name="Rows">Its rows, packed.</param>
internal sealed record ClaimedChunk(BatchRun Run, int Number, byte[] Rows);

/// <summary>
/// Hands out chunks and takes back what came of them. The chunk table is the truth: results and state of a chunk are committed together,
/// or not at all, and only once. A claim merely spares work, so nobody ever waits for a worker that is gone.
/// </summary>
internal sealed class ChunkQueue(StoreDatabase databases, TimeProvider clock)
{
    private static readonly TimeSpan ClaimFor = TimeSpan.FromMinutes(2);
    private const int Tries = 20;

    /// <summary>
    /// Takes on the next chunk: of the oldest run first, and what no other process works on before what one does; null when there is none.
    /// </summary>
    /// <param name="only">The one run to work on; null: any.</param>
    /// <param name="passOver">Chunks that this process works on already, and runs that have to wait.</param>
    /// <param name="cancellation">Ends the search.</param>
    public Task<ClaimedChunk?> Claim(Guid? only, Func<Guid, int, bool> passOver, CancellationToken cancellation) =>
        databases.Write(
            async database =>
            {
                for (var tries = 0; tries < Tries; tries++)
                {
                    var now = clock.GetUtcNow().UtcDateTime;
                    var chunks = database.Chunks.AsNoTracking().Where(chunk => !chunk.Done);
                    var free = chunks.Where(chunk => chunk.ClaimedUntil == null || chunk.ClaimedUntil <= now);
                    var next =
                        await First(database, free, only, passOver, cancellation)
                        ?? await First(database, chunks.Where(chunk => chunk.ClaimedUntil > now), only, passOver, cancellation);
                    if (next is not var (chunk, run))
                        return null;
                    if (await TryClaim(database, chunk, now + ClaimFor, cancellation) is { } rows)
                        return new ClaimedChunk(run, chunk.Number, rows);
                }
                return null;
            },
            cancellation
        );

    /// <summary>
    /// Commits what came of a chunk, all of it at once; nothing happens when another worker was faster, or the run is erased.
    /// </summary>
    /// <exception cref="OtherModelException">The run is pinned to another model.</exception>
    public Task Commit(ChunkResult result, int ranked, int faulty, string? modelVersion, CancellationToken cancellation) =>
        databases.Write(
            async database =>
            {
                await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
                if (modelVersion is not null && !await Pin(database, result.RunId, modelVersion, cancellation))
                    return;
                var done = await database
                    .Chunks.Where(chunk => chunk.RunId == result.RunId && chunk.Number == result.Number && !chunk.Done)
                    .ExecuteUpdateAsync(
                        chunk =>
                            chunk
                                .SetProperty(each => each.Done, true)
                                .SetProperty(each => each.ClaimedUntil, (DateTime?)null)
                                .SetProperty(each => each.Ranked, ranked)
                                .SetProperty(each => each.Faulty, faulty),
                        cancellation
                    );
                if (done == 0)
                    return;
                database.Results.Add(result);
                await database.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
            },
            cancellation
        );

    /// <summary>Gives a chunk back that was not finished, so that another worker takes it on at once.</summary>
    public Task Release(ClaimedChunk claimed, CancellationToken cancellation) =>
        databases.Write(
            database =>
                database
                    .Chunks.Where(chunk => chunk.RunId == claimed.Run.Id && chunk.Number == claimed.Number && !chunk.Done)
                    .ExecuteUpdateAsync(chunk => chunk.SetProperty(each => each.ClaimedUntil, (DateTime?)null), cancellation),
            cancellation
        );

    // The first of these chunks that is not passed over. The database finds run after run by an index, and sorts the chunks of one.
    private static async Task<(BatchChunk Chunk, BatchRun Run)?> First(
        BatchDatabase database,
        IQueryable<BatchChunk> chunks,
        Guid? only,
        Func<Guid, int, bool> passOver,
        CancellationToken cancellation
    )
    {
        var open =
            from run in database.Runs.AsNoTracking()
            join chunk in chunks on run.Id equals chunk.RunId
            where run.State == RunState.Ranking && (only == null || run.Id == only)
            orderby run.CreatedAt, run.Id, chunk.Number
            select new { Chunk = chunk, Run = run };
        await foreach (var each in open.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (!passOver(each.Chunk.RunId, each.Chunk.Number))
                return (each.Chunk, each.Run);
        }
        return null;
    }

    // The rows of a chunk, now claimed; null when another process was faster.
    private static async Task<byte[]?> TryClaim(BatchDatabase database, BatchChunk next, DateTime until, CancellationToken cancellation)
    {
        var claimed = await database
            .Chunks.Where(chunk =>
                chunk.RunId == next.RunId && chunk.Number == next.Number && !chunk.Done && chunk.ClaimedUntil == next.ClaimedUntil
            )
            .ExecuteUpdateAsync(chunk => chunk.SetProperty(each => each.ClaimedUntil, until), cancellation);
        if (claimed == 0)
            return null;
        var input = database.Inputs.Where(each => each.RunId == next.RunId && each.Number == next.Number);
        return await input.Select(each => each.Rows).FirstOrDefaultAsync(cancellation);
    }

    // Pins a run to the model that scored it first; false when the run is gone.
    private static async Task<bool> Pin(BatchDatabase database, Guid run, string modelVersion, CancellationToken cancellation)
    {
        var pinned = await database
            .Runs.Where(each => each.Id == run && (each.ModelVersion == null || each.ModelVersion == modelVersion))
            .ExecuteUpdateAsync(each => each.SetProperty(one => one.ModelVersion, modelVersion), cancellation);
        if (pinned > 0)
            return true;
        var other = await database.Runs.Where(each => each.Id == run).Select(each => each.ModelVersion).FirstOrDefaultAsync(cancellation);
        return other is null ? false : throw new OtherModelException(other, modelVersion);
    }
}

/// <summary>A run that began with one model can't go on with another: its results would not compare.</summary>
internal sealed class OtherModelException(string pinned, string served)
    : Exception(
        $"The run began with the model {pinned}, and the scorer serves {served}. It goes on when the scorer serves the former again; or delete it and send the waiting list anew."
    );
