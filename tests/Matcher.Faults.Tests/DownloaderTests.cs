using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Matcher.Api.Tests;
using Matcher.EndToEnd.Tests;
using Xunit.Abstractions;

namespace Matcher.Faults.Tests;

/// <summary>Hubs that fetch results, and others who begin to and then read nothing, beside people who wait for an answer.</summary>
public sealed class DownloaderTests(ITestOutputHelper output) : IDisposable
{
    private const double PerSecond = 20;
    private const int Downloaders = 8;
    private const int People = 4000;

    private static readonly int SlowReaders = Trial.Of(60, 300);
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(Trial.Of(5, 30));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Files_are_sent_whole_or_refused_with_a_time_and_everybody_else_is_answered()
    {
        using var api = RunningProgram.Api("--Scorer:Deadline=00:00:01", $"--BatchRuns:Folder={folder.FullName}");
        var address = api.Address("listens on");
        using var load = new SteadyLoad(address);
        using var hubs = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
        var results = await Ranked(hubs);
        var whole = (await hubs.GetByteArrayAsync(results)).LongLength;
        output.Tell("Quiet", await load.Run(PerSecond, Time));

        using var stop = new CancellationTokenSource(Time);
        var slow = Enumerable.Range(0, SlowReaders).Select(_ => ReadNothing(address, results)).ToList();
        var fetching = Enumerable.Range(0, Downloaders).Select(_ => Fetch(hubs, results, stop.Token)).ToList();
        var outcomes = await load.Run(PerSecond, stop.Token);
        // Everybody gets a file in the end, because those who read nothing are cut off.
        var files = (await Task.WhenAll(fetching)).SelectMany(each => each).ToList();
        output.Tell($"Beside {Downloaders} downloads and {SlowReaders} who read nothing", outcomes);
        output.WriteLine($"{files.Count(file => file == whole)} files of {whole:N0} bytes, {files.Count(file => file is null)} refused.");

        Assert.All(outcomes, outcome => Assert.Equal(200, outcome.Status));
        Assert.All(files, file => Assert.True(file is null || file == whole));
        foreach (var connection in await Task.WhenAll(slow))
            connection.Dispose();
        if (LongForm.IsWanted)
            Assert.DoesNotContain(outcomes, outcome => outcome.IsDegraded);
    }

    private static async Task<Uri> Ranked(HttpClient client)
    {
        var rows = Enumerable.Range(0, People).Select(i => $"CL-{i:00000},{(i % 2 == 0 ? "BN3" : "NR2")},level6\n");
        using var body = new StringContent("reference,postcode,level\n" + string.Concat(rows), Encoding.UTF8, "text/csv");
        using var begun = await client.PostAsync("/v1/batch-runs", body);
        await Poll.Until(async () => (string?)JsonNode.Parse(await client.GetStringAsync(begun.Headers.Location))!["state"] == "done");
        return new($"{begun.Headers.Location}/results", UriKind.Relative);
    }

    // The sizes of the files that came, one at least; null: refused, with a time to come again.
    private static async Task<List<long?>> Fetch(HttpClient client, Uri results, CancellationToken stop)
    {
        var files = new List<long?>();
        while (!stop.IsCancellationRequested || files.TrueForAll(file => file is null))
        {
            using var answer = await client.GetAsync(results, CancellationToken.None);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                files.Add((await answer.Content.ReadAsByteArrayAsync(CancellationToken.None)).LongLength);
                continue;
            }
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            files.Add(null);
            await Task.Delay(answer.Headers.RetryAfter!.Delta!.Value, CancellationToken.None);
        }
        return files;
    }

    private static async Task<TcpClient> ReadNothing(Uri address, Uri results)
    {
        var connection = new TcpClient { ReceiveBufferSize = 4096 };
        await connection.ConnectAsync(address.Host, address.Port);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {results} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        return connection;
    }
}
