using System.Collections.Concurrent;
using Matcher.Protos.Scoring.V1;

namespace Matcher.Api.Tests.Scoring;

/// <summary>A scorer that hangs or is gone costs a few callers their time, and with another beside it nobody their scores.</summary>
public sealed class ScorerCircuitTests : IAsyncDisposable
{
    // As many callers as may be held up: 16 calls at once, and one more for each of the first failures.
    private const int FewCallers = 19;

    // In no sample, so that it tells callers from the service's own trials.
    private const int CallersLimit = 7;

    private readonly ConcurrentBag<ScoreRequest> asked = [];
    private readonly FakeScorer first;
    private readonly FakeScorer second;
    private volatile bool hangs;

    public ScorerCircuitTests()
    {
        first = new(
            async (request, cancellation) =>
            {
                asked.Add(request);
                if (hangs)
                    await Task.Delay(Timeout.Infinite, cancellation);
                return FakeScorer.Alike(request);
            }
        );
        second = new((request, _) => Task.FromResult(FakeScorer.Alike(request)));
    }

    public async ValueTask DisposeAsync()
    {
        await first.DisposeAsync();
        await second.DisposeAsync();
    }

    [Fact]
    public async Task A_scorer_that_hangs_is_asked_for_a_few_callers_and_no_more_until_it_answers_again()
    {
        using var api = new RunningApi(("Scorer:Address", first.Address), ("Scorer:Deadline", "00:00:03"));
        Assert.False(await IsDegraded(api));
        hangs = true;
        asked.Clear();
        Assert.DoesNotContain(false, await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => IsDegraded(api))));
        for (var i = 0; i < 50; i++)
            Assert.True(await IsDegraded(api));
        Assert.InRange(asked.Count(IsACallers), 1, FewCallers);

        hangs = false;
        await Poll.Until(async () => !await IsDegraded(api));
        for (var i = 0; i < 20; i++)
            Assert.False(await IsDegraded(api));
    }

    [Fact]
    public async Task When_one_of_two_scorers_goes_nobody_misses_their_scores()
    {
        using var api = new RunningApi(("Scorer:Address", $"{first.Address}, {second.Address}"));
        for (var i = 0; i < 10; i++)
            Assert.False(await IsDegraded(api));
        Assert.Contains(asked, IsACallers);
        var gone = first.Address;
        await first.DisposeAsync();
        for (var i = 0; i < 50; i++)
            Assert.False(await IsDegraded(api));
        Assert.Contains("\"ready\"", await api.Client.GetStringAsync("/health/ready"), StringComparison.Ordinal);
        var line = Assert.Single(api.Log);
        Assert.Contains(gone, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_one_of_two_scorers_hangs_the_other_answers_everybody()
    {
        using var api = new RunningApi(("Scorer:Address", $"{first.Address},{second.Address}"), ("Scorer:Deadline", "00:00:10"));
        Assert.False(await IsDegraded(api));
        hangs = true;
        asked.Clear();
        Assert.DoesNotContain(true, await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => IsDegraded(api))));
        for (var i = 0; i < 50; i++)
            Assert.False(await IsDegraded(api));
        Assert.InRange(asked.Count(IsACallers), 1, FewCallers);
    }

    [Fact]
    public async Task A_scorer_that_hangs_from_the_start_does_not_keep_the_service_from_being_ready()
    {
        hangs = true;
        using var api = new RunningApi(("Scorer:Address", $"{first.Address},{second.Address}"), ("Scorer:Deadline", "00:00:04"));
        await Poll.Until(async () => (await api.Client.GetAsync("/health/ready")).IsSuccessStatusCode);
        Assert.False(await IsDegraded(api));
    }

    [Fact]
    public async Task Calls_that_end_late_count_for_nothing_once_a_later_one_was_answered()
    {
        using var api = new RunningApi(("Scorer:Address", first.Address), ("Scorer:Deadline", "00:00:03"));
        Assert.False(await IsDegraded(api));
        hangs = true;
        asked.Clear();
        var late = Enumerable.Range(0, 5).Select(_ => IsDegraded(api)).ToList();
        await Poll.Until(() => Task.FromResult(asked.Count(IsACallers) == late.Count));
        hangs = false;
        Assert.False(await IsDegraded(api));
        Assert.DoesNotContain(false, await Task.WhenAll(late));
        for (var i = 0; i < 20; i++)
            Assert.False(await IsDegraded(api));
    }

    [Fact]
    public async Task What_a_scorer_says_of_a_request_shuts_no_other_caller_out()
    {
        await using var refusing = new FakeScorer(
            (request, _) =>
                request.ExplainBestCourses == CallersLimit
                    ? throw new Grpc.Core.RpcException(new(Grpc.Core.StatusCode.InvalidArgument, "Such a person is not known."))
                    : Task.FromResult(FakeScorer.Alike(request))
        );
        using var api = new RunningApi(("Scorer:Address", refusing.Address));
        for (var i = 0; i < 20; i++)
            Assert.True(await IsDegraded(api));
        Assert.False((bool)(await api.Recommend(Some.Request()))["degraded"]!);
    }

    private static bool IsACallers(ScoreRequest request) => request.ExplainBestCourses == CallersLimit;

    private static async Task<bool> IsDegraded(RunningApi api) =>
        (bool)(await api.Recommend(Recommendations.RecommendationTests.With(Some.Request(), "limit", CallersLimit)))["degraded"]!;
}
