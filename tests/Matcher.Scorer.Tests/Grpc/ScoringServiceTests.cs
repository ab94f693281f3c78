using CsCheck;
using Google.Rpc;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Grpc.Reflection.V1Alpha;
using Matcher.Data;
using Matcher.Protos.Scoring.V1;
using Microsoft.AspNetCore.Hosting;

namespace Matcher.Scorer.Tests.Grpc;

/// <summary>The contract, through real gRPC.</summary>
public sealed class ScoringServiceTests(RunningScorer scorer) : IClassFixture<RunningScorer>
{
    [Fact]
    public async Task Every_candidate_gets_a_score_under_its_id_and_the_probabilities_sum_to_one()
    {
        var request = Some.Request();
        var response = await Score(request);
        Assert.Equal(
            request.Candidates.Select(candidate => candidate.Cohort.Id).Order(),
            response.Scores.Select(score => score.CohortId).Order()
        );
        Assert.Equal(1, response.Scores.Sum(score => score.ChoiceProbability), 9);
        Assert.StartsWith("conditionalLogit-", response.ModelVersion, StringComparison.Ordinal);
        Assert.True(response.SimulatedModel);
    }

    [Fact]
    public async Task Probabilities_are_the_softmax_over_courses_each_worth_its_best_cohort_which_has_all_of_it()
    {
        var request = Some.Request();
        var courses = (await Score(request))
            .Scores.Zip(request.Candidates)
            .GroupBy(pair => pair.Second.Cohort.CourseId, pair => pair.First)
            .ToList();
        var sum = courses.Sum(course => Math.Exp(course.Max(score => score.Score_)));
        Assert.All(
            courses,
            course =>
            {
                var best = course.MaxBy(score => score.Score_)!;
                Assert.Equal(Math.Exp(best.Score_) / sum, best.ChoiceProbability, 12);
                Assert.All(course.Where(score => score != best), score => Assert.Equal(0, score.ChoiceProbability));
            }
        );
    }

    [Fact]
    public async Task The_order_of_candidates_and_their_company_change_no_score()
    {
        var request = Some.Request();
        var scores = (await Score(request)).Scores.ToDictionary(score => score.CohortId, score => score.Score_);
        await Gen.Shuffle(request.Candidates.ToArray())
            .Select(Gen.Int[1, request.Candidates.Count], (candidates, count) => candidates[..count])
            .SampleAsync(
                async some =>
                {
                    var response = await Score(
                        new()
                        {
                            Profile = request.Profile,
                            Today = request.Today,
                            Candidates = { some },
                        }
                    );
                    Assert.All(response.Scores, score => Assert.Equal(scores[score.CohortId], score.Score_));
                },
                iter: 20,
                threads: 1
            );
    }

    [Fact]
    public async Task Ten_thousand_candidates_are_scored_and_one_more_is_refused()
    {
        var request = new ScoreRequest { Profile = new(), Today = 20_000 };
        var candidate = Some.Request().Candidates[0];
        for (var i = 0; i < 10_000; i++)
            request.Candidates.Add(WithId(candidate, $"cohort-{i}"));
        Assert.Equal(10_000, (await Score(request)).Scores.Count);
        request.Candidates.Add(WithId(candidate, "one-more"));
        Assert.Equal(["candidates"], await FaultyFields(request));
    }

    [Fact]
    public async Task A_message_larger_than_the_limit_is_refused()
    {
        var request = Some.Request();
        request.Profile.KnownProviderIds.Add(new string('x', ScorerApp.LargestMessage));
        Assert.Equal(StatusCode.ResourceExhausted, (await Assert.ThrowsAsync<RpcException>(() => Score(request))).StatusCode);
    }

