using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Net.Client;
using Matcher.Protos;
using Matcher.Protos.Scoring.V1;
using Microsoft.Extensions.Options;
using Candidate = Matcher.Data.Eligibility.Candidate;
using Cohort = Matcher.Data.Domain.Cohort;
using Profile = Matcher.Data.Domain.Profile;

namespace Matcher.Api.Scoring;

/// <summary>A cohort's score and how likely it is chosen among the candidates.</summary>
internal readonly record struct CohortScore(double Score, double ChoiceProbability);

/// <summary>What a scorer says of one person's candidates.</summary>
/// <param name="ModelVersion">The model that answered.</param>
/// <param name="SimulatedModel">Whether it was trained on simulated choices only.</param>
/// <param name="Scores">By cohort id, one for each candidate.</param>
internal sealed record ScoredGroup(string ModelVersion, bool SimulatedModel, IReadOnlyDictionary<string, CohortScore> Scores);

/// <summary>Asks the scorer, over gRPC wherever it runs. The one place that sets the deadline.</summary>
internal sealed partial class ScorerClient(GrpcChannel channel, IOptions<ScorerOptions> options, ILogger<ScorerClient> logger)
{
    private readonly ScoringService.ScoringServiceClient client = new(channel);

    // A cohort's message is the same for everybody, for as long as the cohort is in the catalogue.
    private readonly ConditionalWeakTable<Cohort, Protos.Scoring.V1.Cohort> messages = [];

    private readonly Lock noting = new();
    private long calls;
    private long lastNoted;
    private volatile bool lastCallFailed;

    /// <summary>Whether the most recent call brought no scores.</summary>
    public bool LastCallFailed => lastCallFailed;

    /// <summary>Scores candidates; null when the scorer is away, too slow, or answers with nonsense. A change from answers to failures and back is logged, without anything of the person.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<ScoredGroup?> Score(Profile profile, IReadOnlyList<Candidate> candidates, DateOnly today, CancellationToken cancellation)
    {
        var request = new ScoreRequest { Profile = profile.ToMessage(), Today = today.ToMessage() };
        foreach (var candidate in candidates)
            request.Candidates.Add(candidate.ToMessage(messages.GetValue(candidate.Cohort, cohort => cohort.ToMessage())));
        var call = Interlocked.Increment(ref calls);
        try
        {
            var response = await client.ScoreAsync(request, Within(cancellation));
            var group = Read(response, candidates);
            if (group is null)
            {
                if (Note(call, failed: true)) LogIncomplete(response.ModelVersion);
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
            if (Note(call, failed: true)) LogFailed(error.StatusCode);
            return null;
        }
    }

    /// <summary>
    /// Asks what answers; null when the scorer is away, too slow, or answers with nonsense. That says nothing of whether it scores, so
    /// <see cref="LastCallFailed"/> stays as it is.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<ServedModel?> Describe(CancellationToken cancellation)
    {
        try
        {
            return ServedModel.Read(await client.DescribeModelAsync(new(), Within(cancellation)));
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

    // The deadline is on the machine's clock, whatever clock tells the day.
    private CallOptions Within(CancellationToken cancellation) =>
        new(deadline: TimeProvider.System.GetUtcNow().Add(options.Value.Deadline).UtcDateTime, cancellationToken: cancellation);

    /// <summary>
    /// Notes how a call ended, and tells whether the one before ended otherwise: only a change is worth a line in the log. A call that
    /// began before the last one noted is old news.
    /// </summary>
    private bool Note(long call, bool failed)
    {
        lock (noting)
        {
            if (call < lastNoted) return false;
            lastNoted = call;
            var changed = failed != lastCallFailed;
            lastCallFailed = failed;
            return changed;
        }
    }

    private static ScoredGroup? Read(ScoreResponse response, IReadOnlyList<Candidate> candidates)
    {
        var scores = new Dictionary<string, CohortScore>(response.Scores.Count, StringComparer.Ordinal);
        foreach (var score in response.Scores)
        {
            if (!double.IsFinite(score.Score_) || score.ChoiceProbability is not (>= 0 and <= 1)) return null;
            if (!scores.TryAdd(score.CohortId, new(score.Score_, score.ChoiceProbability))) return null;
        }
        foreach (var candidate in candidates)
            if (!scores.ContainsKey(candidate.Cohort.Id)) return null;
        return new(response.ModelVersion, response.SimulatedModel, scores);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The scorer gave no answer ({Status}): the order is plain and marked degraded until it does.")]
    private partial void LogFailed(StatusCode status);

    [LoggerMessage(Level = LogLevel.Information, Message = "The scorer answers again (model {ModelVersion}).")]
    private partial void LogBack(string modelVersion);

    [LoggerMessage(Level = LogLevel.Error, Message = "The scorer's answer (model {ModelVersion}) lacks a candidate, has one twice, or has a number that is none: the order is plain and marked degraded.")]
    private partial void LogIncomplete(string modelVersion);

    // No louder, because every caller could make another line: whoever looks for the cause turns it on.
    [LoggerMessage(Level = LogLevel.Debug, Message = "The scorer did not say what it serves ({Status}).")]
    private partial void LogNotDescribed(StatusCode status);
}
