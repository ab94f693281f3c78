using System.IO.Compression;
using Matcher.Api.BatchRuns.Store;
using Matcher.Data.Domain;
using Matcher.Data.Reading;

namespace Matcher.Api.BatchRuns.Runs;

/// <summary>Keeps the catalogue that a run began with, so that it ends with the same one, whatever is served by then.</summary>
/// <param name="store">Keeps the files.</param>
/// <param name="current">What is served.</param>
/// <param name="folder">Where the files of what is served are.</param>
internal sealed class PinnedCatalogues(RunStore store, CurrentCatalogue current, string folder) : IDisposable
{
    private readonly SemaphoreSlim opening = new(1, 1);
    private readonly Dictionary<(string Version, DateOnly Today), Catalogue> open = [];

    /// <summary>Keeps the catalogue that is served.</summary>
    /// <returns>Its version, before its dates are moved.</returns>
    /// <exception cref="InvalidDataException">Its files were changed since they were read.</exception>
    public async Task<string> PinCurrent(CancellationToken cancellation)
    {
        var version = current.AsWritten.Version;
        await store.Pin(version, Zip, cancellation);
        return version;

        byte[] Zip()
        {
            var files = CatalogueArchive.Pack(folder);
            return CatalogueArchive.Load(files).Version == version
                ? files
                : throw new InvalidDataException("The catalogue's files were changed since the service read them. Start it again, so that runs are pinned to what is served.");
        }
    }

    public void Dispose() => opening.Dispose();

    /// <summary>The catalogue of a run, on its day; always the same object, so that the scorer is told of it once.</summary>
    /// <exception cref="InvalidDataException">It is not kept.</exception>
    public async Task<Catalogue> Open(BatchRun run, CancellationToken cancellation)
    {
        await opening.WaitAsync(cancellation);
        try
        {
            var key = (run.CatalogueVersion, run.Today);
            if (open.TryGetValue(key, out var known)) return known;
            var written = run.CatalogueVersion == current.AsWritten.Version
                ? current.AsWritten
                : CatalogueArchive.Load(await store.PinnedFiles(run.CatalogueVersion, cancellation) ?? throw new InvalidDataException("The catalogue that the run is pinned to is gone from the database. Delete the run and send the list again."));
            // Few are ever in use at once; what was used before is made again when it is needed.
            if (open.Count >= 8) open.Clear();
            return open[key] = written.At(run.Today);
        }
        finally
        {
            opening.Release();
        }
    }
}

/// <summary>A catalogue's folder as one archive.</summary>
internal static class CatalogueArchive
{
    private static readonly DateTimeOffset NoTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs a folder's CSV files.</summary>
    public static byte[] Pack(string folder)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal))
            {
                var entry = archive.CreateEntry(Path.GetFileName(file));
                entry.LastWriteTime = NoTime;
                using var to = entry.Open();
                using var from = File.OpenRead(file);
                from.CopyTo(to);
            }
        }
        return bytes.ToArray();
    }

    /// <summary>Reads a packed catalogue.</summary>
    /// <exception cref="InvalidDataException">It is faulty.</exception>
    public static Catalogue Load(byte[] files)
    {
        var folder = Directory.CreateTempSubdirectory("matcher-");
        try
        {
            using var archive = new ZipArchive(new MemoryStream(files), ZipArchiveMode.Read);
            archive.ExtractToDirectory(folder.FullName);
            return CatalogueFolder.Load(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
