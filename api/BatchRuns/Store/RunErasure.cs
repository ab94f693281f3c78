using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Matcher.Api.BatchRuns.Store;

/// <summary>Erases runs: the rows go from the tables, and their bytes from the file (the database overwrites what it frees).</summary>
internal sealed class RunErasure(
    StoreDatabase databases,
    DiskReserve reserve,
    IOptions<StoreOptions> options,
    TimeProvider clock
)
{
    // What is erased goes through the database's log first, which takes as much room again until the log is emptied: so a little at a time.
    private const int ChunksAStep = 4;
    private static readonly TimeSpan LongestReceiving = TimeSpan.FromDays(1);

    /// <summary>Erases a run with everything that belongs to it, on a full disk too.</summary>
    /// <returns><see langword="false"/> when there is none.</returns>
    public async Task<bool> Erase(Guid id, CancellationToken cancellation)
    {
        var erased = false;
        await reserve.InNeed(async () => erased |= await Remove(id, cancellation), cancellation);
        return erased;
    }

    /// <summary>
    /// Erases runs that were done so long ago that they need no longer be kept, those of the command line that nobody went on with for as
    /// long, and those that were begun a day ago and never received whole.
    /// </summary>
    public async Task EraseOld(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (old, abandoned) = (now - options.Value.Retention, now - LongestReceiving);
        var runs = await databases.Read(
            database =>
                database
                    .Runs.Where(run =>
                        (run.State == RunState.Done && run.FinishedAt < old)
                        || (run.State == RunState.Receiving && run.CreatedAt < abandoned)
                        || (run.IdempotencyKey!.StartsWith(BatchRun.CommandLineKey) && run.CreatedAt < old)
                    )
                    .Select(run => run.Id)
                    .ToListAsync(cancellation),
            cancellation
        );
        foreach (var run in runs)
            await Erase(run, cancellation);
    }

    // In many changes, so that others have their turn in between.
    private async Task<bool> Remove(Guid id, CancellationToken cancellation)
    {
        // From here on nobody sees it. If this process ends before it is through, it counts as begun long ago and never received whole.
        var found = await databases.Write(
            database =>
                database
                    .Runs.Where(run => run.Id == id)
                    .ExecuteUpdateAsync(
                        run =>
                            run.SetProperty(each => each.State, RunState.Receiving)
                                .SetProperty(each => each.CreatedAt, DateTime.MinValue)
                                .SetProperty(each => each.IdempotencyKey, (string?)null),
                        cancellation
                    ),
            cancellation
        );
        if (found == 0)
            return false;
        for (var below = ChunksAStep; await RemoveChunks(id, below, cancellation); below += ChunksAStep) { }
        await databases.Write(
            async database =>
            {
                await using (var transaction = await database.Database.BeginTransactionAsync(cancellation))
                {
                    await database.Runs.Where(run => run.Id == id).ExecuteDeleteAsync(cancellation);
                    await database
                        .Catalogues.Where(catalogue => !database.Runs.Any(run => run.CatalogueVersion == catalogue.Version))
                        .ExecuteDeleteAsync(cancellation);
                    await transaction.CommitAsync(cancellation);
                }
                await EmptyLog(database, cancellation);
            },
            cancellation
        );
        return true;
    }

    // Removes the chunks below a number, with their inputs and results; false when none is left of any number.
    private Task<bool> RemoveChunks(Guid run, int below, CancellationToken cancellation) =>
        databases.Write(
            async database =>
            {
                if (!await database.Chunks.AnyAsync(chunk => chunk.RunId == run, cancellation))
                    return false;
                await database.Chunks.Where(chunk => chunk.RunId == run && chunk.Number < below).ExecuteDeleteAsync(cancellation);
                await EmptyLog(database, cancellation);
                return true;
            },
            cancellation
        );

    // The write-ahead log still holds what was written; PostgreSQL has no such file of its own to empty.
    private static async Task EmptyLog(BatchDatabase database, CancellationToken cancellation)
    {
        if (database.Database.IsSqlite())
            await database.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellation);
    }
}
