using Matcher.Api.BatchRuns.Runs;
using Matcher.Api.BatchRuns.Store;
using Microsoft.Extensions.Options;

namespace Matcher.Api.BatchRuns;

/// <summary>Works on runs beside the service's requests, and erases what is old.</summary>
internal sealed partial class RunService(
    IServiceProvider services,
    RunWorker worker,
    RunErasure erasure,
    IOptions<StoreOptions> options,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILogger<RunService> logger
) : BackgroundService
{
    // Other programs may work on the same database: now and then a look tells what they left.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenErasures = TimeSpan.FromHours(1);

    // One processor is left for callers who wait for an answer.
    private static readonly int Workers = Math.Max(1, Environment.ProcessorCount - 1);

    private readonly SemaphoreSlim wake = new(0);
    private readonly SemaphoreSlim opening = new(1, 1);
    private volatile bool isOpen;

    /// <summary>Opens the database unless it is open; the first who needs it does.</summary>
    /// <exception cref="Exception">It can't be opened: see <see cref="StoreErrors"/>.</exception>
    public async Task Open(CancellationToken cancellation)
    {
        if (isOpen)
            return;
        await opening.WaitAsync(cancellation);
        try
        {
            if (!isOpen)
                await StoreHosting.Prepare(services, cancellation);
            isOpen = true;
        }
        finally
        {
            opening.Release();
        }
    }

    /// <summary>Says that there is work.</summary>
    public void Wake() => wake.Release();

    public override void Dispose()
    {
        wake.Dispose();
        opening.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // At once when the service is told to stop, and not only when its requests are finished: others can take over what is given back.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        stoppingToken = stop.Token;
        try
        {
            // Starting the service must not wait for runs, and an installation that never gets one needs no database.
            await Task.Delay(Timeout.Infinite, lifetime.ApplicationStarted)
                .ContinueWith(_ => { }, stoppingToken, TaskContinuationOptions.None, TaskScheduler.Default);
            while (!isOpen && !StoreHosting.Exists(options.Value))
                await wake.WaitAsync(Look, stoppingToken);
            await Keep(() => Open(stoppingToken), stoppingToken);
            await Task.WhenAll([
                Erase(stoppingToken),
                .. Enumerable.Range(0, Workers).Select(_ => Task.Run(() => Work(stoppingToken), stoppingToken)),
            ]);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops; what was begun was given back.
        }
    }

    private async Task Work(CancellationToken cancellation)
    {
        while (true)
        {
            await Keep(() => worker.Work(null, cancellation), cancellation);
            await wake.WaitAsync(Look, cancellation);
        }
    }

    private async Task Erase(CancellationToken cancellation)
    {
        while (true)
        {
            await Keep(() => erasure.EraseOld(cancellation), cancellation);
            await Task.Delay(BetweenErasures, clock, cancellation);
        }
    }

    // Nothing that fails here may end the service.
    private async Task Keep(Func<Task> work, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFailed(StoreErrors.Of(error) ?? "Something unexpected went wrong.", error.GetType().FullName, error.StackTrace);
            }
            await Task.Delay(Pause, cancellation);
        }
    }

    // Neither message nor inner exception, which may quote what was sent.
    [LoggerMessage(
        EventId = 1503,
        EventName = "BatchRunsFailed",
        Level = LogLevel.Error,
        Message = "Batch runs: {Sentence} {Type}\n{Stack}"
    )]
    private partial void LogFailed(string sentence, string? type, string? stack);
}
