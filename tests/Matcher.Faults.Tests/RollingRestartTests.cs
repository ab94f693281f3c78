using Matcher.EndToEnd.Tests;
using Xunit.Abstractions;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Health;

namespace Matcher.Faults.Tests;

/// <summary>Two services and two scorers behind a proxy, each restarted in turn, as for an upgrade.</summary>
public sealed class RollingRestartTests(ITestOutputHelper output)
{
    private const double PerSecond = 20;

    private static readonly int Rounds = Trial.Of(1, 10);
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task No_request_fails_while_every_process_is_restarted_in_turn()
    {
        if (OperatingSystem.IsWindows())
            return;
        var ports = Enumerable.Range(0, 4).Select(_ => RunningProgram.FreePort()).ToArray();
        var programs = new Func<RunningProgram>[]
        {
            () => RunningProgram.Scorer(ports[0]),
            () => RunningProgram.Scorer(ports[1]),
            () => Api(ports[2], ports[..2]),
            () => Api(ports[3], ports[..2]),
        };
        var running = programs.Select(Start).ToArray();
        try
        {
            await using var proxy = Proxy(ports[2..]);
            await proxy.StartAsync();
            using var load = new SteadyLoad(new(proxy.Urls.Single()));
            using var stop = new CancellationTokenSource();
            var calling = load.Run(PerSecond, stop.Token);
            for (var round = 0; round < Rounds; round++)
            {
                for (var i = 0; i < running.Length; i++)
                {
                    running[i].Terminate();
                    await running[i].Exits(0);
                    running[i].Dispose();
                    running[i] = Start(programs[i]);
                    // As whoever restarts them would: the next one goes once the proxy knows of this one.
                    await UntilUsed(proxy, ports[2..]);
                }
            }
            await stop.CancelAsync();
            var outcomes = await calling;
            output.Tell($"{Rounds} rolling restarts", outcomes);
            // Some may be degraded: the second scorer goes before each service has tried the first again, which it does every half second.
            Assert.All(outcomes, outcome => Assert.Equal(200, outcome.Status));
        }
        finally
        {
            foreach (var program in running)
                program.Dispose();
        }
    }

    private static RunningProgram Start(Func<RunningProgram> start)
    {
        var program = start();
        program.Address(" on http");
        return program;
    }

    // Named as behind a proxy, so that it still answers for a while when it is told to stop.
    private static RunningProgram Api(int port, int[] scorers) =>
        new(
            "Matcher.Api",
            $"--urls=http://127.0.0.1:{port}",
            $"--scorer={string.Join(',', scorers.Select(scorer => $"http://127.0.0.1:{scorer}"))}",
            "--Scorer:Deadline=00:00:30",
            "--Web:Hosts:0=127.0.0.1",
            "--Web:Hosts:1=matcher.example",
            "--Web:Drain=00:00:02",
            "--Access:Open=true",
            // The proxy is not named, so all callers are one.
            "--Limits:RequestsPerAddress=0"
        );

    private static WebApplication Proxy(int[] ports)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        builder
            .Services.AddReverseProxy()
            .LoadFromMemory(
                [
                    new()
                    {
                        RouteId = "all",
                        ClusterId = "matcher",
                        Match = new() { Path = "/{**all}" },
                    },
                ],
                [
                    new()
                    {
                        ClusterId = "matcher",
                        Destinations = ports.ToDictionary(
                            port => $"{port}",
                            port => new DestinationConfig { Address = $"http://127.0.0.1:{port}" }
                        ),
                        HealthCheck = new()
                        {
                            Active = new()
                            {
                                Enabled = true,
                                Interval = BetweenChecks,
                                Timeout = TimeSpan.FromSeconds(5),
                                Path = "/health/ready",
                                Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures,
                            },
                        },
                        Metadata = new Dictionary<string, string>
                        {
                            [ConsecutiveFailuresHealthPolicyOptions.ThresholdMetadataName] = "1",
                        },
                    },
                ]
            );
        var proxy = builder.Build();
        proxy.UseRouting();
        proxy.MapReverseProxy();
        return proxy;
    }

    private static async Task UntilUsed(WebApplication proxy, int[] ports)
    {
        var cluster = proxy.Services.GetRequiredService<Yarp.ReverseProxy.IProxyStateLookup>();
        using var limit = new CancellationTokenSource(RunningProgram.Patience);
        while (!cluster.TryGetCluster("matcher", out var state) || state.DestinationsState.AvailableDestinations.Count < ports.Length)
            await Task.Delay(BetweenChecks, limit.Token);
    }
}
