using Matcher.Api.Access.Callers;
using Matcher.Api.BatchRuns.Results;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Api.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matcher.Api.BatchRuns;

/// <summary>What came of a run, as files: /v1/batch-runs/{id}/results and the like.</summary>
internal static partial class RunResultsApi
{
    private static readonly string Csv = AnswerForm.Csv.MediaType;
    private static readonly string Ndjson = AnswerForm.Ndjson.MediaType;

    private delegate Task RowWriter(BatchRun run, ListFormat format, Stream to, CancellationToken cancellation);

    public static void MapResults(this RouteGroupBuilder run)
    {
        run.MapRows("/results", output => output.WriteResults, BatchRunExamples.ResultsCsv, BatchRunExamples.ResultsNdjson)
            .WithName("BatchRunResults")
            .WithSummary("Everybody's courses");
        run.MapRows("/errors", output => output.WriteErrors, BatchRunExamples.ErrorsCsv, BatchRunExamples.ErrorsNdjson)
            .WithName("BatchRunErrors")
            .WithSummary("What is wrong with which row");
        run.MapRows(
                "/corrections",
                output => (of, _, to, cancellation) => output.WriteCorrections(of, to, cancellation),
                BatchRunExamples.CorrectionsCsv,
                null
            )
            .WithName("BatchRunCorrections")
            .WithSummary("The list as it came, with the errors in a column of their own");
        run.MapRows(
                "/placements",
                output => output.WritePlacements,
                BatchRunExamples.PlacementsCsv,
                BatchRunExamples.PlacementsNdjson,
                placed: true
            )
            .WithName("BatchRunPlacements")
            .WithSummary("Who goes into which cohort, and why nowhere better");
        run.MapRows("/cohorts", output => output.WriteCohorts, BatchRunExamples.CohortsCsv, BatchRunExamples.CohortsNdjson, placed: true)
            .WithName("BatchRunCohorts")
            .WithSummary("Which cohorts open, and how many more people would open the others");
    }

    /// <summary>Maps a file of a run that is done.</summary>
    /// <param name="group">The routes of a run.</param>
    /// <param name="path">The file's, below the run's.</param>
    /// <param name="writer">What writes it.</param>
    /// <param name="csv">An example of it as CSV.</param>
    /// <param name="ndjson">An example of it as NDJSON; null where there is only CSV.</param>
    /// <param name="placed">Whether only runs have it that place people.</param>
    private static RouteHandlerBuilder MapRows(
        this RouteGroupBuilder group,
        string path,
        Func<RunOutput, RowWriter> writer,
        string csv,
        string? ndjson,
        bool placed = false
    )
    {
        var forms = ndjson is null ? new AnswerForms(AnswerForm.Csv) : new AnswerForms(AnswerForm.Csv, AnswerForm.Ndjson);
        var route = group.MapGet(path, Answer).Takes(RunQuery.Id, forms.Parameter).ProducesText(Csv, csv);
        if (ndjson is not null)
            route.ProducesText(Ndjson, ndjson);
        route
            .WithDescription(
                ndjson is null
                    ? $"As `{Csv}`, once the run is done."
                    : $"As `{Csv}` or `{Ndjson}`, by `format` or the header accept; without either, in the form of the list. Once the run is done."
            )
            .ProducesProblem(forms.NotAcceptable())
            .ProducesProblem(Problem.RunNotDone());
        return placed ? route.ProducesProblem(Problem.NobodyPlaced()) : route;

        async Task<Results<PushStreamHttpResult, Problem>> Answer(
            string id,
            Caller caller,
            HttpContext http,
            RunStore store,
            RunOutput output,
            ILoggerFactory logging,
            CancellationToken cancellation
        )
        {
            var query = QueryFields.Of(http.Request);
            var named = query.Read(forms.Parameter);
            if (query.Problem is { } problem)
                return problem;
            if (await store.Find(id, caller.Hub, cancellation) is not { Run: var run })
                return Problem.NoSuchRun();
            if (placed && run.Allocation is null)
                return Problem.NobodyPlaced();
            if (run.State != RunState.Done)
                return Problem.RunNotDone();
            // The form of the list where either will do.
            if (forms.Choose(http.Request, named, run.Format == ListFormat.Csv ? AnswerForm.Csv : AnswerForm.Ndjson) is not { } form)
                return forms.NotAcceptable();
            var format = form == AnswerForm.Csv ? ListFormat.Csv : ListFormat.Ndjson;
            var write = writer(output);
            await Try(() => write(run, format, Stream.Null, cancellation));
            return TypedResults.Stream(
                to => BreakOff(http, logging, () => write(run, format, to, cancellation)),
                form == AnswerForm.Csv ? $"{Csv}; charset=utf-8" : Ndjson,
                form.FileName(path.TrimStart('/'))
            );
        }
    }

    // Results are written to nowhere first, so that damage is reported instead of an answer, and not in the middle of one.
    private static async Task Try(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception error) when (error is not OperationCanceledException && StoreErrors.Of(error) is null)
        {
            // No checksum covers the run's own row, with which its results have to agree.
            throw new InvalidDataException(StoreErrors.RunDamaged, error);
        }
    }

    // Once an answer has begun it can't say any more what goes wrong, as when the run is erased meanwhile or the caller does not read. It
    // ends without an end, which every client reports, so that nobody takes a part for the whole.
    private static async Task BreakOff(HttpContext http, ILoggerFactory logging, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception error) when (http.Response.HasStarted && error is not OperationCanceledException)
        {
            LogBrokenOff(logging.CreateLogger(typeof(RunResultsApi)), error.GetType().Name);
            http.Abort();
        }
    }

    [LoggerMessage(
        EventId = 1505,
        EventName = "ResultsBrokenOff",
        Level = LogLevel.Warning,
        Message = "A file of results was broken off: the caller does not read it, or its run was erased meanwhile or can't be read ({Type})"
    )]
    private static partial void LogBrokenOff(ILogger logger, string type);
}
