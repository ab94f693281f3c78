using System.IO.Pipelines;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace Matcher.Api.Hosting;

/// <summary>
/// Connections from this process to a server inside it, over two pipes in memory: no port, no file and no folder that another program
/// could take, remove or fill.
/// </summary>
internal sealed class InProcessTransport : IConnectionListenerFactory, IConnectionListenerFactorySelector, IConnectionListener
{
    // In bytes, each way: a part of a batch run is some hundred kilobytes, and a small pipe would make both sides wait for each other.
    private static readonly PipeOptions Buffer = new(
        pauseWriterThreshold: 1024 * 1024,
        resumeWriterThreshold: 512 * 1024,
        useSynchronizationContext: false
    );

    private readonly Channel<ConnectionContext> connecting = Channel.CreateUnbounded<ConnectionContext>();
    private int connections;

    /// <summary>Where the server has to listen.</summary>
    public EndPoint EndPoint { get; } = new Inside();

    /// <summary>Opens a connection to the server.</summary>
    /// <exception cref="IOException">The server has stopped.</exception>
    public Stream Connect()
    {
        var (request, response) = (new Pipe(Buffer), new Pipe(Buffer));
        var connection = new Connection(
            Interlocked.Increment(ref connections),
            new(request.Reader, response.Writer),
            new(response.Reader, request.Writer)
        );
        if (!connecting.Writer.TryWrite(connection))
            throw new IOException("The scorer inside this process has stopped.");
        return new DuplexStream(response.Reader.AsStream(), request.Writer.AsStream());
    }

    public bool CanBind(EndPoint endpoint) => endpoint is Inside;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => new(this);

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        await connecting.Reader.WaitToReadAsync(cancellationToken) && connecting.Reader.TryRead(out var connection) ? connection : null;

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        connecting.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => UnbindAsync();

    private sealed class Inside : EndPoint;

    private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class Connection : DefaultConnectionContext
    {
        private readonly Ends server;
        private readonly Ends client;

        // Never disposed of: the base class cancels its own later than it may dispose of it, which would end the process.
        private readonly CancellationTokenSource closed = new();

        public Connection(int number, Ends server, Ends client)
            : base($"inside-{number}", transport: server, application: client)
        {
            (this.server, this.client) = (server, client);
            ConnectionClosed = closed.Token;
        }

        public override void Abort(ConnectionAbortedException abortReason)
        {
            // The client closes a connection on which it can't read.
            client.Input.CancelPendingRead();
            _ = closed.CancelAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            await server.Input.CompleteAsync();
            await server.Output.CompleteAsync();
            await base.DisposeAsync();
        }
    }
}
