using System.ComponentModel;
using Matcher.Api.BatchRuns.Allocation;
using Matcher.Api.BatchRuns.Results;
using Matcher.Api.BatchRuns.Runs;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Api.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Matcher.Api.BatchRuns;

/// <summary>/v1/batch-runs.</summary>
internal static class BatchRunsApi
{
    private const string Csv = "text/csv";
    private const string Ndjson = "application/x-ndjson";

    public static void MapBatchRuns(this IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/v1/batch-runs").WithTags("Batch runs").AddEndpointFilter(WithStore);
        runs.MapPost("", Begin).WithName("BeginBatchRun").WithSummary("Takes a waiting list in, to rank everybody on it")
            .WithDescription(
                "Send CSV (the columns are those of the request, in any order: see the project's data/README.md) or a JSON object a line. The answer comes once list and run are safely stored; " +
                "ask the run, under `location`, how far it is. What is sent is kept until the run is erased: by DELETE, or by itself some days after it is done.")
            .Accepts<Stream>(Csv, Ndjson).WithTextExample(null, Csv, BatchRunExamples.ListCsv).WithTextExample(null, Ndjson, BatchRunExamples.ListNdjson)
            .Produces<RunView>(StatusCodes.Status202Accepted).WithResponseExample(StatusCodes.Status202Accepted, "run", BatchRunExamples.Run)
            .ProducesProblem(Problem.InvalidRequest([new("?limit", "The number is out of range, or not whole.", "Send a whole number from 1 to 100.")]))
            .ProducesProblem(Problem.ListTooLarge(new ListTooLargeException(512 * 1024 * 1024).Message))
            .ProducesProblem(Problem.UnsupportedListType())
            .ProducesProblem(Problem.IdempotencyKeyReused())
            .ProducesStoreProblem();
        runs.MapGet("", List).WithName("ListBatchRuns").WithSummary("Lists the runs, the latest first")
            .Produces<Page<RunView>>().WithResponseExample(StatusCodes.Status200OK, "runs", BatchRunExamples.Page)
            .ProducesProblem(Problem.InvalidRequest([new("?page", "The number is out of range, or not whole.", "Send a whole number from 1 to 1000000.")]))
            .ProducesStoreProblem();
        runs.MapGet("/{id:guid}", Find).WithName("BatchRun").WithSummary("How far a run is")
            .Produces<RunView>().WithResponseExample(StatusCodes.Status200OK, "run", BatchRunExamples.Run).ProducesProblem(Problem.NoSuchRun()).ProducesStoreProblem();
        runs.MapDelete("/{id:guid}", Erase).WithName("EraseBatchRun").WithSummary("Stops a run and erases everything that belongs to it")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(Problem.NoSuchRun()).ProducesStoreProblem();
        runs.MapGet("/{id:guid}/results", Results).WithName("BatchRunResults").WithSummary("Everybody's courses").ProducesRows(BatchRunExamples.ResultsCsv, BatchRunExamples.ResultsNdjson);
        runs.MapGet("/{id:guid}/errors", Faults).WithName("BatchRunErrors").WithSummary("What is wrong with which row").ProducesRows(BatchRunExamples.ErrorsCsv, BatchRunExamples.ErrorsNdjson);
        runs.MapGet("/{id:guid}/corrections", Corrections).WithName("BatchRunCorrections").WithSummary("The list as it came, with the errors in a column of their own").ProducesRows(BatchRunExamples.CorrectionsCsv, null);
        runs.MapGet("/{id:guid}/placements", Placements).WithName("BatchRunPlacements").WithSummary("Who goes into which cohort, and why nowhere better").ProducesRows(BatchRunExamples.PlacementsCsv, BatchRunExamples.PlacementsNdjson);
        runs.MapGet("/{id:guid}/cohorts", Cohorts).WithName("BatchRunCohorts").WithSummary("Which cohorts open, and how many more people would open the others").ProducesRows(BatchRunExamples.CohortsCsv, BatchRunExamples.CohortsNdjson);
        runs.MapGet("/{id:guid}/methods", Methods).WithName("BatchRunMethods").WithSummary("How the methods of allocation, and first come first served, compare on the list")
            .Produces<MethodComparison>().WithResponseExample(StatusCodes.Status200OK, "methods", BatchRunExamples.Methods)
            .ProducesProblem(Problem.NoSuchRun()).ProducesProblem(Problem.RunNotDone()).ProducesStoreProblem();
    }

