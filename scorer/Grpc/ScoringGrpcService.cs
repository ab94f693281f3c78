using System.Buffers;
using Google.Protobuf.Collections;
using Grpc.Core;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;
using Matcher.Scorer.Scoring;

namespace Matcher.Scorer.Grpc;

/// <summary>The contract's side of <see cref="GroupScorer"/>: checks, calls, answers.</summary>
internal sealed class ScoringGrpcService(GroupScorer scorer, KeptCohorts kept) : ScoringService.ScoringServiceBase
{
    public override Task<ScoreResponse> Score(ScoreRequest request, ServerCallContext context)
    {
        RequestRules.Check(request);
        CohortSet? cohorts = null;
        if (request.Kept is not null)
        {
            cohorts = kept.Find(request.Kept.Key) ?? throw new RpcException(new(StatusCode.NotFound, "These cohorts are not kept here, or no longer. Call KeepCohorts and ask again."));
            RequestRules.Check(request.Kept, cohorts);
        }

        var count = request.Kept?.Cohorts.Count ?? request.Candidates.Count;
        var seen = ArrayPool<SeenCohort>.Shared.Rent(count);
        var scores = ArrayPool<double>.Shared.Rent(2 * count);
        var contributions = request.Explain ? ArrayPool<float>.Shared.Rent(count * Factors.Count) : [];
        try
        {
            for (var i = 0; i < count; i++)
            {
                seen[i] = request.Kept is { } those
                    ? new(those.Cohorts[i], those.DistanceMiles[i], those.AttendableSessions[i])
                    : new(i, request.Candidates[i].DistanceMiles, request.Candidates[i].AttendableSessions);
            }
            cohorts ??= scorer.Prepare([.. request.Candidates.Select(candidate => candidate.Cohort)]);
            var person = new PersonFacts(request.Profile, request.Today);
            var results = new GroupResults(scores.AsSpan(0, count), scores.AsSpan(count, count), request.Explain ? contributions.AsSpan(0, count * Factors.Count) : []);
            scorer.Score(person, cohorts, seen.AsSpan(0, count), results, context.CancellationToken);
            return Task.FromResult(Answer(request, person, results));
        }
        finally
        {
            ArrayPool<SeenCohort>.Shared.Return(seen);
            ArrayPool<double>.Shared.Return(scores);
            if (request.Explain) ArrayPool<float>.Shared.Return(contributions);
        }
    }

    public override Task<KeepCohortsResponse> KeepCohorts(KeepCohortsRequest request, ServerCallContext context)
    {
        RequestRules.Check(request);
        return Task.FromResult(new KeepCohortsResponse { Key = kept.Keep(request) });
    }

    public override Task<DescribeModelResponse> DescribeModel(DescribeModelRequest request, ServerCallContext context) => Task.FromResult(new DescribeModelResponse
    {
        ModelVersion = scorer.Version,
        SimulatedModel = scorer.Manifest.Simulated,
        Baseline = scorer.IsBaseline,
        ManifestJson = scorer.Manifest.ToJson(),
        EvaluationJson = scorer.EvaluationJson,
    });

    private ScoreResponse Answer(ScoreRequest request, in PersonFacts person, in GroupResults results)
    {
        var response = new ScoreResponse { ModelVersion = scorer.Version, SimulatedModel = scorer.Manifest.Simulated };
        if (request.Explain)
        {
            response.BaseScore = scorer.BaseScore(person);
            response.Factors.Add(Factors.All);
        }
        if (request.Kept is not null)
        {
            response.Kept = new();
            Add(results.Scores, response.Kept.Scores);
            Add(results.Probabilities, response.Kept.ChoiceProbabilities);
            Add(results.Contributions, response.Kept.Contributions);
            return response;
        }
        for (var i = 0; i < results.Scores.Length; i++)
        {
            var score = new Score { CohortId = request.Candidates[i].Cohort.Id, Score_ = results.Scores[i], ChoiceProbability = results.Probabilities[i] };
            if (request.Explain) Add(results.Contributions.Slice(i * Factors.Count, Factors.Count), score.Contributions);
            response.Scores.Add(score);
        }
        return response;
    }

    private static void Add<T>(ReadOnlySpan<T> numbers, RepeatedField<T> to)
    {
        to.Capacity = numbers.Length;
        foreach (var number in numbers) to.Add(number);
    }
}
