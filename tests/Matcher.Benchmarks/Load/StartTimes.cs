using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Matcher.Benchmarks.Load;

/// <summary>How long Matcher and the bare hop take from start to the first answer, each with its backend inside.</summary>
internal sealed class StartTimes
{
    private const double MostTimesHop = 2;

    private readonly List<(double Seconds, double ProcessorSeconds)> matcher = [];
    private readonly List<(double Seconds, double ProcessorSeconds)> hop = [];

    /// <summary>Starts either server in turn, and asks it once.</summary>
    /// <param name="turns">How often.</param>
    /// <param name="servers">Whose requests and answer are sent.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InvalidOperationException">A server did not start or did not answer.</exception>
    public async Task Measure(int turns, LoadServers servers, CancellationToken cancellation)
    {
        for (var turn = 0; turn < turns; turn++)
        {
            hop.Add(await Time(servers.BareHop, servers.Bodies[0], cancellation));
            matcher.Add(await Time(servers.Matcher, servers.Bodies[0], cancellation));
        }
    }

    public void Print(TextWriter output)
    {
        output.WriteLine("| from start to the first answer | seconds | processor seconds |");
        output.WriteLine("|---|--:|--:|");
        foreach (var (name, times) in new[] { ("(b) hop, inside", hop), ("(c) Matcher, scorer inside", matcher) })
        {
            var (seconds, processor) = (Median(times, time => time.Seconds), Median(times, time => time.ProcessorSeconds));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {seconds:0.00} | {processor:0.00} |"));
        }
        output.WriteLine();
        var ratio = Median(matcher, time => time.Seconds) / Median(hop, time => time.Seconds);
        var missed = ratio <= MostTimesHop ? "" : ", missed";
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"Start, times the hop's: {ratio:0.00} (goal: at most {MostTimesHop}{missed})")
        );
    }

    private static async Task<(double, double)> Time(Func<ServerProcess> start, string body, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        using var server = start();
        using var http = new HttpClient { BaseAddress = await server.Address(cancellation) };
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
        using var response = await http.PostAsync(new Uri("/v1/recommendations", UriKind.Relative), content, cancellation);
        return response.IsSuccessStatusCode
            ? (watch.Elapsed.TotalSeconds, server.ProcessorTime.TotalSeconds)
            : throw new InvalidOperationException($"A server answered its first request with {(int)response.StatusCode}.");
    }

    private static double Median(List<(double, double)> times, Func<(double Seconds, double ProcessorSeconds), double> value)
    {
        var ordered = times.Select(value).Order().ToArray();
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }
}
