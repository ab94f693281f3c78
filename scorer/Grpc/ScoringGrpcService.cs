using System.Buffers;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Matcher.Protos;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;
using Matcher.Scorer.Scoring;
using Matcher.Scorer.Telemetry;

namespace Matcher.Scorer.Grpc;

/// <summary>The contract's side of <see cref="CandidateScorer"/>: checks, calls, answers. Each call is answered by one model.</summary>
internal sealed class ScoringGrpcService(CurrentModel current, CohortCache kept, ScoringMetrics metrics) : ScoringService.ScoringServiceBase
{
    public override Task<ScoreResponse> Score(ScoreRequest request, ServerCallContext context)
    {
        try
        {
            RequestRules.Check(request);
            var scorer = current.Served.Scorer;
            var cohorts = request.Kept is null ? null : Find(request.Kept.Key, scorer);
            var response = Answer(scorer, request, cohorts, context.CancellationToken);
            metrics.Ended(nameof(Score), null);
            return Task.FromResult(response);
        }
        catch (Exception error)
        {
            metrics.Ended(nameof(Score), error);
            throw;
        }
    }

    public override async Task ScorePeople(
        IAsyncStreamReader<ScorePeopleRequest> requestStream,
        IServerStreamWriter<ScorePeopleResponse> responseStream,
        ServerCallContext context
    )
    {
        metrics.StreamsChange(1);
        try
        {
            await AnswerAll(requestStream, responseStream, context.CancellationToken);
            metrics.Ended(nameof(ScorePeople), null);
        }
        catch (Exception error)
        {
            metrics.Ended(nameof(ScorePeople), error);
            throw;
        }
        finally
        {
            metrics.StreamsChange(-1);
        }
    }

    private async Task AnswerAll(
        IAsyncStreamReader<ScorePeopleRequest> requestStream,
        IServerStreamWriter<ScorePeopleResponse> responseStream,
        CancellationToken cancellation
    )
    {
        CandidateScorer? scorer = null;
        while (await requestStream.MoveNext(cancellation))
        {
            var request = requestStream.Current;
            RequestRules.Check(request);
            // The first message decides for the whole stream.
            scorer ??= current.Find(request.ModelVersion);
            var cohorts = Find(request.Key, scorer);
            var response = new ScorePeopleResponse();
            foreach (var person in request.People)
                response.People.Add(Answer(scorer, person, cohorts, cancellation));
            await responseStream.WriteAsync(response, cancellation);
        }
    }

    public override Task<KeepCohortsResponse> KeepCohorts(KeepCohortsRequest request, ServerCallContext context)
    {
        RequestRules.Check(request);
        return Task.FromResult(new KeepCohortsResponse { Key = kept.Keep(request, current.Served.Scorer) });
    }

    public override Task<DescribeModelResponse> DescribeModel(DescribeModelRequest request, ServerCallContext context)
    {
        var ((scorer, since), refused) = (current.Served, current.Refused);
        return Task.FromResult(
            new DescribeModelResponse
            {
                ModelVersion = scorer.Version,
                SimulatedModel = scorer.Manifest.Simulated,
                ManifestJson = scorer.Manifest.ToJson(),
                EvaluationJson = scorer.EvaluationJson,
                ServedSince = since.ToTimestamp(),
                RefusedAt = refused?.SeenAt.ToTimestamp(),
                RefusedReason = refused?.Reason ?? "",
            }
        );
    }

    private CompiledCohorts Find(string key, CandidateScorer scorer) =>
        kept.Find(key, scorer)
        ?? throw new RpcException(
            new(StatusCode.NotFound, "These cohorts are not kept here, or no longer. Call KeepCohorts and ask again.")
        );

    // Kept cohorts, or null for candidates that the request says itself.
    private ScoreResponse Answer(
        CandidateScorer scorer,
        ScoreRequest request,
        CompiledCohorts? cohorts,
        CancellationToken cancellation
    )
    {
        if (cohorts is not null)
            RequestRules.Check(request.Kept, cohorts);
        var response = new ScoreResponse
        {
            ModelVersion = scorer.Version,
            SimulatedModel = scorer.Manifest.Simulated,
            LearnedShare = scorer.Manifest.RecordedShare,
            Kept = cohorts is null ? null : new(),
        };
        var count = request.Kept?.Cohorts.Count ?? request.Candidates.Count;
        // Kept candidates' numbers are written where they are sent from.
        var scores = response.Kept is null ? new double[count] : response.Kept.Scores.Resize(count);
        var probabilities = response.Kept is null ? new double[count] : response.Kept.ChoiceProbabilities.Resize(count);
        var person = new PersonFacts(request.Profile, request.HasStartFrom ? request.StartFrom : request.Today);
        var pooled = ArrayPool<CandidateRef>.Shared.Rent(count);
        int[]? pooledBest = null;
        try
        {
            var candidates = pooled.AsSpan(0, count);
            Look(request, candidates);
            cohorts ??= scorer.Prepare([.. request.Candidates.Select(candidate => candidate.Cohort)]);
            pooledBest = ArrayPool<int>.Shared.Rent(cohorts.Courses);
            var best = pooledBest.AsSpan(0, cohorts.Courses);
            scorer.Score(person, cohorts, candidates, scores, probabilities, best, cancellation);
            metrics.Scored(count);
            if (response.Kept is null)
            {
                for (var i = 0; i < count; i++)
                {
                    response.Scores.Add(
                        new Score
                        {
                            CohortId = request.Candidates[i].Cohort.Id,
                            Score_ = scores[i],
                            ChoiceProbability = probabilities[i],
                        }
                    );
                }
            }
            if (request.Explain || request.ExplainBestCourses > 0)
                new Explaining(scorer, person, cohorts, cancellation).Write(request, response, candidates, best, probabilities);
            return response;
        }
        finally
        {
            ArrayPool<CandidateRef>.Shared.Return(pooled);
            if (pooledBest is not null)
                ArrayPool<int>.Shared.Return(pooledBest);
        }
    }

    private static void Look(ScoreRequest request, Span<CandidateRef> candidates)
    {
        if (request.Kept is null)
        {
            for (var i = 0; i < candidates.Length; i++)
                candidates[i] = new(new(i), request.Candidates[i].DistanceMiles, request.Candidates[i].AttendableSessions);
            return;
        }
        var cohorts = request.Kept.Cohorts.Span();
        var miles = request.Kept.DistanceMiles.Span();
        var sessions = request.Kept.AttendableSessions.Span();
        for (var i = 0; i < candidates.Length; i++)
            candidates[i] = new(new(cohorts[i]), miles[i], sessions[i]);
    }
}
