using System.Diagnostics;
using System.Text;

namespace Matcher.Faults.Tests;

/// <summary>Callers who send requests at a steady rate, however long the answers take: nobody waits for the one before.</summary>
internal sealed class SteadyLoad : IDisposable
{
    private const string Degraded = "\"degraded\":true";

    // Beyond every deadline of the service.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Postcodes = ["BN3", "NR2", "TR1", "PO30", "LS1", "M1", "B15", "NE1"];

    private readonly HttpClient client;
    private readonly Stopwatch watch = Stopwatch.StartNew();

    public SteadyLoad(Uri address)
    {
        client = new(new SocketsHttpHandler { PooledConnectionLifetime = Patience }) { BaseAddress = address, Timeout = Patience };
    }

    /// <summary>Sends so many requests a second until it is told to stop.</summary>
    public async Task<IReadOnlyList<Outcome>> Run(double perSecond, CancellationToken stop)
    {
        var began = watch.Elapsed;
        var sent = new List<Task<Outcome>>();
        while (!stop.IsCancellationRequested)
        {
            var due = (int)((watch.Elapsed - began).TotalSeconds * perSecond);
            while (sent.Count <= due)
                sent.Add(Send(sent.Count));
            await Task.Delay(1, CancellationToken.None);
        }
        return await Task.WhenAll(sent);
    }

    /// <summary>Sends so many requests a second for a while.</summary>
    public async Task<IReadOnlyList<Outcome>> Run(double perSecond, TimeSpan time)
    {
        using var stop = new CancellationTokenSource(time);
        return await Run(perSecond, stop.Token);
    }

    /// <summary>Lets callers each send a request as soon as they have the answer to the last; what a service can do at most.</summary>
    public async Task<IReadOnlyList<Outcome>> Saturate(int callers, TimeSpan time)
    {
        var began = watch.Elapsed;
        var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(One));
        return [.. all.SelectMany(each => each)];

        async Task<List<Outcome>> One(int number)
        {
            var outcomes = new List<Outcome>();
            while (watch.Elapsed - began < time)
                outcomes.Add(await Send(number + outcomes.Count));
            return outcomes;
        }
    }

    public void Dispose() => client.Dispose();

    /// <summary>Sends one request.</summary>
    public async Task<Outcome> Send(int number)
    {
        var at = watch.Elapsed.TotalMilliseconds;
        try
        {
            using var body = new StringContent(
                $$"""{ "location": { "postcode": "{{Postcodes[number % Postcodes.Length]}}" } }""",
                Encoding.UTF8,
                "application/json"
            );
            using var response = await client.PostAsync("/v1/recommendations", body);
            var text = await response.Content.ReadAsStringAsync();
            return new(
                at,
                watch.Elapsed.TotalMilliseconds - at,
                (int)response.StatusCode,
                text.Contains(Degraded, StringComparison.Ordinal),
                response.Headers.RetryAfter is not null
            );
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException or IOException)
        {
            return new(at, watch.Elapsed.TotalMilliseconds - at, 0, false, false);
        }
    }
}
