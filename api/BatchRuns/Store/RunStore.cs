using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Matcher.Api.BatchRuns.Store;

/// <summary>A run and how far its chunks are.</summary>
/// <param name="Run">The run.</param>
/// <param name="RowsDone">Rows of chunks that are done.</param>
/// <param name="Ranked">People who were ranked.</param>
/// <param name="Faulty">Rows that were faulty.</param>
internal sealed record RunProgress(BatchRun Run, int RowsDone, int Ranked, int Faulty);

/// <summary>
/// Keeps runs. Everything is committed to the disk when a call returns. What is looked up and then written by it is one transaction, and
/// SQLite lets only one of those in at a time (BEGIN IMMEDIATE): nobody else writes between the look and the write.
/// </summary>
internal sealed class RunStore(StoreDatabase databases, TimeProvider clock)
{
    /// <summary>Begins a run that is still being received, and keeps the catalogue's files as long as runs are pinned to them.</summary>
    public Task Begin(BatchRun run, Func<byte[]> catalogue, CancellationToken cancellation) =>
        databases.Write(
            async database =>
            {
                await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
                if (!await database.Catalogues.AnyAsync(each => each.Version == run.CatalogueVersion, cancellation))
                    database.Catalogues.Add(new PinnedCatalogue { Version = run.CatalogueVersion, Files = catalogue() });
                database.Runs.Add(run);
                await database.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
            },
            cancellation
        );

    /// <summary>Adds a chunk to a run that is being received.</summary>
    public Task Append(Guid run, int number, int rows, byte[] packed, CancellationToken cancellation) =>
        databases.Write(
            async database =>
            {
                database.Chunks.Add(
                    new BatchChunk
                    {
                        RunId = run,
                        Number = number,
                        Rows = rows,
                    }
                );
                database.Inputs.Add(
                    new ChunkInput
                    {
                        RunId = run,
                        Number = number,
                        Rows = packed,
                    }
                );
                await database.SaveChangesAsync(cancellation);
            },
            cancellation
        );

    /// <summary>
    /// Lets a run begin that was received whole, unless another of its hub has its idempotency key. From here on it is never lost.
    /// </summary>
    /// <returns>The run that has the key: this one or, as it was begun before, the other.</returns>
    public Task<BatchRun> Accept(BatchRun run, CancellationToken cancellation) =>
        databases.Write(
            async database =>
            {
                await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
                var all = database.Runs.AsNoTracking();
                if (run.IdempotencyKey is { } key)
                {
                    // A key that is the id of another run would stand for that one wherever runs are asked for.
                    var id = Guid.TryParse(key, out var parsed) ? parsed : run.Id;
                    var same = all.Where(each =>
                        each.Owner == run.Owner && (each.IdempotencyKey == key || (each.Id == id && each.Id != run.Id))
                    );
                    if (await same.FirstOrDefaultAsync(cancellation) is { } first)
                        return first;
                }
                database.Runs.Update(run);
                await database.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
                return run;
            },
            cancellation
        );

    /// <summary>A run, whoever owns it; null when there is none.</summary>
    public Task<RunProgress?> Find(Guid id, CancellationToken cancellation) =>
        databases.Read(
            async database =>
            {
                var found = database.Runs.AsNoTracking().Where(run => run.Id == id && run.State != RunState.Receiving);
                return await WithProgress(database, await Read(found.FirstOrDefaultAsync, cancellation), cancellation);
            },
            cancellation
        );

    /// <summary>
    /// The run of an id or, if no run has it, of an idempotency key; null when there is none, or when it is another owner's.
    /// </summary>
    public Task<RunProgress?> Find(string idOrKey, string owner, CancellationToken cancellation) =>
        databases.Read(
            async database =>
            {
                // By owner from the first: what is another's must not take longer to be denied than what never was.
                var own = Of(database, owner);
                var byId = Guid.TryParse(idOrKey, out var id) ? own.Where(run => run.Id == id) : null;
                var run = byId is null ? null : await Read(byId.FirstOrDefaultAsync, cancellation);
                run ??= await Read(own.Where(each => each.IdempotencyKey == idOrKey).FirstOrDefaultAsync, cancellation);
                return await WithProgress(database, run, cancellation);
            },
            cancellation
        );

    /// <summary>An owner's runs, the latest first, and how many there are.</summary>
    public Task<(IReadOnlyList<RunProgress> Runs, int Total)> List(
        string owner,
        int page,
        int pageSize,
        CancellationToken cancellation
    ) =>
        databases.Read<(IReadOnlyList<RunProgress>, int)>(
            async database =>
            {
                var all = Of(database, owner);
                var runs = new List<RunProgress>();
                var wanted = all.OrderByDescending(run => run.CreatedAt).ThenBy(run => run.Id).Skip((page - 1) * pageSize).Take(pageSize);
                foreach (var run in await Read(wanted.ToListAsync, cancellation))
                    runs.Add((await WithProgress(database, run, cancellation))!);
                return (runs, await all.CountAsync(cancellation));
            },
            cancellation
        );

