using System.Globalization;
using Matcher.Api.BatchRuns.Allocation;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Api.Http;

namespace Matcher.Api.BatchRuns.Results;

/// <summary>What came of a run, in a few lines for a person. No times: they would differ where results do not.</summary>
internal static class RunSummary
{
    private const int MostGroups = 10;
    private const int MostRows = 5;

    /// <summary>The lines.</summary>
    /// <param name="done">The run.</param>
    /// <param name="faults">What is wrong with its rows.</param>
    public static IReadOnlyList<string> Lines(RunProgress done, IReadOnlyList<FaultGroup> faults) =>
        [
            string.Create(CultureInfo.InvariantCulture, $"Rows: {done.Run.Rows:N0}. Ranked: {done.Ranked:N0}. Faulty: {done.Faulty:N0}."),
            $"Ranked for {done.Run.Today:yyyy-MM-dd} with the model {done.Run.ModelVersion ?? "(none was needed)"} and the catalogue {done.Run.CatalogueVersion}.",
            .. Columns(done.Run.Heading().Meaning().Columns()),
            .. Faults(faults),
            .. done.Run.Placements is { } packed ? Comparison(AllocationReport.Unpack(packed)) : [],
        ];

    /// <summary>What each column of a list was taken for, and what may have been meant otherwise.</summary>
    public static IEnumerable<string> Columns(IReadOnlyList<ColumnMeaning> columns)
    {
        if (columns.Count == 0)
            yield break;
        var understood = columns
            .Where(column => column.Field is not null)
            .Select(column => column.Name == column.Field ? column.Name : $"{Shown(column)} (as {column.Field})");
        yield return $"Columns understood: {string.Join(", ", understood)}.";
        var passedThrough = columns.Where(column => column.Field is null).ToList();
        if (passedThrough.Count > 0)
            yield return $"Columns only passed through: {string.Join(", ", passedThrough.Select(Shown))}.";
        foreach (var column in passedThrough.Where(column => column.LikelyField is not null))
        {
            yield return columns.FirstOrDefault(other => other.Field == column.LikelyField) is { } read
                ? $"{Shown(column)} was not used, because {Shown(read)} is read as {read.Field}. If they differ, remove one."
                : $"{Shown(column)} was not used. If it means {column.LikelyField}, rename the column and run the list again.";
        }
    }

    private static IEnumerable<string> Faults(IReadOnlyList<FaultGroup> groups)
    {
        foreach (var (leftOut, title) in ((bool, string)[])[(false, "Not ranked"), (true, "Ranked without the cell, as it can't be read")])
        {
            var some = groups.Where(group => group.LeftOut == leftOut).ToList();
            if (some.Count > 0)
                yield return $"{title}:";
            foreach (var group in some.Take(MostGroups))
                yield return $"  {Rows(group)}: {What(group)}{group.Message} {group.Advice}";
            if (some.Count > MostGroups)
                yield return $"  and {some.Skip(MostGroups).Sum(group => group.Count):N0} more, in the file of errors.";
        }
    }

    private static string What(FaultGroup group) =>
        group.Column.Length == 0 ? ""
        : group.Value.Length == 0 ? $"{Shown(group.Column)}: "
        : $"{Shown(group.Column)} is {Shown(group.Value)}. ";

    private static string Rows(FaultGroup group)
    {
        var shown = group.Rows.Take(MostRows).ToList();
        var more = group.Count - shown.Count;
        return group.Count == 1 ? $"row {shown[0]}"
            : more > 0 ? $"{group.Count:N0} rows ({string.Join(", ", shown)} and {more:N0} more)"
            : $"{group.Count:N0} rows ({string.Join(", ", shown)})";
    }

    // A name may have line breaks, and what a terminal would obey.
    private static string Shown(ColumnMeaning column) => Shown(column.Name);

    private static string Shown(string text) => JsonItem.Quote(string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)));

    private static IEnumerable<string> Comparison(AllocationReport report)
    {
        yield return $"Placed by the method {report.Methods[0].Method}; the others to compare:";
        yield return $"{"method",-22}{"placed",8}{"cohorts",9}{"first choice",14}{"worst rank",12}{"total rank",12}";
        foreach (var method in report.Methods)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{method.Method,-22}{method.Placed,8}{method.Opened,9}{method.FirstChoice,14}{method.WorstRank,12}{method.TotalRank,12}"
            );
        }

        foreach (var method in report.Methods.Where(method => method.Goals.Length > 0))
            yield return $"{method.Method} reached: {method.Goals}.";
        yield return $"How {report.Methods[0].Method} works: {AllocationMethods.Explanation(report.Methods[0].Method)}";
    }
}
