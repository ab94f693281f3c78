using Microsoft.EntityFrameworkCore;

namespace Matcher.Api.BatchRuns.Store;

/// <summary>Erases runs: the rows go from the tables, and their bytes from the file (the database overwrites what it frees).</summary>
internal sealed class RunErasure(IDbContextFactory<BatchDatabase> databases)
{
    /// <summary>Erases a run with everything that belongs to it.</summary>
    /// <returns><see langword="false"/> when there is none.</returns>
    public async Task<bool> Erase(Guid id, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        // Chunks, inputs and results go with it.
        var erased = await database.Runs.Where(run => run.Id == id).ExecuteDeleteAsync(cancellation);
        await LetGoOfCatalogues(database, cancellation);
        await Truncate(database, cancellation);
        return erased > 0;
    }

    /// <summary>Erases runs that were done before a moment, and those that were begun before it and never received whole.</summary>
    /// <returns>How many.</returns>
    public async Task<int> EraseOld(DateTime doneBefore, DateTime begunBefore, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var erased = await database.Runs
            .Where(run => (run.State == RunState.Done && run.FinishedAt < doneBefore) || (run.State == RunState.Receiving && run.CreatedAt < begunBefore))
            .ExecuteDeleteAsync(cancellation);
        if (erased == 0) return 0;
        await LetGoOfCatalogues(database, cancellation);
        await Truncate(database, cancellation);
        return erased;
    }

    private static Task<int> LetGoOfCatalogues(BatchDatabase database, CancellationToken cancellation) =>
        database.Catalogues.Where(catalogue => !database.Runs.Any(run => run.CatalogueVersion == catalogue.Version)).ExecuteDeleteAsync(cancellation);

    // The write-ahead log still holds what was written; PostgreSQL has no such file of its own to empty.
    private static async Task Truncate(BatchDatabase database, CancellationToken cancellation)
    {
        if (database.Database.IsSqlite()) await database.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellation);
    }
}
