using System.Diagnostics;
using System.Net;
using Matcher.Api.Tests.Telemetry;

namespace Matcher.EndToEnd.Tests.Telemetry;

/// <summary>The export is there for those who ask for it, and never in the way.</summary>
public sealed class ExportTests
{
    // As OPERATIONS.md promises, whatever happens.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(25);

    [Fact]
    public async Task Unless_a_collector_is_named_nothing_of_open_telemetry_is_loaded()
    {
        if (!OperatingSystem.IsLinux())
            return;
        await using var receiver = new OtlpReceiver();
        foreach (var (environment, isLoaded) in new[] { (new Dictionary<string, string>(), false), (receiver.Settings, true) })
        {
            using var scorer = RunningProgram.Scorer(environment);
            using var api = RunningProgram.Api(environment, "--scorer", $"{scorer.Address("Scorer ready")}");
            using var client = new HttpClient { BaseAddress = api.Address("listens on") };
            await Answers(client);
            foreach (var program in new[] { api, scorer })
            {
                var loaded = program.LoadedFiles;
                Assert.Contains("Matcher.Data.dll", loaded);
                Assert.Equal(isLoaded, loaded.Any(file => file.StartsWith("OpenTelemetry", StringComparison.Ordinal)));
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_collector_that_is_dead_or_hangs_holds_up_neither_requests_nor_the_end(bool hangs)
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var receiver = new OtlpReceiver(hangs);
        var settings = new Dictionary<string, string>(receiver.Settings)
        {
            ["OTEL_TRACES_SAMPLER"] = "always_on",
            // In milliseconds, and longer than the test has: what waits for the collector waits for ever.
            ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "600000",
        };
        if (!hangs)
            settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{RunningProgram.FreePort()}";
        using var api = RunningProgram.Api(settings);
        using var client = new HttpClient { BaseAddress = api.Address("listens on") };
        for (var i = 0; i < 50; i++)
            await Answers(client);
        if (hangs)
            await Collected.Until(() => receiver.Traces.Any() && receiver.Metrics.Any(), () => "Nothing was sent.");
        await Answers(client);
        var stopping = Stopwatch.StartNew();
        api.Terminate();
        await api.Exits(0);
        Assert.True(stopping.Elapsed < LongestStop, $"It took {stopping.Elapsed} to stop.");
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "Write an address such as http://localhost:4317.")]
    [InlineData("OTEL_TRACES_SAMPLER", "sometimes", "It must be one of always_on, always_off,")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "5", "It must be a share from 0 to 1, such as 0.05 for 5%.")]
    public async Task A_setting_that_would_be_passed_over_stops_the_start(string name, string value, string advice)
    {
        var settings = new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:4317", [name] = value };
        foreach (var program in new Func<RunningProgram>[] { () => RunningProgram.Api(settings), () => RunningProgram.Scorer(settings) })
        {
            using var started = program();
            await started.Exits(1);
            Assert.Contains($"{name} is \"{value}\".", started.Output, StringComparison.Ordinal);
            Assert.Contains(advice, started.Output, StringComparison.Ordinal);
        }
    }

    private static async Task Answers(HttpClient client)
    {
        using var answer = await client.PostAsync(
            "/v1/recommendations",
            new StringContent("""{ "location": { "postcode": "BN3" } }""", null, "application/json")
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