    private static Task<Results<PushStreamHttpResult, Problem>> Placements(Guid id, HttpRequest request, RunStore store, RunOutput output, CancellationToken cancellation) =>
        Done(id, request, store, (run, format, to) => output.WritePlacements(run, format, to, cancellation), cancellation, placed: true);

    private static Task<Results<PushStreamHttpResult, Problem>> Cohorts(Guid id, HttpRequest request, RunStore store, RunOutput output, CancellationToken cancellation) =>
        Done(id, request, store, (run, format, to) => output.WriteCohorts(run, format, to, cancellation), cancellation, placed: true);

    private static async Task<Results<Accepted<RunView>, Problem>> Begin(
        HttpContext http, RunIntake intake, RunStore store, RunService service, Views views, IOptions<IntakeOptions> options,
        [FromHeader(Name = "Idempotency-Key"), Description("The same key is the same run, however often it is sent.")] string? idempotencyKey,
        [Description("How many courses each person is told of, 1 to 100. Default: 5.")] string? limit,
        [Description("Whether to propose who goes into which cohort.")] string? allocate,
        [Description("How to allocate: priority (default) or optimal.")] string? method,
        [Description("A whole number that the lottery between people of the same priority and date is drawn with. Default: 1.")] string? seed,
        [Description("The day to rank for. Default: today.")] string? today,
        CancellationToken cancellation)
    {
        _ = (limit, allocate, method, seed, today);
        if (FormatOf(http.Request.ContentType) is not { } format) return Problem.UnsupportedListType();
        var query = new QueryFields(http.Request.Query, RunQuery.Names);
        var request = RunQuery.Read(query, format, idempotencyKey);
        if (query.Faults.Count > 0) return Problem.InvalidRequest(query.Faults);
        if (http.Request.ContentLength > options.Value.MostBytes) return Problem.ListTooLarge(new ListTooLargeException(options.Value.MostBytes).Message);
        // The list's own limit is counted while it is read.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        try
        {
            var (run, _) = await intake.Receive(http.Request.Body, request, null, cancellation);
            service.Wake();
            var location = RunLinks.Of(run).Self;
            return await store.Find(run.Id, cancellation) is { } progress ? TypedResults.Accepted(location, views.Of(progress)) : Problem.NoSuchRun();
        }
        catch (UnreadableListException error)
        {
            return Problem.UnreadableList(error.Message);
        }
        catch (ListTooLargeException error)
        {
            return Problem.ListTooLarge(error.Message);
        }
        catch (KeyReusedException)
        {
            return Problem.IdempotencyKeyReused();
        }
    }

    private static async Task<Results<PlainJsonResult<Page<RunView>>, Problem>> List(HttpContext http, RunStore store, Views views, string? page, string? pageSize, CancellationToken cancellation)
    {
        _ = (page, pageSize);
        var query = new QueryFields(http.Request.Query, QueryFields.Paging);
        var wanted = query.Page();
        if (query.Faults.Count > 0) return Problem.InvalidRequest(query.Faults);
        var (runs, total) = await store.List(wanted.Page, wanted.PageSize, cancellation);
        return new PlainJsonResult<Page<RunView>>(Page<RunView>.Of([.. runs.Select(views.Of)], total, wanted, http.Request), RunJson.Default.PageRunView);
    }

    private static async Task<Results<PlainJsonResult<RunView>, Problem>> Find(Guid id, RunStore store, Views views, CancellationToken cancellation) =>
        await store.Find(id, cancellation) is { } run ? new PlainJsonResult<RunView>(views.Of(run), RunJson.Default.RunView) : Problem.NoSuchRun();

    private static async Task<Results<NoContent, Problem>> Erase(Guid id, RunErasure erasure, CancellationToken cancellation) =>
        await erasure.Erase(id, cancellation) ? TypedResults.NoContent() : Problem.NoSuchRun();

