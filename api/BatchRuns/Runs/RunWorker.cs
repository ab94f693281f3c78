using System.Collections.Concurrent;
using System.Diagnostics;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.Scoring;
using Matcher.Api.Telemetry;

namespace Matcher.Api.BatchRuns.Runs;

/// <summary>
/// Works on runs, a chunk at a time, for any number of callers at once. Whatever goes wrong, the chunk stays open and is tried again;
/// a run says what it waits for.
/// </summary>
internal sealed partial class RunWorker(
    ChunkQueue queue,
    RunStore store,
    ChunkRanking ranking,
    RunAllocation allocation,
    RunCatalogues catalogues,
    ServiceMetrics metrics,
    ILogger<RunWorker> logger
) : IDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(Guid Run, int Chunk), bool> inWork = new();
    private readonly ConcurrentDictionary<Guid, (string Sentence, long Since)> blocked = new();
    private readonly SemaphoreSlim finishing = new(1, 1);
    private volatile string? trouble;

    /// <summary>What a run waits for; null when it gets on.</summary>
    public string? WaitsFor(Guid run) => trouble ?? blocked.GetValueOrDefault(run).Sentence;

    public void Dispose() => finishing.Dispose();

    /// <summary>Works until there is nothing left to do.</summary>
    /// <param name="only">The one run to work on; null: all.</param>
    /// <param name="cancellation">Stops the work; what was begun is given back.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task Work(Guid? only, CancellationToken cancellation)
    {
        var pause = ShortestPause;
        while (true)
        {
            ClaimedChunk? claimed = null;
            try
            {
                claimed = await queue.Claim(only, PassOver, cancellation);
                if (claimed is null)
                {
                    if (inWork.IsEmpty && !await Finish(only, cancellation))
                    {
                        trouble = null;
                        return;
                    }
                    if (!inWork.IsEmpty)
                        await Task.Delay(ShortestPause / 10, cancellation);
                    continue;
                }
                await Rank(claimed, cancellation);
                (trouble, pause) = (null, ShortestPause);
                blocked.TryRemove(claimed.Run.Id, out _);
                continue;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                if (claimed is not null)
                    await Release(claimed);
                throw;
            }
            catch (Exception error) when (Explain(error) is { } sentence)
            {
                if (claimed is not null)
                    await Release(claimed);
                if (error is OtherModelException or InvalidDataException && claimed is not null)
                {
                    Block(claimed.Run.Id, sentence);
                    continue;
                }
                if (Interlocked.Exchange(ref trouble, sentence) != sentence)
                    LogTrouble(sentence, error.GetType().Name);
            }
            await Task.Delay(pause, cancellation);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }

        // A run that has to wait must not keep the others waiting.
        bool PassOver(Guid run, int chunk) =>
            inWork.ContainsKey((run, chunk))
            || (blocked.TryGetValue(run, out var block) && Stopwatch.GetElapsedTime(block.Since) < LongestPause);
    }

    private async Task Rank(ClaimedChunk claimed, CancellationToken cancellation)
    {
        var key = (claimed.Run.Id, claimed.Number);
        if (!inWork.TryAdd(key, true))
            return;
        try
        {
            var catalogue = await catalogues.Open(claimed.Run, cancellation);
            var ranked = await ranking.Rank(claimed, catalogue, cancellation);
            await queue.Commit(ranked.Result, ranked.Ranked, ranked.Faulty, ranked.ModelVersion, cancellation);
            metrics.RowsDone(ranked.Ranked, ranked.Faulty);
        }
        finally
        {
            inWork.TryRemove(key, out _);
        }
    }

    // Moves runs on of which every chunk is done; tells whether there was one.
    private async Task<bool> Finish(Guid? only, CancellationToken cancellation)
    {
        await finishing.WaitAsync(cancellation);
        try
        {
            var ranked = await store.Ranked(only, cancellation);
            foreach (var run in ranked)
            {
                if (run.Allocation is null)
                {
                    await store.MoveOn(run, RunState.Done, null, cancellation);
                }
                else if (run.State == RunState.Ranking)
                {
                    await store.MoveOn(run, RunState.Allocating, null, cancellation);
                }
                else
                {
                    await store.MoveOn(
                        run,
                        RunState.Done,
                        await allocation.Propose(run, await catalogues.Open(run, cancellation), cancellation),
                        cancellation
                    );
                }
            }
            return ranked.Count > 0;
        }
        finally
        {
            finishing.Release();
        }
    }

    private async Task Release(ClaimedChunk claimed)
    {
        try
        {
            await queue.Release(claimed, CancellationToken.None);
        }
        catch (Exception error) when (StoreErrors.Of(error) is not null)
        {
            // The claim runs out by itself.
        }
    }

    private static string? Explain(Exception error) =>
        error switch
        {
            ScorerAwayException => "The scorer gives no answer. The run goes on once it does.",
            OtherModelException or InvalidDataException => error.Message,
            _ => StoreErrors.Of(error),
        };

    private void Block(Guid run, string sentence)
    {
        if (blocked.GetValueOrDefault(run).Sentence != sentence)
            LogBlocked(sentence);
        blocked[run] = (sentence, Stopwatch.GetTimestamp());
    }

    [LoggerMessage(
        EventId = 1501,
        EventName = "BatchRunWaits",
        Level = LogLevel.Warning,
        Message = "A batch run waits: {Sentence}"
    )]
    private partial void LogBlocked(string sentence);

    [LoggerMessage(
        EventId = 1502,
        EventName = "BatchRunsWait",
        Level = LogLevel.Warning,
        Message = "Batch runs wait: {Sentence} ({Type})"
    )]
    private partial void LogTrouble(string sentence, string type);
}
