using System.Globalization;
using Matcher.Api.BatchRuns.Store;

namespace Matcher.Api.BatchRuns.Results;

/// <summary>What came of a run, in a few lines for a person. No times: they would differ where results do not.</summary>
internal static class RunSummary
{
    /// <summary>The lines.</summary>
    public static IReadOnlyList<string> Lines(RunProgress done) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"Rows: {done.Run.Rows:N0}. Ranked: {done.Ranked:N0}. Faulty: {done.Faulty:N0}."),
        $"Ranked for {done.Run.Today:yyyy-MM-dd} with the model {done.Run.ModelVersion ?? "(none was needed)"} and the catalogue {done.Run.CatalogueVersion}.",
    ];
}
