using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Matcher.Api.Tests.BatchRuns;
using Matcher.Api.Tests.Telemetry;
using Route = Matcher.Api.Tests.OpenApi.Route;

namespace Matcher.Api.Tests.Hosting;

/// <summary>A profile is personal: it is answered and forgotten.</summary>
/// <remarks>
/// Runs when no other test does: OpenTelemetry takes the services of one process for one, and stops counting for all when one of them ends.
/// </remarks>
[Collection(nameof(RunsAlone))]
public sealed class PrivacyTests
{
    private static readonly string[] Bodies =
    [
        """{ "location": { "postcode": "YO26 7QQ" }, "preferences": { "knownProviders": [ "canary-one" ] } }""",
        """{ "location": { "postcode": "YO26 7QQ" }, "canary-two": "canary-three" }""",
        """{ "location": { "postcode": "EH1 7QQ" } }""",
        """{ "canary-four """,
    ];

    private const string WaitingList =
        "reference,postcode,school,name\nCanary-1,YO26 7QQ,Canary School,Ms Canary\nCanary-2,YO26 canary,Canary School,Ms Canary\n";

    [Fact]
    public async Task Nothing_that_a_caller_sends_reaches_a_log_whether_the_request_is_good_bad_or_degraded()
    {
        using var api = new RunningApi();
        // A scorer that nobody runs: every answer is degraded, which is logged.
        using var degraded = new RunningApi(("Scorer:Address", "http://127.0.0.1:9"));
        foreach (var running in new[] { api, degraded })
        {
            foreach (var body in Bodies)
                (await running.Post(body)).Dispose();
            (await running.Post("canary-five", "text/plain")).Dispose();
            (await running.Client.GetAsync("/canary-six?postcode=YO26+7QQ")).Dispose();
            using var header = new HttpRequestMessage(HttpMethod.Post, "/v1/recommendations")
            {
                Content = new StringContent(Bodies[0], Encoding.UTF8, "application/json"),
            };
            header.Headers.Add("x-name", "canary-seven");
            (await running.Client.SendAsync(header)).Dispose();
        }
        Assert.NotEmpty(degraded.Log);
        Assert.All(
            api.Log.Concat(degraded.Log),
            line =>
            {
                Assert.DoesNotContain("canary", line, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("YO26", line, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("7QQ", line, StringComparison.OrdinalIgnoreCase);
            }
        );
    }

    [Fact]
    public async Task Nothing_that_a_caller_sends_is_exported_whatever_the_route_and_however_it_ends()
    {
        await using var receiver = new OtlpReceiver();
        (string, string)[] export = [.. receiver.Settings.Select(each => (each.Key, each.Value)), ("OTEL_TRACES_SAMPLER", "always_on")];
        var gone = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using (var api = new RunningApi([("Web:Proxies:0", "127.0.0.1"), ("Access:Open", "true"), .. export]))
        using (var degraded = new RunningApi([("Scorer:Address", "http://127.0.0.1:9"), .. export]))
        using (var guarded = new RunningApi([("Access:Required", "true"), .. export]))
        using (var broken = new RunningApi([("BatchRuns:Folder", gone), .. export]))
        {
            await RunningApi.ReplaceByFile(gone);
            foreach (var running in new[] { api, degraded, guarded, broken })
                await AskEverything(running);
            var run = await new Hub(api).Finished(WaitingList, "?allocate=true");
            foreach (var what in new[] { "results", "errors", "placements", "cohorts" })
                (await api.Client.GetAsync($"/v1/batch-runs/{run["id"]}/{what}?format=csv")).Dispose();
        }
        File.Delete(gone);

        // Once they have stopped, everything was sent.
        Assert.Contains(receiver.Traces, message => Holds(message, "/v1/recommendations"));
        Assert.Contains(receiver.Traces, message => Holds(message, "matcher.scoring.v1.ScoringService/ScorePeople"));
        Assert.Contains(receiver.Metrics, message => Holds(message, "matcher.batch.rows"));
        foreach (var message in receiver.Traces.Concat(receiver.Metrics))
        {
            foreach (var planted in new[] { "canary", "YO26", "192.0.2.77" })
                Assert.False(Holds(message, planted), $"{planted} was exported: {Around(message, planted)}");
        }
    }

    // Each operation as it is documented and with whatever else may be put into a request; and what is no operation at all.
    private static async Task AskEverything(RunningApi api)
    {
        foreach (var route in Route.All((await api.Client.GetFromJsonAsync<JsonObject>("/swagger/v1/swagger.json"))!))
        {
            foreach (var body in route.Bodies.Select(body => ((string, string)?)body).DefaultIfEmpty())
                await Ask(api, route.Request(body));
            var path = Regex.Replace(route.Path, @"\{\w+\}", "canary");
            await Ask(api, new(new(route.Method), $"{path}?near=YO26+7QQ&canary=canary"));
            await Ask(api, new(new("CANARY"), path));
        }
        foreach (var body in Bodies)
            await Ask(api, Post("/v1/recommendations", body, "application/json"));
        await Ask(api, Post("/v1/batch-runs", WaitingList, "text/csv"));
        await Ask(api, new(HttpMethod.Get, "/canary/YO26?postcode=YO26+7QQ"));
        await AskByOtherName(api.Client.BaseAddress!);
    }

    private static async Task Ask(RunningApi api, HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.Add("X-Forwarded-For", "192.0.2.77");
            request.Headers.Add("Origin", "https://canary.example");
            request.Headers.Add("Referer", "https://canary.example/YO26");
            request.Headers.Add("traceparent", $"00-{Guid.NewGuid():n}-b7ad6b7169203331-01");
            request.Headers.Add("tracestate", "canary=YO26");
            request.Headers.Add("baggage", "canary=YO26");
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Canary", "1"));
            request.Headers.Authorization = new("Bearer", "canary");
            (await api.Client.SendAsync(request)).Dispose();
        }
    }

    // By hand: a client of this process would say in a span of its own whom it asks.
    private static async Task AskByOtherName(Uri api)
    {
        using var connection = new TcpClient(api.Host, api.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync("GET /health/live HTTP/1.1\r\nHost: canary.example\r\nConnection: close\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 ", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private static HttpRequestMessage Post(string path, string body, string mediaType) =>
        new(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, mediaType) };

    private static string Around(byte[] message, string planted)
    {
        var text = Regex.Replace(Encoding.Latin1.GetString(message), @"[^ -~]+", " ");
        var at = text.IndexOf(planted, StringComparison.OrdinalIgnoreCase);
        return text[Math.Max(0, at - 300)..Math.Min(text.Length, at + 300)];
    }

    private static bool Holds(byte[] message, string text) =>
        Encoding.Latin1.GetString(message).Contains(text, StringComparison.OrdinalIgnoreCase);
}

[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public sealed class RunsAlone;
