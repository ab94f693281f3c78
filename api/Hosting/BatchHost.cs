using Matcher.Api.BatchRuns.Store;

namespace Matcher.Api.Hosting;

/// <summary>What a batch run on the command line needs of the service: everything but the part that listens.</summary>
internal static class BatchHost
{
    /// <summary>Starts it, with the scorer inside unless the settings name one.</summary>
    /// <param name="settings">As the command line gives them, such as --Scorer:Address=http://localhost:5081.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="InvalidDataException">A setting, the catalogue or the model is faulty; the message says how.</exception>
    public static async Task<IHost> Start(string[] settings, CancellationToken cancellation)
    {
        var builder = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings { Args = settings, ContentRootPath = AppContext.BaseDirectory }
        );
        // Nothing is logged: the progress bar shows how far the run is, and a sentence at the end what went wrong.
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, StoppedByItsOwner>();
        builder.AddMatching();
        var host = builder.Build();
        await host.StartAsync(cancellation);
        await StoreHosting.Prepare(host.Services, cancellation);
        return host;
    }

    // Ctrl+C is the command's: it gives back what it began before the scorer goes.
    private sealed class StoppedByItsOwner : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
