using System.Net.Sockets;
using System.Text;
using Matcher.Api.Scoring;
using Matcher.Scorer;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Hosting;

/// <summary>
/// Runs the scorer inside the API's process, as an application of its own on a Unix domain socket in a folder only this user can
/// enter. The one file of the API that knows the scorer's assembly: everything else speaks gRPC to it, wherever it runs.
/// </summary>
internal sealed class EmbeddedScorer(IOptions<ScorerOptions> options, ILoggerFactory logging) : IHostedService, IAsyncDisposable
{
    // Unix allows 104 to 108 bytes, by the system.
    private const int LongestSocketPath = 100;
    private readonly SocketFolder folder = new();
    private WebApplication? app;

    private string SocketFile => Path.Combine(folder.FullName, "scorer.sock");

    /// <summary>Opens a connection to it.</summary>
    public async ValueTask<Stream> Connect(CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketFile), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (Encoding.UTF8.GetByteCount(SocketFile) > LongestSocketPath)
        {
            throw new InvalidDataException(
                $"The path of the temporary folder is too long for a socket: {Path.GetTempPath()}. Set TMPDIR to a shorter one."
            );
        }

        SocketFolder.RemoveLeftBehind();
        app = ScorerApp.Build(
            options.Value.ModelFolder,
            host => host.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(SocketFile)),
            logs => logs.Services.AddSingleton(logging)
        );
        return app.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        folder.Dispose();
    }
}
