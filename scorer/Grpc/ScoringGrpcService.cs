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
        var cohorts = request.Kept is null ? null : Find(request.Kept.Key);
        return Task.FromResult(Answer(request, cohorts, context.CancellationToken));
    }

    public override async Task ScorePeople(IAsyncStreamReader<ScorePeopleRequest> requestStream, IServerStreamWriter<ScorePeopleResponse> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            var request = requestStream.Current;
            RequestRules.Check(request);
            var cohorts = Find(request.Key);
            var response = new ScorePeopleResponse();
            foreach (var person in request.People) response.People.Add(Answer(person, cohorts, context.CancellationToken));
            await responseStream.WriteAsync(response, context.CancellationToken);
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

    private CohortSet Find(string key) =>
        kept.Find(key) ?? throw new RpcException(new(StatusCode.NotFound, "These cohorts are not kept here, or no longer. Call KeepCohorts and ask again."));

    // Kept cohorts, or null for candidates that the request says itself.
    private ScoreResponse Answer(ScoreRequest request, CohortSet? cohorts, CancellationToken cancellation)
    {
        if (cohorts is not null) RequestRules.Check(request.Kept, cohorts);
        var count = request.Kept?.Cohorts.Count ?? request.Candidates.Count;
        var explains = request.Explain || request.ExplainBestCourses > 0;
        var seen = ArrayPool<SeenCohort>.Shared.Rent(count);
        var numbers = ArrayPool<double>.Shared.Rent(2 * count);
        var places = explains ? ArrayPool<int>.Shared.Rent(count) : [];
        try
        {
            for (var i = 0; i < count; i++)
            {
                seen[i] = request.Kept is { } those
                    ? new(those.Cohorts[i], those.DistanceMiles[i], those.AttendableSessions[i])
                    : new(i, request.Candidates[i].DistanceMiles, request.Candidates[i].AttendableSessions);
            }
            cohorts ??= scorer.Prepare([.. request.Candidates.Select(candidate => candidate.Cohort)]);
            var candidates = seen.AsSpan(0, count);
            var person = new PersonFacts(request.Profile, request.Today);
            var scores = numbers.AsSpan(0, count);
            var probabilities = numbers.AsSpan(count, count);
            scorer.Score(person, cohorts, candidates, scores, probabilities, cancellation);
            var response = request.Kept is null ? Answer(request.Candidates, scores, probabilities) : Answer(scores, probabilities);
            if (explains)
            {
                var explained = places.AsSpan(0, request.Explain ? All(places.AsSpan(0, count)) : BestCourses.Find(cohorts, candidates, scores, request.ExplainBestCourses, places));
                Explain(response, person, cohorts, candidates, explained, cancellation);
                if (!request.Explain && request.Kept is not null) Add(explained, response.Kept.Explained);
            }
            return response;
        }
        finally
        {
            ArrayPool<SeenCohort>.Shared.Return(seen);
            ArrayPool<double>.Shared.Return(numbers);
            if (explains) ArrayPool<int>.Shared.Return(places);
        }
    }

    private static int All(Span<int> places)
    {
        for (var i = 0; i < places.Length; i++) places[i] = i;
        return places.Length;
    }

    private static void Add<T>(ReadOnlySpan<T> numbers, RepeatedField<T> to)
    {
        to.Capacity = numbers.Length;
        foreach (var number in numbers) to.Add(number);
    }

    private ScoreResponse Answer() => new() { ModelVersion = scorer.Version, SimulatedModel = scorer.Manifest.Simulated };

    private ScoreResponse Answer(ReadOnlySpan<double> scores, ReadOnlySpan<double> probabilities)
    {
        var response = Answer();
        response.Kept = new();
        Add(scores, response.Kept.Scores);
        Add(probabilities, response.Kept.ChoiceProbabilities);
        return response;
    }

    private ScoreResponse Answer(RepeatedField<Candidate> candidates, ReadOnlySpan<double> scores, ReadOnlySpan<double> probabilities)
    {
        var response = Answer();
        for (var i = 0; i < scores.Length; i++) response.Scores.Add(new Score { CohortId = candidates[i].Cohort.Id, Score_ = scores[i], ChoiceProbability = probabilities[i] });
        return response;
    }

    private void Explain(ScoreResponse response, in PersonFacts person, CohortSet cohorts, Span<SeenCohort> candidates, ReadOnlySpan<int> explained, CancellationToken cancellation)
    {
        response.BaseScore = scorer.BaseScore(person);
        response.Factors.Add(Factors.All);
        // Places rise, so none is overwritten before it was read.
        for (var i = 0; i < explained.Length; i++) candidates[i] = candidates[explained[i]];
        var contributions = ArrayPool<float>.Shared.Rent(explained.Length * Factors.Count);
        try
        {
            var all = contributions.AsSpan(0, explained.Length * Factors.Count);
            scorer.Explain(person, cohorts, candidates[..explained.Length], all, cancellation);
            if (response.Kept is not null) Add(all, response.Kept.Contributions);
            else for (var i = 0; i < explained.Length; i++) Add(all.Slice(i * Factors.Count, Factors.Count), response.Scores[explained[i]].Contributions);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(contributions);
        }
    }
}
