using Microsoft.EntityFrameworkCore;

namespace Matcher.Api.BatchRuns.Store;

/// <summary>A run and how far its chunks are.</summary>
/// <param name="Run">The run.</param>
/// <param name="RowsDone">Rows of chunks that are done.</param>
/// <param name="Ranked">People who were ranked.</param>
/// <param name="Faulty">Rows that were faulty.</param>
internal sealed record RunProgress(BatchRun Run, int RowsDone, int Ranked, int Faulty);

/// <summary>Keeps runs. Everything is committed to the disk when a call returns.</summary>
internal sealed class RunStore(IDbContextFactory<BatchDatabase> databases, TimeProvider clock)
{
    /// <summary>Begins a run that is still being received.</summary>
    public async Task Begin(BatchRun run, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        database.Runs.Add(run);
        await database.SaveChangesAsync(cancellation);
    }

    /// <summary>Adds a chunk to a run that is being received.</summary>
    public async Task Append(Guid run, int number, int rows, byte[] packed, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        database.Chunks.Add(new BatchChunk { RunId = run, Number = number, Rows = rows });
        database.Inputs.Add(new ChunkInput { RunId = run, Number = number, Rows = packed });
        await database.SaveChangesAsync(cancellation);
    }

    /// <summary>Lets a run begin that was received whole. From here on it is never lost.</summary>
    /// <returns><see langword="false"/> when another run has its idempotency key.</returns>
    public async Task<bool> Accept(BatchRun run, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        try
        {
            database.Runs.Update(run);
            await database.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException) when (run.IdempotencyKey is not null)
        {
            database.ChangeTracker.Clear();
            if (await database.Runs.AnyAsync(each => each.IdempotencyKey == run.IdempotencyKey && each.Id != run.Id, cancellation)) return false;
            throw;
        }
    }

    /// <summary>A run; null when there is none.</summary>
    public async Task<RunProgress?> Find(Guid id, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await WithProgress(database, await database.Runs.AsNoTracking().FirstOrDefaultAsync(run => run.Id == id && run.State != RunState.Receiving, cancellation), cancellation);
    }

    /// <summary>The run of an id or, if no run has it, of an idempotency key; null when there is none.</summary>
    public async Task<RunProgress?> Find(string idOrKey, CancellationToken cancellation) =>
        Guid.TryParse(idOrKey, out var id) && await Find(id, cancellation) is { } run ? run : await FindByKey(idOrKey, cancellation);

    /// <summary>The run of an idempotency key; null when there is none.</summary>
    public async Task<RunProgress?> FindByKey(string key, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await WithProgress(database, await database.Runs.AsNoTracking().FirstOrDefaultAsync(run => run.IdempotencyKey == key && run.State != RunState.Receiving, cancellation), cancellation);
    }

    /// <summary>The latest run that would come to the same results; null when there is none.</summary>
    public async Task<BatchRun?> FindSame(BatchRun run, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Runs.AsNoTracking()
            .Where(each => each.Id != run.Id && each.State != RunState.Receiving && each.Fingerprint == run.Fingerprint
                && each.ApplicationDays == run.ApplicationDays && each.CatalogueVersion == run.CatalogueVersion && each.ModelVersion == run.ModelVersion)
            .OrderByDescending(each => each.CreatedAt).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Runs, the latest first, and how many there are.</summary>
    public async Task<(IReadOnlyList<RunProgress> Runs, int Total)> List(int page, int pageSize, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var all = database.Runs.AsNoTracking().Where(run => run.State != RunState.Receiving);
        var runs = new List<RunProgress>();
        foreach (var run in await all.OrderByDescending(run => run.CreatedAt).ThenBy(run => run.Id).Skip((page - 1) * pageSize).Take(pageSize).ToListAsync(cancellation))
            runs.Add((await WithProgress(database, run, cancellation))!);
        return (runs, await all.CountAsync(cancellation));
    }

    /// <summary>Runs of which every chunk is done, and that have not moved on.</summary>
    public async Task<IReadOnlyList<BatchRun>> Ranked(Guid? only, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Runs.AsNoTracking()
            .Where(run => (run.State == RunState.Ranking || run.State == RunState.Allocating) && (only == null || run.Id == only) && !database.Chunks.Any(chunk => chunk.RunId == run.Id && !chunk.Done))
            .OrderBy(run => run.CreatedAt).ThenBy(run => run.Id).ToListAsync(cancellation);
    }

    /// <summary>Moves a run on from the state that it was seen in; nothing happens when somebody else did.</summary>
    public async Task MoveOn(BatchRun run, RunState to, byte[]? placements, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        DateTime? finished = to == RunState.Done ? clock.GetUtcNow().UtcDateTime : null;
        await database.Runs.Where(each => each.Id == run.Id && each.State == run.State).ExecuteUpdateAsync(
            each => each.SetProperty(one => one.State, to).SetProperty(one => one.FinishedAt, finished).SetProperty(one => one.Placements, placements), cancellation);
    }

    /// <summary>The results of a run's chunks that are done, in order; one at a time is held.</summary>
    public async IAsyncEnumerable<ChunkResult> Results(Guid run, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var number = 0; ; number++)
        {
            await using var database = await databases.CreateDbContextAsync(cancellation);
            if (await database.Results.AsNoTracking().FirstOrDefaultAsync(result => result.RunId == run && result.Number == number, cancellation) is not { } result) yield break;
            yield return result;
        }
    }

    /// <summary>The rows of a chunk as they came.</summary>
    public async Task<byte[]> Input(Guid run, int number, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Inputs.Where(input => input.RunId == run && input.Number == number).Select(input => input.Rows).FirstAsync(cancellation);
    }

    /// <summary>Keeps a catalogue's files for the runs that are pinned to it.</summary>
    public async Task Pin(string version, Func<byte[]> files, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (await database.Catalogues.AnyAsync(catalogue => catalogue.Version == version, cancellation)) return;
        database.Catalogues.Add(new PinnedCatalogue { Version = version, Files = files() });
        await database.SaveChangesAsync(cancellation);
    }

    /// <summary>The files of a catalogue that a run is pinned to; null when they are not kept.</summary>
    public async Task<byte[]?> PinnedFiles(string version, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Catalogues.Where(catalogue => catalogue.Version == version).Select(catalogue => catalogue.Files).FirstOrDefaultAsync(cancellation);
    }

    private static async Task<RunProgress?> WithProgress(BatchDatabase database, BatchRun? run, CancellationToken cancellation)
    {
        if (run is null) return null;
        var done = await database.Chunks.Where(chunk => chunk.RunId == run.Id && chunk.Done).GroupBy(chunk => chunk.RunId)
            .Select(chunks => new { Rows = chunks.Sum(chunk => chunk.Rows), Ranked = chunks.Sum(chunk => chunk.Ranked), Faulty = chunks.Sum(chunk => chunk.Faulty) })
            .FirstOrDefaultAsync(cancellation);
        return new(run, done?.Rows ?? 0, done?.Ranked ?? 0, done?.Faulty ?? 0);
    }
}
