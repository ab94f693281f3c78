using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Matcher.Api.Access.Callers;
using Matcher.Api.Tests.Access;
using Matcher.Api.Tests.BatchRuns;
using Matcher.Api.Tests.Scoring;

namespace Matcher.Api.Tests.Limits;

/// <summary>Only so much is done at once. More is refused, and one kind of work takes no room of another.</summary>
public sealed class WorkLimitTests
{
    private const string Heading = "reference,postcode\n";

    [Fact]
    public async Task When_as_many_answers_are_worked_on_as_may_be_the_next_is_refused_and_batch_runs_are_not()
    {
        await using var scorer = new HoldingScorer();
        using var api = new RunningApi(("Scorer:Address", scorer.Address), ("Limits:AnswersAtOnce", "3"));
        await scorer.Holds(api);

        var answers = Enumerable.Range(0, 3).Select(_ => api.Post(Some.Request().ToJsonString())).ToList();
        await scorer.Asked(3);
        foreach (var refused in new[] { await api.Post(Some.Request().ToJsonString()), await api.Client.GetAsync("/v1/courses") })
            await IsBusy(refused);
        await new Hub(api).Accepted($"{Heading}CL-001,BN3\n");
        Assert.Equal(HttpStatusCode.OK, (await api.Client.GetAsync("/v1/batch-runs")).StatusCode);

        scorer.Release();
        Assert.All(await Task.WhenAll(answers), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(HttpStatusCode.OK, (await api.Post(Some.Request().ToJsonString())).StatusCode);
    }

    [Fact]
    public async Task One_address_has_at_most_half_of_the_room_for_answers()
    {
        await using var scorer = new HoldingScorer();
        using var api = new RunningApi(
            ("Scorer:Address", scorer.Address),
            ("Limits:AnswersAtOnce", "2"),
            ("Web:Proxies:0", "127.0.0.1"),
            ("Access:Open", "true")
        );
        await scorer.Holds(api);
        var first = Recommend(api, "192.0.2.7");
        await scorer.Asked(1);
        await IsBusy(await Recommend(api, "192.0.2.7"));
        var other = Recommend(api, "192.0.2.8");
        await scorer.Asked(2);
        scorer.Release();
        Assert.All(await Task.WhenAll(first, other), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task Whoever_sends_a_request_slowly_keeps_nobody_out()
    {
        using var api = new RunningApi(("Limits:AnswersAtOnce", "2"));
        var slow = Enumerable.Range(0, 10).Select(_ => new SlowBody(Some.Request().ToJsonString())).ToList();
        using var client = Unbuffered(api);
        var answers = slow.ConvertAll(body => client.PostAsync("/v1/recommendations", body));
        await Task.WhenAll(slow.Select(body => body.Began));
        Assert.Equal(HttpStatusCode.OK, (await api.Post(Some.Request().ToJsonString())).StatusCode);
        foreach (var body in slow)
            body.Finish();
        foreach (var answer in await Task.WhenAll(answers))
            Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable });
    }

    [Fact]
    public async Task A_list_beyond_those_that_are_received_at_once_is_refused_whole_and_callers_are_still_answered()
    {
        using var api = new RunningApi(("Limits:ListsAtOnce", "4"));
        using var client = Unbuffered(api);
        var (slow, sent) = Begin(4, body => client.PostAsync("/v1/batch-runs", body));
        await Task.WhenAll(slow.Select(body => body.Began));
        var hub = new Hub(api);
        await Poll.Until(async () =>
        {
            using var refused = await hub.Send($"{Heading}CL-003,BN3\n");
            return refused.StatusCode == HttpStatusCode.ServiceUnavailable;
        });
        await IsBusy(await hub.Send($"{Heading}CL-003,BN3\n"));
        Assert.Equal(HttpStatusCode.OK, (await api.Post(Some.Request().ToJsonString())).StatusCode);

        var before = (int)(await api.Client.GetFromJsonAsync<JsonObject>("/v1/batch-runs"))!["total"]!;
        foreach (var body in slow)
            body.Finish();
        Assert.All(await Task.WhenAll(sent), answer => Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode));
        Assert.Equal(before + 4, (int)(await api.Client.GetFromJsonAsync<JsonObject>("/v1/batch-runs"))!["total"]!);
    }

