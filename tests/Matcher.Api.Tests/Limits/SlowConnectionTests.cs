using System.Net.Sockets;
using System.Text;

namespace Matcher.Api.Tests.Limits;

/// <summary>Whoever sends a byte now and then, to hold connections, is cut off.</summary>
public sealed class SlowConnectionTests
{
    private const string Headers = "POST /v1/recommendations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    [Theory]
    [InlineData("POST /v1/recommendations HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", 'x', "408")]
    [InlineData($"{Headers}Content-Length: 60000\r\n\r\n", ' ', "408")]
    public async Task A_request_that_comes_a_byte_at_a_time_is_answered_with_408_and_the_connection_closed(
        string beginning,
        char rest,
        string status
    )
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", RunningApi.Shared.Client.BaseAddress!.Port);
        var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning));
        using var ended = new CancellationTokenSource();
        var drip = Drip(stream, (byte)rest, ended.Token);
        // Ends once the service has closed its side.
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();
        await ended.CancelAsync();
        await drip;
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
    }

    private static async Task Drip(NetworkStream stream, byte value, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await stream.WriteAsync(new[] { value }, cancellation);
                await Task.Delay(200, cancellation);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The connection was closed, or the test is done.
        }
    }
}
