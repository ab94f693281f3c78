using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Matcher.Benchmarks.Load;

/// <summary>Everything that is measured, running: each server in processes of its own.</summary>
internal sealed class LoadServers : IDisposable
{
    private const string Inside = "(c) Matcher, scorer inside";
    private const string AnyPort = "http://127.0.0.1:0";
    private readonly List<ServerProcess> processes = [];

    /// <summary>Starts Matcher with its scorer inside, as one of the servers that are measured.</summary>
    public Func<ServerProcess> Matcher { get; private set; } = null!;

    /// <summary>Starts the hop with its backend inside, likewise.</summary>
    public Func<ServerProcess> BareHop { get; private set; } = null!;

    /// <summary>What to measure, in the order of a turn.</summary>
    public IReadOnlyList<LoadTarget> Targets { get; private set; } = [];

    /// <summary>The requests: different from each other, and each of them asks the scorer.</summary>
    public IReadOnlyList<string> Bodies { get; private set; } = [];

    /// <summary>How large the bare servers' answer is, in bytes: as the median answer of Matcher.</summary>
    public int AnswerBytes { get; private set; }

    /// <summary>
    /// What a server printed that says of itself that answers were not what they should be, such as without scores. gRPC's own lines are
    /// none of that: wrk breaks off whatever is under way when its time is over.
    /// </summary>
    public IEnumerable<string> Complaints =>
        processes
            .Select(process => process.Output)
            .Where(output =>
                output.Contains("warn: Matcher.", StringComparison.Ordinal) || output.Contains("fail: Matcher.", StringComparison.Ordinal)
            );

    /// <summary>Starts them.</summary>
    public async Task Start(RequestBodies source, int bodyCount, string folder, CancellationToken cancellation)
    {
        Matcher = () =>
            ServerProcess.Product("Matcher.Api", "--urls", AnyPort, $"--BatchRuns:Folder={Path.Combine(folder, "embedded")}");
        BareHop = () => ServerProcess.Bare(BareServerKind.Hop, AnswerFile(folder));
        var embedded = await Address(Matcher(), cancellation);
        await Ask(embedded, source, bodyCount, folder, cancellation);

        var scorer = await Address(ServerProcess.Product("Matcher.Scorer", "serve", "--urls", AnyPort), cancellation);
        var separate = await Address(
            ServerProcess.Product(
                "Matcher.Api",
                "--urls",
                AnyPort,
                "--scorer",
                $"{scorer}",
                $"--BatchRuns:Folder={Path.Combine(folder, "separate")}"
            ),
            cancellation
        );
        var answer = AnswerFile(folder);
        var collector = await Address(ServerProcess.Bare(BareServerKind.Collector, answer), cancellation);
        var traced = await Address(
            ServerProcess.Traced(collector, "Matcher.Api", "--urls", AnyPort, $"--BatchRuns:Folder={Path.Combine(folder, "traced")}"),
            cancellation
        );
        var endpoint = await Address(ServerProcess.Bare(BareServerKind.Endpoint, answer), cancellation);
        var hop = await Address(BareHop(), cancellation);
        var backend = await Address(ServerProcess.Bare(BareServerKind.Backend, answer), cancellation);
        var separateHop = await Address(ServerProcess.Bare(BareServerKind.Hop, answer, backend), cancellation);
        Targets =
        [
            Target("(a) endpoint", endpoint),
            Target("(b) hop, inside", hop),
            Target(Inside, embedded, "(b) hop, inside"),
            Target("(d) Matcher, telemetry", traced) with
            {
                Without = Inside,
            },
            Target("(b) hop, two processes", separateHop),
            Target("(c) Matcher, two processes", separate, "(b) hop, two processes"),
        ];
    }

    public void Dispose()
    {
        foreach (var process in processes)
            process.Dispose();
    }

    private static string AnswerFile(string folder) => Path.Combine(folder, "answer.json");

    private static LoadTarget Target(string name, Uri server, string? hop = null) => new(name, new(server, "/v1/recommendations"), hop);

    private Task<Uri> Address(ServerProcess process, CancellationToken cancellation)
    {
        processes.Add(process);
        return process.Address(cancellation);
    }

    // An answer to somebody who can take nothing needs no scorer: such requests would flatter the numbers.
    private async Task Ask(Uri api, RequestBodies source, int bodyCount, string folder, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = api };
        var bodies = new HashSet<string>(StringComparer.Ordinal);
        var answers = new List<byte[]>();
        while (bodies.Count < bodyCount)
        {
            var body = source.Next();
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            };
            using var response = await http.PostAsync(new Uri("/v1/recommendations", UriKind.Relative), content, cancellation);
            var answer = await response.Content.ReadAsByteArrayAsync(cancellation);
            if (!response.IsSuccessStatusCode)
                throw new InvalidOperationException($"Matcher refused {body} with {Encoding.UTF8.GetString(answer)}");
            using var json = JsonDocument.Parse(answer);
            if (json.RootElement.GetProperty("degraded").GetBoolean())
                throw new InvalidOperationException("Matcher answered without its scorer.");
            if (json.RootElement.GetProperty("eligibleCourses").GetInt32() > 0 && bodies.Add(body))
                answers.Add(answer);
        }
        var typical = answers.OrderBy(answer => answer.Length).ElementAt(answers.Count / 2);
        (Bodies, AnswerBytes) = ([.. bodies], typical.Length);
        await File.WriteAllBytesAsync(AnswerFile(folder), typical, cancellation);
    }
}
