using Matcher.Data.Catalogues;
using Matcher.Data.Domain;

namespace Matcher.Api.BatchRuns.Store;

/// <summary>Opens the catalogue that a run began with, so that it ends with the same one, whatever is served by then.</summary>
/// <param name="store">Keeps the files.</param>
/// <param name="current">What is served.</param>
internal sealed class RunCatalogues(RunStore store, CurrentCatalogue current) : IDisposable
{
    private readonly SemaphoreSlim opening = new(1, 1);
    private readonly Dictionary<(string Version, DateOnly Today), Catalogue> open = [];

    public void Dispose() => opening.Dispose();

    /// <summary>The catalogue of a run, on its day; always the same object, so that the scorer gets it once.</summary>
    /// <exception cref="InvalidDataException">It is not kept.</exception>
    public async Task<Catalogue> Open(BatchRun run, CancellationToken cancellation)
    {
        await opening.WaitAsync(cancellation);
        try
        {
            var key = (run.CatalogueVersion, run.Today);
            if (open.TryGetValue(key, out var known))
                return known;
            var served = current.AsWritten.Catalogue;
            var written =
                run.CatalogueVersion == served.Version
                    ? served
                    : CatalogueArchive.LoadFiles(
                        await store.PinnedFiles(run.CatalogueVersion, cancellation)
                            ?? throw new InvalidDataException(
                                "The catalogue that the run is pinned to is gone from the database. Delete the run and send the list again."
                            )
                    );
            // Few are ever in use at once; what was used before is made again when it is needed.
            if (open.Count >= 8)
                open.Clear();
            return open[key] = written.At(run.Today);
        }
        finally
        {
            opening.Release();
        }
    }
}
