using Matcher.Api.BatchRuns.Store;
using Matcher.Data.Places;

namespace Matcher.Api.Hosting;

/// <summary>What commands need of the service: never the part that listens.</summary>
internal static class CommandHost
{
    /// <summary>Starts all that ranks, with the scorer inside unless the settings name one.</summary>
    /// <param name="settings">As the command line gives them, such as --Scorer:Address=http://localhost:5081.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="InvalidDataException">A setting, the catalogue or the model is faulty; the message says how.</exception>
    public static async Task<IHost> Start(string[] settings, CancellationToken cancellation)
    {
        var builder = Builder(settings);
        // Nothing is logged: the progress bar shows how far the run is, and a sentence at the end what went wrong.
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, StoppedByItsOwner>();
        builder.AddMatching();
        var host = builder.Build();
        await host.StartAsync(cancellation);
        await StoreHosting.Prepare(host.Services, cancellation);
        return host;
    }

    /// <summary>Makes what commands need that only look into the folder: nothing that ranks. Its log goes to standard error.</summary>
    /// <exception cref="InvalidDataException">A setting is faulty; the message says how.</exception>
    public static IHost OfStore(string[] settings)
    {
        var builder = Builder(settings);
        SettingsCheck.Check(builder.Configuration);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddBatchStore();
        return builder.Build();
    }

    /// <summary>Reads what is where.</summary>
    /// <exception cref="InvalidDataException">A setting or a file is faulty; the message says how.</exception>
    public static Gazetteer Places()
    {
        var settings = Builder([]).Configuration;
        SettingsCheck.Check(settings);
        return RankingServices.Places(settings);
    }

    private static HostApplicationBuilder Builder(string[] settings) =>
        Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = settings, ContentRootPath = AppContext.BaseDirectory });

    // Ctrl+C is the command's: it gives back what it began before the scorer goes.
    private sealed class StoppedByItsOwner : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
