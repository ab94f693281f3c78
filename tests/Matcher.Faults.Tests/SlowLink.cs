using System.Net;
using System.Net.Sockets;

namespace Matcher.Faults.Tests;

/// <summary>A link between two programs, at whose will bytes arrive late.</summary>
internal sealed class SlowLink : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly Uri target;

    /// <param name="target">Where it leads.</param>
    public SlowLink(Uri target)
    {
        this.target = target;
        listener.Start();
        _ = Accept();
    }

    /// <summary>How long bytes are on their way to the target.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Where it begins.</summary>
    public Uri Address => new($"http://{listener.LocalEndpoint}");

    public void Dispose()
    {
        ended.Cancel();
        listener.Dispose();
        ended.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
                _ = Connect(await listener.AcceptTcpClientAsync(ended.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The trial is over.
        }
    }

    private async Task Connect(TcpClient caller)
    {
        using var from = caller;
        using var to = new TcpClient();
        try
        {
            await to.ConnectAsync(target.Host, target.Port, ended.Token);
            await Task.WhenAny(Copy(from.GetStream(), to.GetStream(), isSlow: true), Copy(to.GetStream(), from.GetStream(), isSlow: false));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or IOException)
        {
            // One side has gone, and the other is told by the end of its connection.
        }
    }

    private async Task Copy(NetworkStream from, NetworkStream to, bool isSlow)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, ended.Token) is > 0 and var length)
        {
            if (isSlow && Delay > TimeSpan.Zero)
                await Task.Delay(Delay, ended.Token);
            await to.WriteAsync(buffer.AsMemory(0, length), ended.Token);
        }
    }
}
