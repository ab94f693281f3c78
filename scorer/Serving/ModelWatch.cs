using Matcher.Data;
using Matcher.Scorer.Models;
using Matcher.Scorer.Scoring;

namespace Matcher.Scorer.Serving;

/// <summary>What is watched.</summary>
/// <param name="Folder">The folder of the model.</param>
/// <param name="Look">How it looked before the model that is served first was read.</param>
/// <param name="Every">How often it is looked at; zero: never.</param>
internal sealed record WatchedModel(string Folder, string Look, TimeSpan Every);

/// <summary>
/// Serves the folder's model anew when its files change: whole and after it has passed every check, or else the one before goes on. What is
/// no longer in the folder, but served, is kept in its history.
/// </summary>
internal sealed partial class ModelWatch(WatchedModel watched, CurrentModel current, ILogger<ModelWatch> logger) : BackgroundService
{
    // Looking costs a processor's time.
    private static readonly TimeSpan MostOften = TimeSpan.FromMilliseconds(10);
    private bool isKept;
    private bool cannotKeep;

    /// <summary>Loads a model that the folder held before; null when it is not kept, or can't be served.</summary>
    public static LoadedModel? LoadEarlier(string folder, string version)
    {
        try
        {
            return ModelHistory.List(folder).FirstOrDefault(kept => kept.Version == version) is { } kept
                ? CheckedModel.Load(kept.Open())
                : null;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (watched.Every == TimeSpan.Zero)
            return;
        using var timer = new PeriodicTimer(watched.Every < MostOften ? MostOften : watched.Every);
        var files = new FolderWatch(() => ModelFiles.LookAt(watched.Folder), watched.Look);
        try
        {
            do
            {
                files.Look(TryTakeUp);
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    /// <returns>Whether the folder's model is served; if not, it is tried again at the next look.</returns>
    private bool TryTakeUp()
    {
        var old = current.Served.Scorer;
        try
        {
            var loaded = CheckedModel.Load(ModelFiles.Read(watched.Folder));
            var isOther = loaded.Manifest.Version != old.Version;
            if (isOther)
                KeepServed(old);
            current.Replace(loaded);
            isKept = false;
            if (isOther)
                LogChanged(loaded.Manifest.Version, old.Version);
            return true;
        }
        // Whatever happens to the folder, the watch goes on.
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            KeepServed(old);
            var known = current.Refused;
            current.Refuse(error.Message);
            if (current.Refused != known)
                LogRefused(watched.Folder, old.Version, error.Message);
            return false;
        }
    }

    // Once, as soon as the folder holds something else: while that is refused, this is the only copy.
    private void KeepServed(CandidateScorer served)
    {
        if (isKept)
            return;
        isKept = true;
        try
        {
            ModelHistory.Keep(watched.Folder, served.Version, served.Files);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (!cannotKeep)
                LogNotKept(watched.Folder, error.Message);
            cannotKeep = true;
        }
    }

    [LoggerMessage(
        EventId = 1101,
        EventName = "ModelChanged",
        Level = LogLevel.Information,
        Message = "The model changed: {Version} is served, no longer {Old}."
    )]
    private partial void LogChanged(string version, string old);

    [LoggerMessage(
        EventId = 1102,
        EventName = "ModelRefused",
        Level = LogLevel.Error,
        Message = "The files in {Folder} changed and can't be served, so the model {Version} is still served. {Reason}"
    )]
    private partial void LogRefused(string folder, string version, string reason);

    [LoggerMessage(
        EventId = 1103,
        EventName = "ModelNotKept",
        Level = LogLevel.Warning,
        Message = "Models that are replaced can't be kept in {Folder}, so `model back` finds none: to go back, copy the earlier model's files there. {Reason}"
    )]
    private partial void LogNotKept(string folder, string reason);
}
