using Matcher.Data;
using Matcher.Data.Catalogues;
using Matcher.Data.Domain;

namespace Matcher.Api.Catalogues;

/// <summary>
/// Remembers the versions of the catalogue that were served, so that a caller who keeps a copy can ask what changed since. Each is a small
/// file, so that a restart forgets nothing, and other processes that share the folder may have served it. Where nothing can be written, it
/// remembers until it stops. For any number of callers at once.
/// </summary>
/// <param name="folder">Where the files are; it is made, for this user alone.</param>
/// <param name="current">What is served.</param>
/// <param name="logger">Warns once when nothing can be written, and of each damaged file.</param>
internal sealed partial class CatalogueHistory(string folder, CurrentCatalogue current, ILogger<CatalogueHistory> logger)
{
    private const int MostVersions = 20;

    // Room for the most cohorts that there may be with a hundred thousand courses. A larger version is remembered until the service stops.
    private const int MostBytes = 16 * 1024 * 1024;
    private const string Ending = ".json";

    private readonly Lock guard = new();

    // What this process served, the newest last, and what the folder holds, the newest first; null: damaged.
    private readonly List<CatalogueFingerprints> served = [];
    private List<(FileState State, CatalogueFingerprints? Content)> kept = [];
    private bool cannotWrite;

    /// <summary>Remembers the catalogue that is served now as the newest.</summary>
    public void RememberServed()
    {
        lock (guard)
        {
            // Asked here, so that of two callers none brings back what the other saw replaced.
            var catalogue = current.Now().Catalogue;
            if (served is [.., var newest] && newest.Version == catalogue.Version)
                return;
            Add(CatalogueFingerprints.Of(catalogue));
        }
    }

    /// <summary>What a catalogue consists of that was served a moment ago; it is remembered as well.</summary>
    public CatalogueFingerprints Of(Catalogue catalogue)
    {
        lock (guard)
        {
            if (served.Find(each => each.Version == catalogue.Version) is { } known)
                return known;
            var content = CatalogueFingerprints.Of(catalogue);
            Add(content);
            return content;
        }
    }

    /// <summary>What a version consisted of; null when it is not remembered.</summary>
    public CatalogueFingerprints? Find(string version)
    {
        lock (guard)
        {
            if (served.Find(each => each.Version == version) is { } known)
                return known;
            Look();
            return kept.Find(each => each.Content?.Version == version).Content;
        }
    }

    /// <summary>The versions that are remembered, those that this process served first, each time the newest first.</summary>
    public IReadOnlyList<string> Versions()
    {
        lock (guard)
        {
            Look();
            return
            [
                .. served
                    .AsEnumerable()
                    .Reverse()
                    .Concat(kept.Select(each => each.Content).OfType<CatalogueFingerprints>())
                    .Select(each => each.Version)
                    .Distinct(),
            ];
        }
    }

    private void Add(CatalogueFingerprints version)
    {
        served.RemoveAll(each => each.Version == version.Version);
        if (served.Count == MostVersions)
            served.RemoveAt(0);
        served.Add(version);
        Keep(version);
    }

    private void Keep(CatalogueFingerprints version)
    {
        try
        {
            var packed = version.Pack();
            if (packed.Length > MostBytes)
                throw new IOException($"Version {version.Version} would take {packed.Length} bytes, and {MostBytes} are the limit.");
            // Batch runs use the folder above too, so it gets the permissions that they need.
            if (Path.GetDirectoryName(folder) is { } above)
                AppDataFolder.Make(above);
            AppDataFolder.Make(folder);
            WholeFile.Write(Path.Combine(folder, version.Version + Ending), to => to.Write(packed));
            // What a process that was killed left unfinished grows old like the others.
            foreach (var old in Files(Ending, WholeFile.Unfinished).Skip(MostVersions))
                File.Delete(old.Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (!cannotWrite)
                LogCannotWrite(folder, error.Message);
            cannotWrite = true;
        }
    }

    // Reads what is new in the folder since the last look.
    private void Look()
    {
        try
        {
            var before = kept.ToDictionary(each => each.State, each => each.Content);
            kept =
            [
                .. Files(Ending).Take(MostVersions).Select(file => (file, before.TryGetValue(file, out var known) ? known : Read(file))),
            ];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // There is no folder, or it may not be looked into; that it can't be written was said.
            kept = [];
        }
    }

    private CatalogueFingerprints? Read(FileState file)
    {
        try
        {
            if (
                file.Length <= MostBytes
                && CatalogueFingerprints.Unpack(File.ReadAllBytes(file.Path)) is { } read
                && read.Version + Ending == Path.GetFileName(file.Path)
            )
            {
                return read;
            }

            LogDamaged(file.Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(file.Path, error.Message);
        }
        return null;
    }

    private IEnumerable<FileState> Files(params string[] endings) =>
        new DirectoryInfo(folder)
            .EnumerateFiles()
            .Where(file => endings.Contains(file.Extension))
            .Select(file => new FileState(file.FullName, file.LastWriteTimeUtc, file.Length))
            .OrderByDescending(file => file.Written)
            .ThenBy(file => file.Path, StringComparer.Ordinal);

    [LoggerMessage(
        EventId = 1404,
        EventName = "CatalogueVersionsNotKept",
        Level = LogLevel.Warning,
        Message = "The versions of the catalogue can't be kept in {Folder}, so changes since a version can be reported only until the service stops. {Reason}"
    )]
    private partial void LogCannotWrite(string folder, string reason);

    [LoggerMessage(
        EventId = 1405,
        EventName = "CatalogueVersionDamaged",
        Level = LogLevel.Warning,
        Message = "{File} is not a version of the catalogue that this program kept, or it is damaged. It is ignored."
    )]
    private partial void LogDamaged(string file);

    [LoggerMessage(
        EventId = 1406,
        EventName = "CatalogueVersionUnreadable",
        Level = LogLevel.Warning,
        Message = "{File} can't be read, so this version of the catalogue counts as forgotten. {Reason}"
    )]
    private partial void LogUnreadable(string file, string reason);

    private readonly record struct FileState(string Path, DateTime Written, long Length);
}