    public static TheoryData<string, Action<ScoreRequest>> Faults =>
        new()
        {
            { "profile", request => request.Profile = null },
            { "today", request => request.ClearToday() },
            { "today", request => request.Today = -1 },
            { "start_from", request => request.StartFrom = -1 },
            { "start_from", request => request.StartFrom = 100_001 },
            { "candidates", request => request.Candidates.Clear() },
            { "profile.study_hours_per_week", request => request.Profile.StudyHoursPerWeek = 41 },
            { "profile.years_in_careers", request => request.Profile.YearsInCareers = double.PositiveInfinity },
            { "profile.sector", request => request.Profile.Sector = (Sector)99 },
            { "profile.preferred_provider_type", request => request.Profile.PreferredProviderType = (ProviderType)4 },
            { "profile.benchmarks", request => request.Profile.Benchmarks.Add(9) },
            { "profile.known_provider_ids", request => request.Profile.KnownProviderIds.Add(Enumerable.Repeat("x", 21)) },
            { "candidates[1].cohort", request => request.Candidates[1].Cohort = null },
            { "candidates[1].cohort.id", request => request.Candidates[1].Cohort.Id = "" },
            { "candidates[1].cohort.id", request => request.Candidates[1].Cohort.Id = request.Candidates[0].Cohort.Id },
            { "candidates[1].cohort.course_id", request => request.Candidates[1].Cohort.CourseId = new string('x', 101) },
            { "candidates[1].distance_miles", request => request.Candidates[1].DistanceMiles = double.NaN },
            { "candidates[1].distance_miles", request => request.Candidates[1].DistanceMiles = -1 },
            { "candidates[1].attendable_sessions", request => request.Candidates[1].AttendableSessions = 100 },
            { "candidates[1].cohort.accreditation", request => request.Candidates[1].Cohort.Accreditation = Accreditation.Unspecified },
            {
                "candidates[1].cohort.sessions",
                request =>
                {
                    request.Candidates[1].Cohort.Sessions = 0;
                    request.Candidates[1].AttendableSessions = 0;
                }
            },
            {
                "candidates[1].cohort.satisfaction_percent",
                request => request.Candidates[1].Cohort.SatisfactionPercent = double.NegativeInfinity
            },
            { "candidates[1].cohort.session_types", request => request.Candidates[1].Cohort.SessionTypes.Clear() },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_request_that_breaks_the_contract_is_refused_with_the_fields_name(string field, Action<ScoreRequest> spoil)
    {
        var request = new ScoreRequest(Some.Request());
        spoil(request);
        Assert.Contains(field, await FaultyFields(request));
    }

    [Fact]
    public async Task A_request_full_of_faults_gets_a_short_answer()
    {
        var request = new ScoreRequest(Some.Request());
        foreach (var candidate in request.Candidates)
            candidate.DistanceMiles = double.NaN;
        Assert.Equal(50, (await FaultyFields(request)).Count);
    }

    [Fact]
    public async Task Health_says_serving()
    {
        var health = await new Health.HealthClient(scorer.Channel).CheckAsync(
            new(),
            deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30)
        );
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
    }

    [Fact]
    public async Task Reflection_lists_the_service_to_whoever_asks_only_where_it_is_wanted()
    {
        // Nothing is written to it: a write that loses the race against the refusal would hide the refusal's status.
        using var refused = new ServerReflection.ServerReflectionClient(scorer.Channel).ServerReflectionInfo();
        var refusal = await Assert.ThrowsAsync<RpcException>(() => refused.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(StatusCode.Unimplemented, refusal.StatusCode);

        await using var telling = ScorerApp.Build(
            DataFiles.Model,
            TimeSpan.Zero,
            host => host.UseUrls("http://127.0.0.1:0"),
            _ => { },
            reflects: true
        );
        await telling.StartAsync();
        using var channel = GrpcChannel.ForAddress(telling.Urls.Single());
        Assert.Contains("matcher.scoring.v1.ScoringService", await Services(channel));
    }

    private static async Task<IReadOnlyList<string>> Services(GrpcChannel channel)
    {
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new() { ListServices = "" });
        await call.RequestStream.CompleteAsync();
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        return [.. call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name)];
    }

    private async Task<ScoreResponse> Score(ScoreRequest request) => await scorer.Client.ScoreAsync(request);

    private async Task<IReadOnlyList<string>> FaultyFields(ScoreRequest request)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => Score(request));
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        return [.. error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field)];
    }

    private static Candidate WithId(Candidate candidate, string id)
    {
        var copy = candidate.Clone();
        copy.Cohort.Id = id;
        return copy;
    }
}
