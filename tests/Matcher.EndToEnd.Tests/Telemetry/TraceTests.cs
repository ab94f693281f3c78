using System.Net;
using Matcher.Api.Tests.Telemetry;

namespace Matcher.EndToEnd.Tests.Telemetry;

/// <summary>One request is one trace, from the caller through the API to the scorer.</summary>
public sealed class TraceTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Caller = "b7ad6b7169203331";
    private const string Request = """{ "location": { "postcode": "BN3" } }""";

    [Fact]
    public async Task A_request_is_followed_to_a_scorer_in_a_process_of_its_own()
    {
        await using var receiver = new OtlpReceiver();
        using var scorer = RunningProgram.Scorer(receiver.Settings);
        using var api = RunningProgram.Api(receiver.Settings, "--scorer", $"{scorer.Address("Scorer ready")}");
        await IsFollowed(receiver, api, "matcher-scorer");
    }

    [Fact]
    public async Task A_request_is_followed_to_a_scorer_in_the_same_process()
    {
        await using var receiver = new OtlpReceiver();
        using var api = RunningProgram.Api(receiver.Settings);
        await IsFollowed(receiver, api, "matcher-api");
    }

    [Fact]
    public async Task Of_requests_that_nobody_follows_a_few_are_and_the_setting_says_how_many()
    {
        await using var few = new OtlpReceiver();
        await using var none = new OtlpReceiver();
        using var sampled = RunningProgram.Api(few.Settings);
        using var never = RunningProgram.Api(
            new Dictionary<string, string>(none.Settings) { ["OTEL_TRACES_SAMPLER"] = "always_off", ["OTEL_SERVICE_NAME"] = "hub" }
        );
        foreach (var api in new[] { sampled, never })
        {
            using var client = new HttpClient { BaseAddress = api.Address("listens on") };
            for (var i = 0; i < 300; i++)
                Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
            api.Terminate();
            await api.Exits(0);
        }
        // 15 are to be expected: fewer than 1 or more than 60 come once in millions of times.
        Assert.InRange(few.Spans().Count(span => span.Name == "GET /health/live"), 1, 60);
        Assert.Empty(none.Spans());
        Assert.All(none.Figures(), figure => Assert.Equal("hub", figure.Service));
    }

    private static async Task IsFollowed(OtlpReceiver receiver, RunningProgram api, string scorerIn)
    {
        using var client = new HttpClient { BaseAddress = api.Address("listens on") };
        // Neither is by chance: the caller says so.
        foreach (var (trace, flag) in new[] { (Trace[..^1] + "0", "00"), (Trace, "01") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/recommendations")
            {
                Content = new StringContent(Request, null, "application/json"),
                Headers = { { "traceparent", $"00-{trace}-{Caller}-{flag}" } },
            };
            Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(request)).StatusCode);
        }
        await Collected.Until(() => OfTrace().Count >= 4, () => string.Join('\n', receiver.Spans()));
        var spans = OfTrace();
        Assert.Equal(4, spans.Count);
        var served = Assert.Single(spans, span => span.Parent == Caller);
        Assert.Equal(("matcher-api", "POST /v1/recommendations"), (served.Service, served.Name));
        Assert.Equal("200", served.Tags["http.response.status_code"]);
        var called = Assert.Single(spans, span => span.Parent == served.Id);
        Assert.Equal(("matcher-api", "matcher.scoring.v1.ScoringService/Score"), (called.Service, called.Name));
        var sent = Assert.Single(spans, span => span.Parent == called.Id);
        Assert.Equal("matcher-api", sent.Service);
        var scored = Assert.Single(spans, span => span.Parent == sent.Id);
        Assert.Equal(scorerIn, scored.Service);
        Assert.Equal("matcher.scoring.v1.ScoringService/Score", scored.Name);
        Assert.Equal("0", scored.Tags["grpc.status_code"]);
        Assert.DoesNotContain(receiver.Spans(), span => span.Trace.EndsWith(Trace[1..^1] + "0", StringComparison.Ordinal));

        List<SentSpan> OfTrace() => [.. receiver.Spans().Where(span => span.Trace == Trace)];
    }
}
