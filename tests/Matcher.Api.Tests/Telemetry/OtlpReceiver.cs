using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Matcher.Api.Tests.Telemetry;

/// <summary>A collector of the test's own: takes what is sent by OTLP over gRPC, on a real socket, and keeps it as it came.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    // gRPC puts whether a message is compressed and its length before it.
    private const int FrameBytes = 5;

    private readonly ConcurrentQueue<(bool IsTrace, byte[] Message)> received = new();
    private readonly CancellationTokenSource end = new();
    private readonly WebApplication app;

    /// <summary>Starts it.</summary>
    /// <param name="hangs">Whether it takes everything and never answers.</param>
    public OtlpReceiver(bool hangs = false)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2)
        );
        app = builder.Build();
        app.Run(http => Take(http, hangs));
        app.Start();
    }

    /// <summary>What a program has to be told to send everything here, and soon.</summary>
    public Dictionary<string, string> Settings =>
        new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = app.Urls.Single(),
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
        };

    /// <summary>Requests with traces, each a message of OTLP.</summary>
    public IEnumerable<byte[]> Traces => received.Where(each => each.IsTrace).Select(each => each.Message);

    /// <summary>Requests with metrics.</summary>
    public IEnumerable<byte[]> Metrics => received.Where(each => !each.IsTrace).Select(each => each.Message);

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await app.DisposeAsync();
        end.Dispose();
    }

    private async Task Take(HttpContext http, bool hangs)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var frame = body.ToArray();
        Assert.Equal(0, frame[0]);
        Assert.Equal(frame.Length - FrameBytes, BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(1)));
        received.Enqueue((http.Request.Path.Value!.Contains("Trace", StringComparison.Ordinal), frame[FrameBytes..]));
        if (hangs)
            await Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(end.Token, http.RequestAborted).Token);
        http.Response.ContentType = "application/grpc";
        await http.Response.Body.WriteAsync(new byte[FrameBytes], http.RequestAborted);
        http.Response.AppendTrailer("grpc-status", "0");
    }
}
