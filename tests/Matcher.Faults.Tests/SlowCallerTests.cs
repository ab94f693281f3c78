using System.Net.Sockets;
using System.Text;
using Matcher.EndToEnd.Tests;
using Xunit.Abstractions;

namespace Matcher.Faults.Tests;

/// <summary>Thousands of connections that are held open by a byte now and then.</summary>
public sealed class SlowCallerTests(ITestOutputHelper output)
{
    private const double PerSecond = 20;

    private static readonly int Connections = Trial.Of(300, 2000);
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(Trial.Of(4, 30));

    [Theory]
    [InlineData("headers", "POST /v1/recommendations HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")]
    [InlineData(
        "bodies",
        "POST /v1/recommendations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n"
    )]
    [InlineData("lists", "POST /v1/batch-runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 60000\r\n\r\n")]
    public async Task Nobody_else_is_kept_waiting_and_the_slow_are_cut_off(string what, string beginning)
    {
        using var api = RunningProgram.Api("--Scorer:Deadline=00:00:01");
        var address = api.Address("listens on");
        using var load = new SteadyLoad(address);
        output.Tell("Quiet", await load.Run(PerSecond, Time));

        var slow = new List<TcpClient>();
        try
        {
            while (slow.Count < Connections)
            {
                var connection = new TcpClient();
                slow.Add(connection);
                await connection.ConnectAsync(address.Host, address.Port);
                await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(beginning));
            }
            var outcomes = await load.Run(PerSecond, Time);
            output.Tell($"Beside {Connections} slow {what}", outcomes);
            Assert.All(outcomes, outcome => Assert.Equal(200, outcome.Status));
            // The service closes its side of each.
            await Task.WhenAll(slow.Select(UntilClosed));
        }
        finally
        {
            slow.ForEach(connection => connection.Dispose());
        }
    }

    private static async Task UntilClosed(TcpClient connection)
    {
        var buffer = new byte[4096];
        try
        {
            while (await connection.GetStream().ReadAsync(buffer) > 0) { }
        }
        catch (IOException)
        {
            // Broken off is closed too.
        }
    }
}