    private static Task<Results<PushStreamHttpResult, Problem>> Results(Guid id, HttpRequest request, RunStore store, RunOutput output, CancellationToken cancellation) =>
        Done(id, request, store, (run, format, to) => output.WriteResults(run, format, to, cancellation), cancellation);

    private static Task<Results<PushStreamHttpResult, Problem>> Faults(Guid id, HttpRequest request, RunStore store, RunOutput output, CancellationToken cancellation) =>
        Done(id, request, store, (run, format, to) => output.WriteErrors(run, format, to, cancellation), cancellation);

    private static Task<Results<PushStreamHttpResult, Problem>> Corrections(Guid id, HttpRequest request, RunStore store, RunOutput output, CancellationToken cancellation) =>
        Done(id, request, store, (run, _, to) => output.WriteCorrections(run, to, cancellation), cancellation);

    private static async Task<Results<PlainJsonResult<MethodComparison>, Problem>> Methods(Guid id, RunStore store, CancellationToken cancellation)
    {
        if (await store.Find(id, cancellation) is not { Run: var run }) return Problem.NoSuchRun();
        if (run.Allocation is null) return Problem.NobodyPlaced();
        if (run.Placements is null) return Problem.RunNotDone();
        return new PlainJsonResult<MethodComparison>(new([.. AllocationReport.Unpack(run.Placements).Methods.Select(MethodView.Of)]), RunJson.Default.MethodComparison);
    }

    private static async Task<Results<PushStreamHttpResult, Problem>> Done(Guid id, HttpRequest request, RunStore store, Func<BatchRun, ListFormat, Stream, Task> write, CancellationToken cancellation, bool placed = false)
    {
        if (await store.Find(id, cancellation) is not { Run: var run }) return Problem.NoSuchRun();
        if (placed && run.Allocation is null) return Problem.NobodyPlaced();
        if (run.State != RunState.Done) return Problem.RunNotDone();
        // The form of the list where either will do.
        if (Accepts.Choose(request, run.Format == ListFormat.Csv ? [Csv, Ndjson] : [Ndjson, Csv]) is not { } type) return Problem.NotAcceptable(Csv, Ndjson);
        return type == Csv ? TypedResults.Stream(to => write(run, ListFormat.Csv, to), $"{Csv}; charset=utf-8") : TypedResults.Stream(to => write(run, ListFormat.Ndjson, to), Ndjson);
    }

    private static ListFormat? FormatOf(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)) return null;
        if (type.MediaType.Equals(Csv, StringComparison.OrdinalIgnoreCase)) return ListFormat.Csv;
        return type.MediaType.Equals(Ndjson, StringComparison.OrdinalIgnoreCase) ? ListFormat.Ndjson : null;
    }

    // Whatever is the matter with the database is the same for every route.
    private static async ValueTask<object?> WithStore(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            await context.HttpContext.RequestServices.GetRequiredService<RunService>().Open(context.HttpContext.RequestAborted);
            return await next(context);
        }
        catch (Exception error) when (StoreTrouble.Of(error) is { } sentence)
        {
            return Problem.StorageUnavailable(sentence);
        }
    }

    private static RouteHandlerBuilder ProducesStoreProblem(this RouteHandlerBuilder route) =>
        route.ProducesProblem(Problem.StorageUnavailable(StoreTrouble.DiskFull));

    private static void ProducesRows(this RouteHandlerBuilder route, string csv, string? ndjson)
    {
        route.Produces<Stream>(StatusCodes.Status200OK, Csv, ndjson is null ? [] : [Ndjson]).WithTextExample(StatusCodes.Status200OK, Csv, csv);
        if (ndjson is not null) route.WithTextExample(StatusCodes.Status200OK, Ndjson, ndjson);
        route.ProducesProblem(Problem.NoSuchRun()).ProducesProblem(Problem.NotAcceptable(Csv, Ndjson)).ProducesProblem(Problem.RunNotDone()).ProducesStoreProblem();
    }

    /// <summary>What of a run depends on the moment.</summary>
    internal sealed class Views(RunWorker worker, IOptions<StoreOptions> options, TimeProvider clock)
    {
        public RunView Of(RunProgress progress) => RunView.Of(progress, worker.WaitsFor(progress.Run.Id), options.Value.Retention, clock.GetUtcNow());
    }
}
