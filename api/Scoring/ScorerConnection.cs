using Grpc.Core;
using Grpc.Net.Client;
using Matcher.Api.Telemetry;
using Matcher.Data.Domain;
using Matcher.Protos.Scoring.V1;

namespace Matcher.Api.Scoring;

/// <summary>
/// One scorer, and whether callers are sent to it. When calls in a row got no answer they are not, so that nobody waits for it, until
/// <see cref="Hosting.WarmUp"/> has tried it again with requests of its own.
/// </summary>
/// <param name="name">Its address; empty: it is inside this process.</param>
/// <param name="channel">The way to it; disposed of with this.</param>
/// <param name="deadline">How long a call may take.</param>
/// <param name="metrics">Counts the calls.</param>
/// <param name="logger">Gets a line when it goes and when it is back.</param>
internal sealed partial class ScorerConnection(
    string name,
    GrpcChannel channel,
    TimeSpan deadline,
    ServiceMetrics metrics,
    ILogger logger
) : IDisposable
{
    // Only so many can be held up by a scorer that hangs. A call takes well under a millisecond of its processor, so more would not be
    // scored sooner.
    private const int MostCallsAtOnce = 16;

    // By a library's circuit breaker it would be a share of the calls in some time: then many good calls of that time would keep a scorer
    // that has just hung in use, and callers would be sent to try whether it is back.
    private const int FailuresInARow = 3;

    private const string Method = nameof(ScoringService.ScoringServiceClient.Score);

    private readonly string whereItIs = name.Length > 0 ? $"at {name}" : "inside this process";
    private readonly CohortRegistration catalogues = new(new(channel));
    private readonly SemaphoreSlim turns = new(MostCallsAtOnce);
    private readonly TimeSpan longestQueue = deadline / 5;
    private readonly Lock noting = new();
    private long calls;
    private long lastNoted;
    private int silences;
    private volatile bool lastCallFailed;
    private volatile bool isUsable = true;
    private volatile string? modelVersion;

    /// <summary>What metrics call it.</summary>
    public string Name { get; } = name.Length > 0 ? name : "inside";

    /// <summary>The model by which it last answered; null: it never did.</summary>
    public string? ModelVersion => modelVersion;

    /// <summary>What it can be asked beside scores.</summary>
    public ScoringService.ScoringServiceClient Client { get; } = new(channel);

    /// <summary>Whether callers are sent to it.</summary>
    public bool IsUsable => isUsable;

    /// <summary>Whether the most recent call brought no scores.</summary>
    public bool LastCallFailed => lastCallFailed;

    /// <summary>
    /// Scores candidates for a caller; null when the scorer is away, busy, too slow, or answers with nonsense. A change from answers to
    /// failures and back is logged, without anything of the person; that there was no room in the queue is not.
    /// </summary>
    /// <param name="request">The person, whose kept candidates' key is set here.</param>
    /// <param name="catalogue">Whose cohorts the candidates are.</param>
    /// <param name="options">The deadline, and whether the caller gave up.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<ScoredCandidates?> Score(ScoreRequest request, Catalogue catalogue, CallOptions options)
    {
        if (!await turns.WaitAsync(longestQueue, options.CancellationToken))
        {
            metrics.ScorerCalled(Name, Method, "Busy");
            return null;
        }
        try
        {
            // It may have been found silent while this caller was waiting.
            return isUsable ? await Try(request, catalogue, options) : null;
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>The same whether or not callers are sent to it, and without their queue.</summary>
    /// <inheritdoc cref="Score"/>
    public async Task<ScoredCandidates?> Try(ScoreRequest request, Catalogue catalogue, CallOptions options)
    {
        var call = Interlocked.Increment(ref calls);
        try
        {
            var response = await catalogues.Ask(
                catalogue,
                options,
                async key =>
                {
                    request.Kept.Key = key;
                    return await Client.ScoreAsync(request, options);
                }
            );
            var scored = ScoredCandidates.Read(response, request, catalogue);
            modelVersion = response.ModelVersion;
            metrics.ScorerCalled(Name, Method, scored is null ? "Incomplete" : nameof(StatusCode.OK));
            if (Note(call, failed: scored is null, silent: false))
            {
                if (scored is null)
                    LogIncomplete(whereItIs, response.ModelVersion);
                else
                    LogBack(whereItIs, response.ModelVersion);
            }
            return scored;
        }
        catch (RpcException) when (options.CancellationToken.IsCancellationRequested)
        {
            metrics.ScorerCalled(Name, Method, nameof(StatusCode.Cancelled));
            throw new OperationCanceledException(options.CancellationToken);
        }
        catch (RpcException error)
        {
            metrics.ScorerCalled(Name, Method, error.StatusCode.ToString());
            // Other errors come at once and may be about the request: callers must not be able to shut others out.
            if (Note(call, failed: true, silent: error.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded))
                LogFailed(whereItIs, error.StatusCode, Reason(error));
            return null;
        }
    }

    /// <summary>Opens a stream on which many people are scored; dispose of it.</summary>
    public ScoringStream ScoreMany(ScoringTask task, CallOptions options) => new(this, catalogues, task, options, metrics);

    public void Dispose()
    {
        channel.Dispose();
        turns.Dispose();
    }

    // Why there is no connection, for the person who mends it. What a scorer says may quote a request, so only its status is logged.
    private static string Reason(RpcException error) =>
        error.Status is { StatusCode: StatusCode.Unavailable, DebugException: { } cause } ? $": {cause.GetBaseException().Message}" : "";

    /// <summary>
    /// Notes how a call ended, and tells whether the one before ended otherwise: only a change is worth a line in the log. A call that
    /// began before the last one noted is old news.
    /// </summary>
    private bool Note(long call, bool failed, bool silent)
    {
        lock (noting)
        {
            if (call < lastNoted)
                return false;
            lastNoted = call;
            silences = silent ? silences + 1 : 0;
            isUsable = silences < FailuresInARow;
            var changed = failed != lastCallFailed;
            lastCallFailed = failed;
            return changed;
        }
    }

    [LoggerMessage(
        EventId = 1301,
        EventName = "ScorerFailed",
        Level = LogLevel.Warning,
        Message = "The scorer {Scorer} gave no answer ({Status}{Reason}): until one answers, the order is plain and marked degraded."
    )]
    private partial void LogFailed(string scorer, StatusCode status, string reason);

    [LoggerMessage(
        EventId = 1302,
        EventName = "ScorerBack",
        Level = LogLevel.Information,
        Message = "The scorer {Scorer} answers again (model {ModelVersion})."
    )]
    private partial void LogBack(string scorer, string modelVersion);

    [LoggerMessage(
        EventId = 1303,
        EventName = "ScorerAnswerBroken",
        Level = LogLevel.Error,
        Message = "The answer of the scorer {Scorer} (model {ModelVersion}) lacks a candidate or a course, or has a number that is not valid: the order is plain and marked degraded."
    )]
    private partial void LogIncomplete(string scorer, string modelVersion);
}
