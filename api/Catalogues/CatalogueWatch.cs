using Matcher.Data;
using Matcher.Data.Catalogues;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Catalogues;

/// <summary>A catalogue that is not served because it has faults. The service's log lists them, and <c>catalogue check</c> does.</summary>
/// <param name="SeenAt">When it was read.</param>
/// <param name="Faults">How many faults it has.</param>
internal sealed record RefusedCatalogue(DateTimeOffset SeenAt, int Faults);

/// <summary>
/// Has every catalogue remembered that is served, and serves the folder's anew when its files change: whole and without fault, or else the
/// one before goes on.
/// </summary>
internal sealed partial class CatalogueWatch(
    string folder,
    CurrentCatalogue current,
    CatalogueHistory history,
    TimeProvider clock,
    IOptions<CatalogueWatchOptions> options,
    ILogger<CatalogueWatch> logger
) : BackgroundService
{
    private const int MostLogged = 20;

    // How often it is asked whether the dates have moved where the files are not looked at.
    private static readonly TimeSpan Seldom = TimeSpan.FromMinutes(1);

    // Looking costs a processor's time.
    private static readonly TimeSpan MostOften = TimeSpan.FromMilliseconds(10);
    private volatile RefusedCatalogue? refused;

    /// <summary>The newest catalogue of the folder, if it is faulty.</summary>
    public RefusedCatalogue? Refused => refused;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var every = options.Value.LookEvery;
        var looks = every > TimeSpan.Zero;
        // Real time, whatever clock tells the day.
        using var timer = new PeriodicTimer(!looks ? Seldom : every < MostOften ? MostOften : every);
        // What the service started with was read already; if the files changed since, they look otherwise.
        var files = new FolderWatch(() => CatalogueArchive.LookAt(folder), current.AsWritten.Look);
        ReportWarnings();
        do
        {
            history.RememberServed();
            if (looks)
                files.Look(TryTakeUp);
        } while (await Next(timer, stoppingToken));
    }

    private static async Task<bool> Next(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <returns>Whether the files could be read; if not, they are tried again.</returns>
    private bool TryTakeUp()
    {
        try
        {
            var (read, faults) = CatalogueArchive.Read(folder);
            if (read is null)
            {
                LogRefused(faults.Count, current.AsWritten.Catalogue.Version, string.Join(Environment.NewLine, faults.Take(MostLogged)));
                refused = new(clock.GetUtcNow(), faults.Count);
                return true;
            }
            refused = null;
            var old = current.AsWritten.Catalogue.Version;
            if (read.Catalogue.Version == old)
                return true;
            LogTaken(read.Catalogue.Version, old);
            current.Replace(read);
            history.RememberServed();
            ReportWarnings();
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void ReportWarnings()
    {
        var count = current.AsWritten.Warnings.At(current.Now().Time).Count;
        if (count > 0)
            LogWarnings(count, folder);
    }

    [LoggerMessage(
        EventId = 1401,
        EventName = "CatalogueWarnings",
        Level = LogLevel.Warning,
        Message = "Warnings about the catalogue: {Count}. It is served, but something in it is probably a mistake. To see what, run: catalogue check {Folder}"
    )]
    private partial void LogWarnings(int count, string folder);

    [LoggerMessage(
        EventId = 1402,
        EventName = "CatalogueChanged",
        Level = LogLevel.Information,
        Message = "The catalogue changed: version {Version} is served, no longer {Old}."
    )]
    private partial void LogTaken(string version, string old);

    [LoggerMessage(
        EventId = 1403,
        EventName = "CatalogueRefused",
        Level = LogLevel.Error,
        Message = "The catalogue changed and has {Count} faults, so version {Version} is still served. Correct them, and it is read again:\n{Faults}"
    )]
    private partial void LogRefused(int count, string version, string faults);
}

/// <summary>Registers the watch.</summary>
internal static class CatalogueWatchHosting
{
    /// <summary>Has a folder watched.</summary>
    /// <param name="services">Where it is registered.</param>
    /// <param name="folder">The folder of the catalogue.</param>
    /// <param name="history">Finds the folder in which the versions that were served are remembered.</param>
    public static void AddCatalogueWatch(this IServiceCollection services, string folder, Func<IServiceProvider, string> history)
    {
        services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<CatalogueHistory>(provider, Path.GetFullPath(history(provider)))
        );
        services
            .AddOptions<CatalogueWatchOptions>()
            .BindConfiguration(CatalogueWatchOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<CatalogueWatch>(provider, folder));
        services.AddHostedService(provider => provider.GetRequiredService<CatalogueWatch>());
    }
}
