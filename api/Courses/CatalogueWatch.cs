using Matcher.Data.Reading;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Courses;

/// <summary>A catalogue that is not served because it is faulty. What is wrong stands in the service's log, and <c>catalogue check</c> tells it.</summary>
/// <param name="SeenAt">When it was read.</param>
/// <param name="Faults">How many faults it has.</param>
internal sealed record RefusedCatalogue(DateTimeOffset SeenAt, int Faults);

/// <summary>How a changed catalogue is taken up. Section "Catalogue" of the settings.</summary>
internal sealed class CatalogueWatchOptions
{
    /// <summary>How often the folder is looked at; zero: never.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(2);
}

/// <summary>
/// Serves the folder's catalogue anew when its files change: whole and without fault, or else the one before goes on. It looks at the files'
/// times and sizes, as no operating system tells of changes on every disk, and waits until two looks are alike, as somebody may still be copying.
/// </summary>
internal sealed partial class CatalogueWatch(string folder, CurrentCatalogue current, TimeProvider clock, IOptions<CatalogueWatchOptions> options, ILogger<CatalogueWatch> logger) : BackgroundService
{
    private const int MostLogged = 20;
    private volatile RefusedCatalogue? refused;

    /// <summary>The newest catalogue of the folder, if it is faulty.</summary>
    public RefusedCatalogue? Refused => refused;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.LookEvery <= TimeSpan.Zero) return;
        // Real time, whatever clock tells the day. Nothing is known of the files yet, so the first look that settles reads them: they may have changed while the service started.
        using var timer = new PeriodicTimer(options.Value.LookEvery);
        var (taken, before) = ("", "");
        while (await Next(timer, stoppingToken))
        {
            var now = Look();
            if (now == before && now != taken && TryTakeUp() && Look() == now) taken = now;
            before = now;
        }
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

    private string Look()
    {
        try
        {
            return string.Join('\n', new DirectoryInfo(folder).EnumerateFiles("*.csv").OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.GetType().Name;
        }
    }

    /// <returns>Whether the files could be read; if not, they are tried again.</returns>
    private bool TryTakeUp()
    {
        try
        {
            var (read, faults) = PackedCatalogue.Read(folder);
            if (read is null)
            {
                LogRefused(faults.Count, current.AsWritten.Catalogue.Version, string.Join(Environment.NewLine, faults.Take(MostLogged)));
                refused = new(clock.GetUtcNow(), faults.Count);
                return true;
            }
            refused = null;
            var old = current.AsWritten.Catalogue.Version;
            if (read.Catalogue.Version == old) return true;
            LogTaken(read.Catalogue.Version, old);
            current.Replace(read);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The catalogue changed: version {Version} is served, no longer {Old}.")]
    private partial void LogTaken(string version, string old);

    [LoggerMessage(Level = LogLevel.Error, Message = "The catalogue changed and has {Count} faults, so version {Version} is still served. Correct them, and it is read again:\n{Faults}")]
    private partial void LogRefused(int count, string version, string faults);
}

/// <summary>Registers the watch.</summary>
internal static class CatalogueWatchHosting
{
    /// <summary>Has a folder watched.</summary>
    public static void AddCatalogueWatch(this IServiceCollection services, string folder)
    {
        services.AddOptions<CatalogueWatchOptions>().BindConfiguration("Catalogue");
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<CatalogueWatch>(provider, folder));
        services.AddHostedService(provider => provider.GetRequiredService<CatalogueWatch>());
    }
}
