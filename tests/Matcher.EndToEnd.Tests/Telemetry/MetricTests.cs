using System.Net;
using Matcher.Api.Tests;
using Matcher.Api.Tests.Telemetry;

namespace Matcher.EndToEnd.Tests.Telemetry;

/// <summary>What happens is counted, by what came of it.</summary>
public sealed class MetricTests : IAsyncDisposable
{
    private const string Request = """{ "location": { "postcode": "BN3" } }""";
    private const string List = "reference,postcode\nCL-001,BN3\nCL-002,BN3\nCL-003,nowhere\n";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");
    private readonly OtlpReceiver receiver = new();
    private readonly RunningProgram scorer;
    private readonly RunningProgram api;
    private readonly HttpClient client;
    private readonly string scorerAddress;

    public MetricTests()
    {
        scorer = RunningProgram.Scorer(receiver.Settings);
        scorerAddress = $"{scorer.Address("Scorer ready")}".TrimEnd('/');
        api = RunningProgram.Api(
            receiver.Settings,
            "--scorer",
            scorerAddress,
            "--Scorer:Deadline=00:00:02",
            "--Access:Open=true",
            "--Web:Proxies:0=127.0.0.1",
            "--Limits:RequestsPerAddress=50",
            "--Limits:AnswersAtOnce=2",
            $"--BatchRuns:Folder={folder.FullName}"
        );
        client = new() { BaseAddress = api.Address("listens on") };
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        api.Dispose();
        scorer.Dispose();
        await receiver.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Rankings_calls_and_the_versions_that_answer_are_counted_in_both_programs()
    {
        await Poll.Until(async () => (await client.GetAsync("/health/ready")).IsSuccessStatusCode);
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await Recommend("192.0.2.7")).StatusCode);
        await Reaches("matcher.rankings", "{ranking}", 3, "outcome=scored");
        await Reaches("matcher.ranking.candidates", "{candidate}", 3);
        await Reaches("matcher.scorer.calls", "{call}", 3, $"scorer={scorerAddress}", "method=Score", "status=OK");
        await Reaches("matcher.scorer.circuit.open", "{circuit}", 0, $"scorer={scorerAddress}");
        var model = await Reaches("matcher.model.info", "{model}", 1, $"scorer={scorerAddress}");
        await Reaches("matcher.catalogue.info", "{catalogue}", 1);
        await Reaches("matcher.scoring.calls", "{call}", 3, "method=Score", "status=OK");
        await Reaches("matcher.scoring.candidates", "{candidate}", 3);
        var served = await Reaches("matcher.scoring.model.info", "{model}", 1);
        Assert.Equal(("matcher-api", "matcher-scorer"), (model.Service, served.Service));
        Assert.Equal(served.Labels["version"], model.Labels["version"]);
        // The framework's own.
        await Reaches("http.server.request.duration", "s", 3, "http.route=/v1/recommendations", "http.response.status_code=200");
        Assert.Contains(receiver.Figures(), figure => figure.Name.StartsWith("dotnet.gc", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Waiting_lists_are_counted_while_they_wait_and_when_they_are_done()
    {
        if (OperatingSystem.IsWindows())
            return;
        await Poll.Until(async () => (await client.GetAsync("/health/ready")).IsSuccessStatusCode);
        scorer.Signal("STOP");
        using var sent = await client.PostAsync(
            "/v1/batch-runs?allocate=true&method=optimal",
            new StringContent(List, null, "text/csv")
        );
        Assert.Equal(HttpStatusCode.Accepted, sent.StatusCode);
        await Reaches("matcher.batch.chunks", "{chunk}", 1, "state=claimed");
        await Collected.Until(() => Find("matcher.batch.oldest_open_chunk.age")?.Value > 1, Seen);
        scorer.Signal("CONT");
        await Reaches("matcher.batch.rows", "{row}", 2, "outcome=ranked");
        await Reaches("matcher.batch.rows", "{row}", 1, "outcome=faulty");
        await Reaches("matcher.batch.allocation.duration", "s", 1, "method=optimal");
        await Reaches("matcher.scorer.calls", "{call}", 1, "method=ScorePeople", "status=OK");
        await Reaches("matcher.scoring.calls", "{call}", 1, "method=ScorePeople", "status=OK");
        await Collected.Until(() => Find("matcher.batch.chunks", "state=claimed")?.Value == 0, Seen);
        await Collected.Until(() => Find("matcher.batch.oldest_open_chunk.age")?.Value == 0, Seen);
        await Collected.Until(() => Find("matcher.scoring.streams")?.Value == 0, Seen);
    }

    [Fact]
    public async Task Plain_orders_refusals_and_a_scorer_that_is_left_alone_are_counted()
    {
        if (OperatingSystem.IsWindows())
            return;
        await Poll.Until(async () => (await client.GetAsync("/health/ready")).IsSuccessStatusCode);
        scorer.Signal("STOP");
        // An address has half the room, which is one answer; the scorer holds it up.
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Recommend("192.0.2.7")));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable);
        await Reaches("matcher.refusals", "{request}", 1, "limiter=work", "kind=answer");
        for (var i = 0; i < 4; i++)
            Assert.Equal(HttpStatusCode.OK, (await Recommend("192.0.2.8")).StatusCode);
        await Reaches("matcher.rankings", "{ranking}", 4, "outcome=plain");
        await Reaches("matcher.scorer.calls", "{call}", 3, "method=Score", "status=DeadlineExceeded");
        await Reaches("matcher.scorer.circuit.open", "{circuit}", 1, $"scorer={scorerAddress}");

        await Poll.Until(async () => (await Ask("/v1/catalogue", "192.0.2.9")).StatusCode == HttpStatusCode.TooManyRequests);
        await Reaches("matcher.refusals", "{request}", 1, "limiter=rate", "kind=address");
    }

    private async Task<SentFigure> Reaches(string name, string unit, double atLeast, params string[] labels)
    {
        await Collected.Until(() => Find(name, labels)?.Value >= atLeast, Seen);
        var figure = Find(name, labels)!;
        Assert.Equal(unit, figure.Unit);
        return figure;
    }

    private SentFigure? Find(string name, params string[] labels) =>
        receiver
            .Figures()
            .Find(figure =>
                figure.Name == name
                && Array.TrueForAll(labels, label => label.Split('=') is var parts && figure.Labels.GetValueOrDefault(parts[0]) == parts[1])
            );

    private string Seen() =>
        string.Join(
            '\n',
            receiver
                .Figures()
                .Where(figure => figure.Name.StartsWith("matcher", StringComparison.Ordinal))
                .Select(figure => $"{figure}: {figure.Value}")
        );

    private Task<HttpResponseMessage> Recommend(string from)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/recommendations")
        {
            Content = new StringContent(Request, null, "application/json"),
            Headers = { { "X-Forwarded-For", from } },
        };
        return client.SendAsync(request);
    }

    private Task<HttpResponseMessage> Ask(string path, string from) =>
        client.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "X-Forwarded-For", from } } });
}
