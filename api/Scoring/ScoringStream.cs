using Grpc.Core;
using Matcher.Api.Telemetry;
using Matcher.Protos.Scoring.V1;

namespace Matcher.Api.Scoring;

/// <summary>The scorer did not give a complete answer; callers who can wait ask again later.</summary>
/// <param name="status">What gRPC says of it.</param>
internal sealed class ScorerAwayException(StatusCode status) : Exception($"The scorer gave no answer ({status}).")
{
    /// <summary>What gRPC says of it.</summary>
    public StatusCode Status => status;
}

/// <summary>
/// Scores many people on one stream, for batch runs, which wait for scores instead of ranking without them. Used by one caller at a time.
/// </summary>
internal sealed class ScoringStream(
    ScorerConnection scorer,
    CohortRegistration catalogues,
    ScoringTask task,
    CallOptions options,
    ServiceMetrics metrics
) : IAsyncDisposable
{
    private AsyncDuplexStreamingCall<ScorePeopleRequest, ScorePeopleResponse>? call;

    /// <summary>Scores people, at most 1,000 at once.</summary>
    /// <returns>What is said of each, in their order.</returns>
    /// <exception cref="ScorerAwayException">The scorer is away, too slow, or answers with nonsense: this stream is over.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<ScoredCandidates[]> Score(IReadOnlyList<PersonToScore> people)
    {
        try
        {
            var scored = await Ask(people);
            Count(nameof(StatusCode.OK));
            return scored;
        }
        catch (OperationCanceledException)
        {
            Count(nameof(StatusCode.Cancelled));
            throw;
        }
        catch (ScorerAwayException error)
        {
            Count(error.Status.ToString());
            throw;
        }
    }

    private void Count(string status) =>
        metrics.ScorerCalled(scorer.Name, nameof(ScoringService.ScoringServiceClient.ScorePeople), status);

    private async Task<ScoredCandidates[]> Ask(IReadOnlyList<PersonToScore> people)
    {
        var request = new ScorePeopleRequest { ModelVersion = task.ModelVersion ?? "" };
        foreach (var person in people)
            request.People.Add(person.ToMessage(task.Catalogue, task.Today, task.Explained, task.Ranked));
        try
        {
            var response = await catalogues.Ask(task.Catalogue, options, key => Exchange(request, key));
            var groups = new ScoredCandidates[people.Count];
            if (response.People.Count != groups.Length)
                throw new ScorerAwayException(StatusCode.DataLoss);
            for (var i = 0; i < groups.Length; i++)
            {
                groups[i] =
                    ScoredCandidates.Read(response.People[i], request.People[i], task.Catalogue)
                    ?? throw new ScorerAwayException(StatusCode.DataLoss);
            }

            return groups;
        }
        catch (RpcException) when (options.CancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(options.CancellationToken);
        }
        catch (RpcException error)
        {
            throw new ScorerAwayException(error.StatusCode);
        }
        // What a torn stream may throw in place of the library's own.
        catch (IOException)
        {
            throw new ScorerAwayException(StatusCode.Unavailable);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (call is null)
            return;
        // Without an end of its own the scorer would take the stream for one that was torn.
        try
        {
            await call.RequestStream.CompleteAsync();
            await call.ResponseStream.MoveNext(CancellationToken.None);
        }
        catch (Exception error) when (error is RpcException or IOException or OperationCanceledException or InvalidOperationException)
        {
            // It ended before.
        }
        call.Dispose();
    }

    private async Task<ScorePeopleResponse> Exchange(ScorePeopleRequest request, string key)
    {
        request.Key = key;
        call ??= scorer.Client.ScorePeople(options);
        try
        {
            await call.RequestStream.WriteAsync(request, options.CancellationToken);
            if (await call.ResponseStream.MoveNext(options.CancellationToken))
                return call.ResponseStream.Current;
            throw new RpcException(new(StatusCode.DataLoss, "The stream ended too early."));
        }
        catch
        {
            call.Dispose();
            call = null;
            throw;
        }
    }
}
