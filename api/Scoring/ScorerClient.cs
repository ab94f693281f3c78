using Grpc.Core;
using Grpc.Net.Client;
using Matcher.Data.Domain;
using Matcher.Protos.Scoring.V1;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Scoring;

/// <summary>Asks the scorer, over gRPC wherever it runs. The one place that sets the deadline.</summary>
internal sealed partial class ScorerClient(GrpcChannel channel, IOptions<ScorerOptions> options, ILogger<ScorerClient> logger)
{
    private readonly ScoringService.ScoringServiceClient client = new(channel);
    private readonly CohortRegistration catalogues = new(new(channel));
    private readonly Lock noting = new();
    private long calls;
    private long lastNoted;
    private volatile bool lastCallFailed;

    /// <summary>Whether the most recent call brought no scores.</summary>
    public bool LastCallFailed => lastCallFailed;

    /// <summary>
    /// Scores candidates; null when the scorer is away, too slow, or answers with nonsense. A change from answers to failures and back is
    /// logged, without anything of the person.
    /// </summary>
    /// <param name="person">The person, with at least one candidate.</param>
    /// <param name="catalogue">Whose cohorts the candidates are.</param>
    /// <param name="today">The day, in England.</param>
    /// <param name="explained">How many of the best courses are to be explained; at least 1.</param>
    /// <param name="deadline">How long it may take, if not as long as the settings say.</param>
    /// <param name="cancellation">The caller gave up.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<ScoredCandidates?> Score(
        PersonToScore person,
        Catalogue catalogue,
        DateOnly today,
        int explained,
        TimeSpan? deadline,
        CancellationToken cancellation
    )
    {
        var request = person.ToMessage(catalogue, today, explained);
        var call = Interlocked.Increment(ref calls);
        try
        {
            var within = Within(deadline ?? options.Value.Deadline, cancellation);
            var response = await catalogues.Ask(
                catalogue,
                within,
                async key =>
                {
                    request.Kept.Key = key;
                    return await client.ScoreAsync(request, within);
                }
            );
            var group = ScoredCandidates.Read(response, request, catalogue);
            if (group is null)
            {
                if (Note(call, failed: true))
                    LogIncomplete(response.ModelVersion);
            }
            else if (Note(call, failed: false))
            {
                LogBack(response.ModelVersion);
            }
            return group;
        }
        catch (RpcException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (RpcException error)
        {
            if (Note(call, failed: true))
                LogFailed(error.StatusCode, Reason(error));
            return null;
        }
    }

    /// <summary>Opens a stream on which many people are scored, for a chunk of a batch run; dispose of it.</summary>
    /// <param name="catalogue">Whose cohorts the candidates are.</param>
    /// <param name="today">The day, in England.</param>
    /// <param name="explained">How many of the best courses are to be explained; at least 1.</param>
    /// <param name="ranked">How many courses are to be ordered, if more than are explained.</param>
    /// <param name="cancellation">The caller gave up.</param>
    public ScoringStream ScoreMany(Catalogue catalogue, DateOnly today, int explained, int ranked, CancellationToken cancellation) =>
        new(client, catalogues, catalogue, today, explained, ranked, Within(options.Value.StreamDeadline, cancellation));

    /// <summary>
    /// Asks what answers; null when the scorer is away, too slow, or answers with nonsense. That says nothing of whether it scores, so
    /// <see cref="LastCallFailed"/> stays as it is.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<ServedModel?> Describe(CancellationToken cancellation)
    {
        try
        {
            return ServedModel.Read(await client.DescribeModelAsync(new(), Within(options.Value.Deadline, cancellation)));
        }
        catch (RpcException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (RpcException error)
        {
            LogNotDescribed(error.StatusCode);
            return null;
        }
    }

    // Why there is no connection, for the person who mends it. What a scorer says may quote a request, so only its status is logged.
    private static string Reason(RpcException error) =>
        error.Status is { StatusCode: StatusCode.Unavailable, DebugException: { } cause } ? $": {cause.GetBaseException().Message}" : "";

    // The deadline is on the machine's clock, whatever clock tells the day.
    private static CallOptions Within(TimeSpan deadline, CancellationToken cancellation) =>
        new(deadline: TimeProvider.System.GetUtcNow().Add(deadline).UtcDateTime, cancellationToken: cancellation);

    /// <summary>
    /// Notes how a call ended, and tells whether the one before ended otherwise: only a change is worth a line in the log. A call that
    /// began before the last one noted is old news.
    /// </summary>
    private bool Note(long call, bool failed)
    {
        lock (noting)
        {
            if (call < lastNoted)
                return false;
            lastNoted = call;
            var changed = failed != lastCallFailed;
            lastCallFailed = failed;
            return changed;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The scorer gave no answer ({Status}{Reason}): the order is plain and marked degraded until it does."
    )]
    private partial void LogFailed(StatusCode status, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The scorer answers again (model {ModelVersion}).")]
    private partial void LogBack(string modelVersion);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The scorer's answer (model {ModelVersion}) lacks a candidate or a course, or has a number that is not valid: the order is plain and marked degraded."
    )]
    private partial void LogIncomplete(string modelVersion);

    // Not at a higher level, because every caller could add a line: turn it on to look for the cause.
    [LoggerMessage(Level = LogLevel.Debug, Message = "The scorer did not say what it serves ({Status}).")]
    private partial void LogNotDescribed(StatusCode status);
}
