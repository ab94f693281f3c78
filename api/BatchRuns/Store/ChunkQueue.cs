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
internal sealed class ChunkQueue(IDbContextFactory<BatchDatabase> databases, TimeProvider clock)
{
    private static readonly TimeSpan ClaimFor = TimeSpan.FromMinutes(2);
    private const int Tries = 20;

    /// <summary>
    /// Takes on the next chunk: of the oldest run first, and what no other process works on before what one does; null when there is none.
    /// </summary>
    /// <param name="only">The one run to work on; null: any.</param>
    /// <param name="passOver">Chunks that this process works on already, and runs that have to wait.</param>
    /// <param name="cancellation">Ends the search.</param>
    public async Task<ClaimedChunk?> Claim(Guid? only, Func<Guid, int, bool> passOver, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        for (var tries = 0; tries < Tries; tries++)
        {
            var now = clock.GetUtcNow().UtcDateTime;
            var open =
                from chunk in database.Chunks.AsNoTracking()
                join run in database.Runs.AsNoTracking() on chunk.RunId equals run.Id
                where !chunk.Done && run.State == RunState.Ranking && (only == null || run.Id == only)
                orderby chunk.ClaimedUntil != null && chunk.ClaimedUntil > now, run.CreatedAt, run.Id, chunk.Number
                select new { Chunk = chunk, Run = run };
            var next = default(BatchChunk);
            var of = default(BatchRun);
            await foreach (var each in open.AsAsyncEnumerable().WithCancellation(cancellation))
            {
                if (passOver(each.Chunk.RunId, each.Chunk.Number))
                    continue;
                (next, of) = (each.Chunk, each.Run);
                break;
            }
            if (next is null || of is null)
                return null;

            var until = now + ClaimFor;
            var claimed = await database
                .Chunks.Where(chunk =>
                    chunk.RunId == next.RunId && chunk.Number == next.Number && !chunk.Done && chunk.ClaimedUntil == next.ClaimedUntil
                )
                .ExecuteUpdateAsync(chunk => chunk.SetProperty(each => each.ClaimedUntil, until), cancellation);
            if (claimed == 0)
                continue;
            var input = await database
                .Inputs.AsNoTracking()
                .FirstOrDefaultAsync(each => each.RunId == next.RunId && each.Number == next.Number, cancellation);
            if (input is not null)
                return new(of, next.Number, input.Rows);
        }
        return null;
    }

    /// <summary>
    /// Commits what came of a chunk, all of it at once; nothing happens when another worker was faster, or the run is erased.
    /// </summary>
    /// <exception cref="OtherModelException">The run is pinned to another model.</exception>
    public async Task Commit(ChunkResult result, int ranked, int faulty, string? modelVersion, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        if (modelVersion is not null)
        {
            var pinned = await database
                .Runs.Where(run => run.Id == result.RunId && (run.ModelVersion == null || run.ModelVersion == modelVersion))
                .ExecuteUpdateAsync(run => run.SetProperty(each => each.ModelVersion, modelVersion), cancellation);
            if (pinned == 0)
            {
                var other = await database
                    .Runs.Where(run => run.Id == result.RunId)
                    .Select(run => run.ModelVersion)
                    .FirstOrDefaultAsync(cancellation);
                if (other is null)
                    return;
                throw new OtherModelException(other, modelVersion);
            }
        }
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
    }

    /// <summary>Gives a chunk back that was not finished, so that another worker takes it on at once.</summary>
    public async Task Release(ClaimedChunk claimed, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await database
            .Chunks.Where(chunk => chunk.RunId == claimed.Run.Id && chunk.Number == claimed.Number && !chunk.Done)
            .ExecuteUpdateAsync(chunk => chunk.SetProperty(each => each.ClaimedUntil, (DateTime?)null), cancellation);
    }
}

/// <summary>A run that began with one model can't go on with another: its results would not compare.</summary>
internal sealed class OtherModelException(string pinned, string served)
    : Exception(
        $"The run began with the model {pinned}, and the scorer serves {served}. It goes on when the scorer serves the former again; or delete it and send the waiting list anew."
    );
