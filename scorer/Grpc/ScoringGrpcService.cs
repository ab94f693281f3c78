using Grpc.Core;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Scoring;

namespace Matcher.Scorer.Grpc;

/// <summary>The contract's side of <see cref="GroupScorer"/>: checks, calls, answers.</summary>
internal sealed class ScoringGrpcService(GroupScorer scorer) : ScoringService.ScoringServiceBase
{
    public override Task<ScoreResponse> Score(ScoreRequest request, ServerCallContext context)
    {
        RequestRules.Check(request);

        var scores = new double[request.Candidates.Count];
        var probabilities = new double[scores.Length];
        scorer.Score(request.Profile, request.Today, request.Candidates, scores, probabilities, context.CancellationToken);

        var response = new ScoreResponse { ModelVersion = scorer.Version, SimulatedModel = scorer.Manifest.Simulated };
        for (var i = 0; i < scores.Length; i++)
            response.Scores.Add(new Score { CohortId = request.Candidates[i].Cohort.Id, Score_ = scores[i], ChoiceProbability = probabilities[i] });
        return Task.FromResult(response);
    }

    public override Task<DescribeModelResponse> DescribeModel(DescribeModelRequest request, ServerCallContext context) => Task.FromResult(new DescribeModelResponse
    {
        ModelVersion = scorer.Version,
        SimulatedModel = scorer.Manifest.Simulated,
        Baseline = scorer.IsBaseline,
        ManifestJson = scorer.Manifest.ToJson(),
        EvaluationJson = scorer.EvaluationJson,
    });
}
