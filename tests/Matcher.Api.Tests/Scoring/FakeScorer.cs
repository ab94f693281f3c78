using Grpc.Core;
using Matcher.Protos.Scoring.V1;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Matcher.Api.Tests.Scoring;

/// <summary>
/// A scorer on a real socket that answers as a test wants it to. Tests see candidates written out and answer with scores by cohort; kept
/// ones are turned into them and back here.
/// </summary>
internal sealed class FakeScorer : ScoringService.ScoringServiceBase, IAsyncDisposable
{
    private readonly Func<ScoreRequest, CancellationToken, Task<ScoreResponse>> answer;
    private readonly WebApplication app;

    public FakeScorer(Func<ScoreRequest, CancellationToken, Task<ScoreResponse>> answer)
    {
        this.answer = answer;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddRouting();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        app = builder.Build();
        app.MapGrpcService<FakeScorer>();
        app.Start();
    }

    /// <summary>The cohorts that it keeps; null: none, as after a new start.</summary>
    public KeepCohortsRequest? Kept { get; set; }

    /// <summary>What it says of its model. Null: it is of a version that can't be asked.</summary>
    public Func<CancellationToken, Task<DescribeModelResponse>>? Description { get; init; }

    /// <summary>Turns the usual ranking, which follows the scores, into the one that is sent.</summary>
    public Func<ScoreRequest, List<int>, IEnumerable<int>> Rank { get; init; } = (_, ranking) => ranking;

    public string Address => app.Urls.Single();

    /// <summary>Every candidate scored alike.</summary>
    public static ScoreResponse Alike(ScoreRequest request) =>
        new()
        {
            ModelVersion = "fake",
            Scores =
            {
                request.Candidates.Select(candidate => new Score
                {
                    CohortId = candidate.Cohort.Id,
                    Score_ = 1,
                    ChoiceProbability = 1.0 / request.Candidates.Count,
                }),
            },
        };

    public override async Task<ScoreResponse> Score(ScoreRequest request, ServerCallContext context)
    {
        if (Kept is null)
            throw new RpcException(new(StatusCode.NotFound, "Not kept."));
        foreach (var (index, cohort) in request.Kept.Cohorts.Index())
        {
            request.Candidates.Add(
                new Candidate
                {
                    Cohort = Kept.Cohorts[cohort],
                    DistanceMiles = request.Kept.DistanceMiles[index],
                    AttendableSessions = request.Kept.AttendableSessions[index],
                }
            );
        }

        var response = await answer(request, context.CancellationToken);
        response.Kept = new()
        {
            Scores = { response.Scores.Select(score => score.Score_) },
            ChoiceProbabilities = { response.Scores.Select(score => score.ChoiceProbability) },
        };
        response.Kept.Ranking.AddRange(Rank(request, [.. Ranking(request, response)]));
        response.Scores.Clear();
        return response;
    }

    // The best candidate of each course, the highest score first.
    private static IEnumerable<int> Ranking(ScoreRequest request, ScoreResponse response) =>
        response
            .Scores.Take(request.Candidates.Count)
            .Index()
            .GroupBy(score => request.Candidates[score.Index].Cohort.CourseId)
            .Select(course => course.MaxBy(score => score.Item.Score_))
            .OrderByDescending(score => score.Item.Score_)
            .Select(score => score.Index)
            .Take(Math.Max(request.ExplainBestCourses, request.RankCourses));

    public override async Task ScorePeople(
        IAsyncStreamReader<ScorePeopleRequest> requestStream,
        IServerStreamWriter<ScorePeopleResponse> responseStream,
        ServerCallContext context
    )
    {
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            var response = new ScorePeopleResponse();
            foreach (var person in request.People)
                response.People.Add(await Score(person, context));
            await responseStream.WriteAsync(response, context.CancellationToken);
        }
    }

    public override Task<KeepCohortsResponse> KeepCohorts(KeepCohortsRequest request, ServerCallContext context)
    {
        Kept = request;
        return Task.FromResult(new KeepCohortsResponse { Key = "kept" });
    }

    public override Task<DescribeModelResponse> DescribeModel(DescribeModelRequest request, ServerCallContext context) =>
        Description?.Invoke(context.CancellationToken) ?? base.DescribeModel(request, context);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