    /// <summary>Runs of which every chunk is done, and that have not moved on.</summary>
    public async Task<IReadOnlyList<BatchRun>> Ranked(Guid? only, CancellationToken cancellation) =>
        await databases.Read(
            database =>
                database
                    .Runs.AsNoTracking()
                    .Where(run =>
                        (run.State == RunState.Ranking || run.State == RunState.Allocating)
                        && (only == null || run.Id == only)
                        && !database.Chunks.Any(chunk => chunk.RunId == run.Id && !chunk.Done)
                    )
                    .OrderBy(run => run.CreatedAt)
                    .ThenBy(run => run.Id)
                    .ToListAsync(cancellation),
            cancellation
        );

    /// <summary>Moves a run on from the state that it was seen in; nothing happens when somebody else did.</summary>
    public Task MoveOn(BatchRun run, RunState to, byte[]? placements, CancellationToken cancellation)
    {
        DateTime? finished = to == RunState.Done ? clock.GetUtcNow().UtcDateTime : null;
        return databases.Write(
            database =>
                database
                    .Runs.Where(each => each.Id == run.Id && each.State == run.State)
                    .ExecuteUpdateAsync(
                        each =>
                            each.SetProperty(one => one.State, to)
                                .SetProperty(one => one.FinishedAt, finished)
                                .SetProperty(one => one.Placements, placements),
                        cancellation
                    ),
            cancellation
        );
    }

    /// <summary>The results of a run whose chunks are all done, in order; one at a time is held.</summary>
    /// <exception cref="InvalidDataException">Some are not there: the database is damaged, or the run was erased meanwhile.</exception>
    public async IAsyncEnumerable<ChunkResult> Results(BatchRun run, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = 0;
        for (var number = 0; rows < run.Rows; number++)
        {
            var (result, count) = await databases.Read(database => Result(database, run.Id, number, cancellation), cancellation);
            rows += count;
            yield return result;
        }
    }

    /// <summary>The rows of a chunk as they came.</summary>
    /// <exception cref="InvalidDataException">They are not there.</exception>
    public async Task<byte[]> Input(Guid run, int number, CancellationToken cancellation) =>
        await databases.Read(
            database =>
                database
                    .Inputs.Where(input => input.RunId == run && input.Number == number)
                    .Select(input => input.Rows)
                    .FirstOrDefaultAsync(cancellation),
            cancellation
        ) ?? throw new InvalidDataException(StoreErrors.RunDamaged);

    /// <summary>The files of a catalogue that a run is pinned to; null when they are not kept.</summary>
    public Task<byte[]?> PinnedFiles(string version, CancellationToken cancellation) =>
        databases.Read(
            database =>
                database
                    .Catalogues.Where(catalogue => catalogue.Version == version)
                    .Select(catalogue => catalogue.Files)
                    .FirstOrDefaultAsync(cancellation),
            cancellation
        );

    private static async Task<(ChunkResult Result, int Rows)> Result(
        BatchDatabase database,
        Guid run,
        int number,
        CancellationToken cancellation
    )
    {
        var known =
            from result in database.Results.AsNoTracking()
            join chunk in database.Chunks.AsNoTracking() on new { result.RunId, result.Number } equals new { chunk.RunId, chunk.Number }
            where result.RunId == run && result.Number == number
            select new { Result = result, chunk.Rows };
        var found = await known.FirstOrDefaultAsync(cancellation) ?? throw new InvalidDataException(StoreErrors.RunDamaged);
        return (found.Result, found.Rows);
    }

    private static IQueryable<BatchRun> Of(BatchDatabase database, string owner) =>
        database.Runs.AsNoTracking().Where(run => run.Owner == owner && run.State != RunState.Receiving);

    // A row whose cells are not what its columns hold makes the library fail in many ways.
    private static async Task<T> Read<T>(Func<CancellationToken, Task<T>> rows, CancellationToken cancellation)
    {
        try
        {
            return await rows(cancellation);
        }
        catch (Exception error)
            when (error
                    is FormatException
                        or InvalidOperationException
                        or InvalidCastException
                        or ArgumentException
                        or JsonException
                        or OverflowException
            )
        {
            throw new InvalidDataException(StoreErrors.RunDamaged, error);
        }
    }

    private static async Task<RunProgress?> WithProgress(BatchDatabase database, BatchRun? run, CancellationToken cancellation)
    {
        if (run is null)
            return null;
        var done = await database
            .Chunks.Where(chunk => chunk.RunId == run.Id && chunk.Done)
            .GroupBy(chunk => chunk.RunId)
            .Select(chunks => new
            {
                Rows = chunks.Sum(chunk => chunk.Rows),
                Ranked = chunks.Sum(chunk => chunk.Ranked),
                Faulty = chunks.Sum(chunk => chunk.Faulty),
            })
            .FirstOrDefaultAsync(cancellation);
        return new(run, done?.Rows ?? 0, done?.Ranked ?? 0, done?.Faulty ?? 0);
    }
}
