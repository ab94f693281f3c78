using System.Net.Sockets;
using System.Text;

namespace Matcher.Api.Tests.Http;

/// <summary>Bodies that are no HTTP, which only a program without a client library can send.</summary>
public sealed class DamagedBodyTests
{
    [Theory]
    [InlineData("/v1/recommendations", "application/json")]
    [InlineData("/v1/batch-runs", "text/csv")]
    public async Task A_chunk_without_a_size_that_there_can_be_is_the_caller_s_fault(string path, string mediaType)
    {
        foreach (var size in new[] { "80000000", "7FFFFFFFFFFFFFFF", "FFFFFFFFFFFFFFFFF", "-1", "zz" })
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync("127.0.0.1", RunningApi.Shared.Client.BaseAddress!.Port);
            var stream = connection.GetStream();
            var request =
                $"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: {mediaType}\r\nTransfer-Encoding: chunked\r\n\r\n{size}\r\nabc\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
            using var reader = new StreamReader(stream);
            var answer = await reader.ReadToEndAsync();
            Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
            Assert.Contains("/problems/bad-request", answer, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(RunningApi.Shared.Log, line => line.StartsWith("Unexpected", StringComparison.Ordinal));
    }
}
