using System.Globalization;
using Matcher.Api.BatchRuns.Allocation;
using Matcher.Api.BatchRuns.Runs;
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
        .. done.Run.Placements is { } packed ? Comparison(AllocationReport.Unpack(packed)) : [],
    ];

    private static IEnumerable<string> Comparison(AllocationReport report)
    {
        yield return $"Placed by the method {report.Methods[0].Method}; the others to compare:";
        yield return $"{"method",-22}{"placed",8}{"cohorts",9}{"first choice",14}{"worst rank",12}{"total rank",12}";
        foreach (var method in report.Methods)
            yield return string.Create(CultureInfo.InvariantCulture, $"{method.Method,-22}{method.Placed,8}{method.Opened,9}{method.FirstChoice,14}{method.WorstRank,12}{method.TotalRank,12}");
        foreach (var method in report.Methods.Where(method => method.Goals.Length > 0))
            yield return $"{method.Method} reached: {method.Goals}.";
        yield return $"How {report.Methods[0].Method} works: {RunAllocation.Explanation(report.Methods[0].Method)}";
    }
}