    [Fact]
    public async Task One_hub_has_at_most_a_quarter_of_the_room_for_lists()
    {
        using var guarded = new GuardedApi(("Limits:ListsAtOnce", "4"));
        var (one, other) = (await guarded.Key("Brighton", Scopes.WriteRuns), await guarded.Key("Leeds", Scopes.WriteRuns));
        using var client = Unbuffered(guarded.Api);
        client.DefaultRequestHeaders.Authorization = new("Bearer", $"{one}");
        var (slow, sent) = Begin(1, body => client.PostAsync("/v1/batch-runs", body));
        await slow[0].Began;
        await Poll.Until(async () =>
        {
            using var answer = await Send(guarded, one, List($"{Heading}CL-002,BN3\n"));
            return answer.StatusCode == HttpStatusCode.ServiceUnavailable;
        });
        using (var accepted = await Send(guarded, other, List($"{Heading}CL-003,LS1\n")))
            Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        slow[0].Finish();
        Assert.Equal(HttpStatusCode.Accepted, (await sent[0]).StatusCode);
    }

    [Fact]
    public async Task A_file_beyond_those_that_are_sent_at_once_is_refused_and_what_is_asked_of_runs_in_a_few_words_is_not()
    {
        using var api = new RunningApi(("Limits:ResultsAtOnce", "4"));
        // More than the connections hold of it while nobody reads.
        var rows = Enumerable.Range(0, 4_000).Select(i => $"CL-{i},BN3,{new string('n', 5_000)}\n");
        var run = await new Hub(api).Finished($"reference,postcode,Notes\n{string.Concat(rows)}");
        var results = $"/v1/batch-runs/{run["id"]}/results";
        using var client = Unbuffered(api);
        var unread = new List<HttpResponseMessage>();
        while (unread.Count < 4)
            unread.Add(await client.GetAsync(results, HttpCompletionOption.ResponseHeadersRead));
        Assert.All(unread, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));

        await IsBusy(await client.GetAsync(results, HttpCompletionOption.ResponseHeadersRead));
        Assert.Equal(HttpStatusCode.OK, (await api.Client.GetAsync($"/v1/batch-runs/{run["id"]}")).StatusCode);
        unread.ForEach(answer => answer.Dispose());
        await Poll.Until(async () =>
        {
            using var answer = await client.GetAsync(results, HttpCompletionOption.ResponseHeadersRead);
            return answer.StatusCode == HttpStatusCode.OK;
        });
    }

    private static Task<HttpResponseMessage> Recommend(RunningApi api, string address)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/recommendations")
        {
            Content = new StringContent(Some.Request().ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Forwarded-For", address);
        return api.Client.SendAsync(request);
    }

    private static (List<SlowBody> Slow, List<Task<HttpResponseMessage>> Sent) Begin(
        int lists,
        Func<HttpContent, Task<HttpResponseMessage>> send
    )
    {
        var slow = Enumerable.Range(1, lists).Select(i => new SlowBody($"{Heading}CL-{i:000},BN3\n", "text/csv")).ToList();
        return (slow, [.. slow.Select(send)]);
    }

    // The client of the test host waits for a body's end before it sends any of it.
    private static HttpClient Unbuffered(RunningApi api) => new() { BaseAddress = api.Client.BaseAddress };

    private static StringContent List(string text) => new(text, Encoding.UTF8, "text/csv");

    private static async Task<HttpResponseMessage> Send(GuardedApi guarded, object key, HttpContent list)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batch-runs") { Content = list };
        return await guarded.Send(request, key);
    }

    private static async Task IsBusy(HttpResponseMessage refused)
    {
        using (refused)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
            Assert.Equal("/problems/busy", (string)(await refused.Content.ReadFromJsonAsync<JsonObject>())!["type"]!);
        }
    }

    /// <summary>A scorer whose answers a test holds back.</summary>
    private sealed class HoldingScorer : IAsyncDisposable
    {
        private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly FakeScorer scorer;
        private volatile bool holds;
        private int asked;

        public HoldingScorer() =>
            scorer = new(
                async (request, _) =>
                {
                    Interlocked.Increment(ref asked);
                    if (holds)
                        await released.Task;
                    return FakeScorer.Alike(request);
                }
            );

        public string Address => scorer.Address;

        /// <summary>Holds answers back once the service has had its own.</summary>
        public async Task Holds(RunningApi api)
        {
            await Poll.Until(async () => (await api.Client.GetAsync("/health/ready")).IsSuccessStatusCode);
            holds = true;
            Interlocked.Exchange(ref asked, 0);
        }

        /// <summary>Waits until it was asked so often since then.</summary>
        public Task Asked(int times) => Poll.Until(() => Task.FromResult(Volatile.Read(ref asked) == times));

        public void Release() => released.SetResult();

        public ValueTask DisposeAsync() => scorer.DisposeAsync();
    }
}
