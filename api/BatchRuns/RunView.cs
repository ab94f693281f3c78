using System.Text.Json.Serialization;
using Matcher.Api.BatchRuns.Allocation;
using Matcher.Api.BatchRuns.Results;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Api.Http;

namespace Matcher.Api.BatchRuns;

/// <summary>How far a run is.</summary>
/// <param name="Id">Names the run. To anyone but the hub that began it, it does not exist.</param>
/// <param name="State">`ranking`, `allocating` or `done`.</param>
/// <param name="WaitsFor">What keeps the run from getting on, in a sentence; it goes on by itself when that is gone. Null: nothing.</param>
/// <param name="CreatedAt">When it was accepted.</param>
/// <param name="FinishedAt">When it was done; null before.</param>
/// <param name="ErasedAfter">When it is erased by itself; null before it is done.</param>
/// <param name="Rows">The rows of the waiting list.</param>
/// <param name="RowsPerSecond">How fast it was so far, waiting included.</param>
/// <param name="Format">The form of the waiting list.</param>
/// <param name="Limit">How many courses are recommended to each person.</param>
/// <param name="Allocation">The method by which people are placed; null: nobody is.</param>
/// <param name="Seed">What the lottery between people of the same priority and date is drawn with.</param>
/// <param name="Today">The day for which people are ranked.</param>
/// <param name="ApplicationDays">
/// How many days an application takes until it is signed: cohorts that start sooner after `today` are ranked behind the others, unless a
/// person asked for an earlier start.
/// </param>
/// <param name="CatalogueVersion">The catalogue that the run is pinned to, before its dates are moved to the day.</param>
/// <param name="ModelVersion">The model that the run is pinned to; null until the first people are ranked.</param>
/// <param name="Columns">What each named column of a CSV list is taken for, in the order of the heading; none for NDJSON.</param>
/// <param name="Links">Where its results are.</param>
internal sealed record RunView(
    Guid Id,
    RunState State,
    string? WaitsFor,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt,
    DateTimeOffset? ErasedAfter,
    RowCounts Rows,
    double RowsPerSecond,
    ListFormat Format,
    int Limit,
    string? Allocation,
    int Seed,
    DateOnly Today,
    int ApplicationDays,
    string CatalogueVersion,
    string? ModelVersion,
    IReadOnlyList<ColumnMeaning> Columns,
    RunLinks Links
)
{
    /// <summary>Makes the view.</summary>
    public static RunView Of(RunProgress progress, string? waitsFor, TimeSpan retention, DateTimeOffset now)
    {
        var run = progress.Run;
        var (created, finished) = (Utc(run.CreatedAt), run.FinishedAt is { } at ? Utc(at) : (DateTimeOffset?)null);
        var seconds = ((finished ?? now) - created).TotalSeconds;
        return new(
            run.Id,
            run.State,
            run.State == RunState.Done ? null : waitsFor,
            created,
            finished,
            finished + retention,
            new(run.Rows, progress.RowsDone, progress.Ranked, progress.Faulty, run.Rows - progress.RowsDone),
            seconds > 0 ? Math.Round(progress.RowsDone / seconds, 1) : 0,
            run.Format,
            run.Limit,
            run.Allocation,
            run.Seed,
            run.Today,
            run.ApplicationDays,
            run.CatalogueVersion,
            run.ModelVersion,
            run.Heading().Meaning().Columns(),
            RunLinks.Of(run)
        );
    }

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}

/// <summary>Rows of a waiting list, blank ones aside.</summary>
/// <param name="Total">All.</param>
/// <param name="Done">Those that were worked on: the ranked and the failed.</param>
/// <param name="Ranked">People who were ranked.</param>
/// <param name="Failed">Faulty rows, listed under `errors`.</param>
/// <param name="Left">Those that are still to do.</param>
internal sealed record RowCounts(int Total, int Done, int Ranked, int Failed, int Left);

/// <summary>Where a run's results are, once it is done.</summary>
/// <param name="Self">The run.</param>
/// <param name="Results">Everybody's courses.</param>
/// <param name="Errors">What is wrong with which row.</param>
/// <param name="ErrorGroups">The same, each once, with its rows.</param>
/// <param name="Corrections">The list as it came, with the errors in a column of their own.</param>
/// <param name="Placements">Who goes where; null when nobody is placed.</param>
/// <param name="Cohorts">Which cohorts open; null when nobody is placed.</param>
/// <param name="Methods">How the methods of allocation compare; null when nobody is placed.</param>
internal sealed record RunLinks(
    string Self,
    string Results,
    string Errors,
    string ErrorGroups,
    string Corrections,
    string? Placements,
    string? Cohorts,
    string? Methods
)
{
    public static RunLinks Of(BatchRun run)
    {
        var self = $"/v1/batch-runs/{run.Id}";
        return new(
            self,
            $"{self}/results",
            $"{self}/errors",
            $"{self}/error-groups",
            $"{self}/corrections",
            IfPlaced("placements"),
            IfPlaced("cohorts"),
            IfPlaced("methods")
        );

        string? IfPlaced(string what) => run.Allocation is null ? null : $"{self}/{what}";
    }
}

/// <summary>How a method of allocation does with a list.</summary>
/// <param name="Method">The method; the last one is what is usual, to compare with, and can't be asked for.</param>
/// <param name="Explanation">How it works, for those who are placed by it.</param>
/// <param name="Placed">People who get a place.</param>
/// <param name="Cohorts">Cohorts that get people.</param>
/// <param name="FirstChoice">People who get their first choice.</param>
/// <param name="WorstRank">The lowest rank that anybody gets.</param>
/// <param name="TotalRank">The sum of the ranks.</param>
/// <param name="Reached">What the method sought for all together, and how close to the best possible that is proven to be; null for one
/// that seeks nothing of the kind.</param>
internal sealed record MethodView(
    string Method,
    string Explanation,
    int Placed,
    int Cohorts,
    int FirstChoice,
    int WorstRank,
    long TotalRank,
    string? Reached
)
{
    public static MethodView Of(MethodSummary method) =>
        new(
            method.Method,
            AllocationMethods.Explanation(method.Method),
            method.Placed,
            method.Opened,
            method.FirstChoice,
            method.WorstRank,
            method.TotalRank,
            method.Goals.Length > 0 ? method.Goals : null
        );
}

/// <summary>How the methods of allocation compare on a list.</summary>
/// <param name="Items">The method that people were placed by first.</param>
internal sealed record MethodComparison(IReadOnlyList<MethodView> Items);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunView))]
[JsonSerializable(typeof(Page<RunView>))]
[JsonSerializable(typeof(MethodComparison))]
[JsonSerializable(typeof(FaultGroupList))]
internal sealed partial class RunJson : JsonSerializerContext;
