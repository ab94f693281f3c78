using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Matcher.EndToEnd.Tests;
using Xunit.Abstractions;

namespace Matcher.Faults.Tests;

/// <summary>Hubs that all send their lists at once, beside people who wait for an answer.</summary>
public sealed class UploaderTests(ITestOutputHelper output) : IDisposable
{
    private const double PerSecond = 20;
    private const int Rows = 2000;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(Trial.Of(5, 30));
    private static readonly string List =
        "reference,postcode,level\n"
        + string.Concat(Enumerable.Range(0, Rows).Select(i => $"CL-{i:00000},{(i % 2 == 0 ? "BN3" : "NR2")},level6\n"));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");

    public static TheoryData<int> Uploaders => LongForm.IsWanted ? [10, 50, 150] : [50];

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Uploaders))]
    public async Task Lists_are_accepted_or_refused_with_a_time_and_none_is_lost_while_everybody_else_is_answered(int uploaders)
    {
        using var api = RunningProgram.Api("--Scorer:Deadline=00:00:01", $"--BatchRuns:Folder={folder.FullName}");
        var address = api.Address("listens on");
        using var load = new SteadyLoad(address);
        output.Tell("Quiet", await load.Run(PerSecond, Time));

        using var stop = new CancellationTokenSource(Time);
        using var hubs = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
        var sending = Enumerable.Range(0, uploaders).Select(_ => Upload(hubs, stop.Token)).ToList();
        var outcomes = await load.Run(PerSecond, stop.Token);
        var lists = (await Task.WhenAll(sending)).SelectMany(each => each).ToList();
        output.Tell($"Beside {uploaders} uploaders", outcomes);
        var accepted = lists.Where(list => list.Status == HttpStatusCode.Accepted).ToList();
        output.WriteLine($"{accepted.Count} lists accepted, {lists.Count - accepted.Count} refused.");

        Assert.All(outcomes, outcome => Assert.Equal(200, outcome.Status));
        Assert.NotEmpty(accepted);
        Assert.All(lists.Except(accepted), list => Assert.True(list is { Status: HttpStatusCode.ServiceUnavailable, SaysWhen: true }));
        var kept = JsonNode.Parse(await hubs.GetStringAsync("/v1/batch-runs"))!;
        Assert.Equal(accepted.Count, (int)kept["total"]!);
        Assert.All(accepted, list => Assert.NotNull(list.Location));
        if (LongForm.IsWanted)
            Assert.DoesNotContain(outcomes, outcome => outcome.IsDegraded);
    }

    // As a program of a hub does: it sends its list until it is taken, and then another.
    private static async Task<List<Sent>> Upload(HttpClient client, CancellationToken stop)
    {
        var sent = new List<Sent>();
        while (!stop.IsCancellationRequested)
        {
            using var body = new StringContent(List, Encoding.UTF8, "text/csv");
            using var answer = await client.PostAsync("/v1/batch-runs", body, CancellationToken.None);
            var wait = answer.Headers.RetryAfter?.Delta;
            sent.Add(new(answer.StatusCode, wait is not null, answer.Headers.Location));
            if (wait is { } time)
                await Task.WhenAny(Task.Delay(time, stop));
        }
        return sent;
    }

    private sealed record Sent(HttpStatusCode Status, bool SaysWhen, Uri? Location);
}
