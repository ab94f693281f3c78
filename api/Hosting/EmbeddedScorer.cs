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
internal sealed class EmbeddedScorer : IHostedService, IAsyncDisposable
{
    // Unix allows 104 to 108 bytes, by the system.
    private const int LongestSocketPath = 100;
    private const string FolderName = "matcher-";
    private const string LockName = "scorer.lock";
    private readonly IOptions<ScorerOptions> options;
    private readonly ILoggerFactory logging;
    private readonly DirectoryInfo folder;
    private readonly FileStream alive;
    private WebApplication? app;

    public EmbeddedScorer(IOptions<ScorerOptions> options, ILoggerFactory logging)
    {
        (this.options, this.logging) = (options, logging);
        folder = Directory.CreateTempSubdirectory(FolderName);
        alive = Lock(folder.FullName, FileMode.CreateNew);
    }

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

        foreach (var other in Directory.EnumerateDirectories(Path.GetTempPath(), FolderName + "*"))
            RemoveIfLeft(other);
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
        await alive.DisposeAsync();
        RemoveIfLeft(folder.FullName);
    }

    // A process that is killed leaves its folder behind, but no lock on the file in it.
    private static void RemoveIfLeft(string folder)
    {
        try
        {
            Lock(folder, FileMode.Open).Dispose();
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Its process is alive, or it is another user's, or it is something else.
        }
    }

    private static FileStream Lock(string folder, FileMode mode) =>
        new(Path.Combine(folder, LockName), mode, FileAccess.Write, FileShare.None);
}
