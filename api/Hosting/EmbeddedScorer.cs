using Matcher.Api.Scoring;
using Matcher.Scorer;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Hosting;

/// <summary>
/// Runs the scorer inside the API's process, as an application of its own that only this process can connect to. The one file of the API
/// that knows the scorer's assembly: everything else speaks gRPC to it, wherever it runs.
/// </summary>
internal sealed class EmbeddedScorer(IOptions<ScorerOptions> options, ILoggerFactory logging) : IHostedService, IAsyncDisposable
{
    private readonly InProcessTransport transport = new();
    private WebApplication? app;

    /// <summary>Opens a connection to it.</summary>
    /// <exception cref="IOException">It has stopped.</exception>
    public Stream Connect() => transport.Connect();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        app = ScorerApp.Build(
            options.Value.ModelFolder,
            options.Value.LookEvery,
            host =>
                host.ConfigureServices(services => services.AddSingleton<IConnectionListenerFactory>(transport))
                    .ConfigureKestrel(kestrel => kestrel.Listen(transport.EndPoint)),
            logs => logs.Services.AddSingleton(logging)
        );
        return app.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        await transport.DisposeAsync();
    }
}
