using Matcher.Api.Access.Callers;
using Matcher.Api.BatchRuns.Allocation;
using Matcher.Api.BatchRuns.Results;
using Matcher.Api.BatchRuns.Runs;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Api.Http;
using Matcher.Api.Limits;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Matcher.Api.BatchRuns;

/// <summary>/v1/batch-runs.</summary>
internal static class BatchRunsApi
{
    public static void MapBatchRuns(this IEndpointRouteBuilder routes)
    {
        var runs = routes
            .MapGroup("/v1/batch-runs")
            .WithTags("Batch runs")
            .AddEndpointFilter<StoreFilter>()
            .RefusesOtherQueries()
            .ProducesCommonProblems()
            .ProducesProblem(Problem.StorageUnavailable(StoreErrors.DiskFull));
        runs.MapPost("", Begin)
            .RequiresScope(Scopes.WriteRuns)
            .LimitsWork(WorkKind.List)
            .WithName("BeginBatchRun")
            .WithSummary("Takes a waiting list in, to rank everybody on it")
            .WithDescription(
                "Send CSV (the columns are those of the request, in any order: see the project's data/README.md) or a JSON object a line. The answer comes once list and run are safely stored; "
                    + "ask the run, under `location`, how far it is. What is sent is kept until the run is erased: by DELETE, or by itself some days after it is done."
            )
            .Takes(
                RunQuery.Key,
                RunQuery.Limit,
                RunQuery.Allocate,
                RunQuery.Method,
                RunQuery.Seed,
                RunQuery.Today,
                RunQuery.Map,
                RunQuery.Ignore,
                RunQuery.Lenient
            )
            .WithTextExample(AnswerForm.Csv.MediaType, BatchRunExamples.ListCsv)
            .WithTextExample(AnswerForm.Ndjson.MediaType, BatchRunExamples.ListNdjson)
            .Produces<RunView>(StatusCodes.Status202Accepted)
            .WithResponseExample(StatusCodes.Status202Accepted, "run", BatchRunExamples.Run)
            .ProducesProblem(Problem.UnreadableList("The heading names no column that says where people are."))
            .ProducesProblem(Problem.ListTooLarge(new ListTooLargeException(512 * 1024 * 1024).Message))
            .ProducesProblem(Problem.UnsupportedListType())
            .ProducesProblem(Problem.IdempotencyKeyReused());
        runs.MapGet("", List)
            .RequiresScope(Scopes.ReadRuns)
            .LimitsWork(WorkKind.Status)
            .WithName("ListBatchRuns")
            .WithSummary("Lists the caller's runs, the latest first")
            .WithDescription("A page past the end is empty.")
            .Takes(QueryParameters.Page, QueryParameters.PageSize)
            .Produces<Page<RunView>>()
            .WithResponseExample(StatusCodes.Status200OK, "runs", BatchRunExamples.Page);

        var run = runs.MapGroup("/{id}").ProducesProblem(Problem.NoSuchRun());
        var readable = run.MapGroup("").RequiresScope(Scopes.ReadRuns);
        readable.MapGroup("").LimitsWork(WorkKind.Status).MapRun();
        readable.MapGroup("").LimitsWork(WorkKind.Results).MapResults();
        run.MapDelete("", Erase)
            .RequiresScope(Scopes.WriteRuns)
            .LimitsWork(WorkKind.Status)
            .WithName("EraseBatchRun")
            .WithSummary("Stops a run and erases everything that belongs to it")
            .WithDescription("The list, its results and its key are gone with it.")
            .Takes(RunQuery.Id)
            .Produces(StatusCodes.Status204NoContent);
    }

    private static void MapRun(this RouteGroupBuilder run)
    {
        run.MapGet("", Find)
            .WithName("BatchRun")
            .WithSummary("How far a run is")
            .WithDescription("Ask again until `state` is `done`. `waitsFor` says what keeps it from getting on, if anything does.")
            .Takes(RunQuery.Id)
            .Produces<RunView>()
            .WithResponseExample(StatusCodes.Status200OK, "run", BatchRunExamples.Run);
        run.MapGet("/error-groups", FaultGroups)
            .WithName("BatchRunErrorGroups")
            .WithSummary("What is wrong, with the rows that have it in common")
            .WithDescription("The most frequent first: the same value in the same column, with the same message. Once the run is done.")
            .Takes(RunQuery.Id)
            .Produces<FaultGroupList>()
            .WithResponseExample(StatusCodes.Status200OK, "groups", BatchRunExamples.ErrorGroups)
            .ProducesProblem(Problem.RunNotDone());
        run.MapGet("/methods", Methods)
            .WithName("BatchRunMethods")
            .WithSummary("How the methods of allocation, and first come first served, compare on the list")
            .WithDescription("Each with a paragraph that says how it works, for the people who are placed by it.")
            .Takes(RunQuery.Id)
            .Produces<MethodComparison>()
            .WithResponseExample(StatusCodes.Status200OK, "methods", BatchRunExamples.Methods)
            .ProducesProblem(Problem.RunNotDone())
            .ProducesProblem(Problem.NobodyPlaced());
    }

    private static async Task<Results<Accepted<RunView>, Problem>> Begin(
        HttpContext http,
        Caller caller,
        RunIntake intake,
        RunStore store,
        RunService service,
        RunViews views,
        IOptions<IntakeOptions> options,
        CancellationToken cancellation
    )
    {
        if (ListTypes.FormatOf(http.Request.ContentType) is not { } format)
            return Problem.UnsupportedListType();
        if (RequestBody.IsCompressed(http.Request))
            return Problem.CompressedBody();
        var query = QueryFields.Of(http.Request);
        var request = RunQuery.Read(query, format, http.Request.Headers[RunQuery.KeyHeader].FirstOrDefault()) with { Owner = caller.Hub };
        if (query.Problem is { } problem)
            return problem;
        if (http.Request.ContentLength > options.Value.MostBytes)
            return Problem.ListTooLarge(new ListTooLargeException(options.Value.MostBytes).Message);
        // The list's own limit is counted while it is read.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        try
        {
            var run = await intake.Receive(http.Request.Body, request, null, cancellation);
            service.Wake();
            var location = RunLinks.Of(run).Self;
            // Whoever erases it at this moment does so after it was accepted.
            var progress = await store.Find(run.Id, cancellation) ?? new RunProgress(run, 0, 0, 0);
            return TypedResults.Accepted(location, views.Of(progress));
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

    private static async Task<Results<PlainJsonResult<Page<RunView>>, Problem>> List(
        HttpContext http,
        Caller caller,
        RunStore store,
        RunViews views,
        CancellationToken cancellation
    )
    {
        var query = QueryFields.Of(http.Request);
        var wanted = query.Page();
        if (query.Problem is { } problem)
            return problem;
        var (runs, total) = await store.List(caller.Hub, wanted.Page, wanted.PageSize, cancellation);
        return new PlainJsonResult<Page<RunView>>(
            Page<RunView>.Of([.. runs.Select(views.Of)], total, wanted, http.Request),
            RunJson.Default.PageRunView
        );
    }

    private static async Task<Results<PlainJsonResult<RunView>, Problem>> Find(
        string id,
        Caller caller,
        RunStore store,
        RunViews views,
        CancellationToken cancellation
    ) =>
        await store.Find(id, caller.Hub, cancellation) is { } run
            ? new PlainJsonResult<RunView>(views.Of(run), RunJson.Default.RunView)
            : Problem.NoSuchRun();

    private static async Task<Results<NoContent, Problem>> Erase(
        string id,
        Caller caller,
        RunStore store,
        RunErasure erasure,
        ILoggerFactory logging,
        CancellationToken cancellation
    )
    {
        if (await store.Find(id, caller.Hub, cancellation) is not { Run.Id: var run } || !await erasure.Erase(run, cancellation))
            return Problem.NoSuchRun();
        var audit = AccessAudit.Logger(logging);
        AccessAudit.BatchErased(audit, run, caller.Hub, caller.KeyId);
        return TypedResults.NoContent();
    }

    private static async Task<Results<PlainJsonResult<FaultGroupList>, Problem>> FaultGroups(
        string id,
        Caller caller,
        RunStore store,
        RunOutput output,
        CancellationToken cancellation
    )
    {
        if (await store.Find(id, caller.Hub, cancellation) is not { Run: var run })
            return Problem.NoSuchRun();
        if (run.State != RunState.Done)
            return Problem.RunNotDone();
        return new PlainJsonResult<FaultGroupList>(new(await output.Groups(run, cancellation)), RunJson.Default.FaultGroupList);
    }

    private static async Task<Results<PlainJsonResult<MethodComparison>, Problem>> Methods(
        string id,
        Caller caller,
        RunStore store,
        CancellationToken cancellation
    )
    {
        if (await store.Find(id, caller.Hub, cancellation) is not { Run: var run })
            return Problem.NoSuchRun();
        if (run.Allocation is null)
            return Problem.NobodyPlaced();
        if (run.Placements is null)
            return Problem.RunNotDone();
        return new PlainJsonResult<MethodComparison>(
            new([.. AllocationReport.Unpack(run.Placements).Methods.Select(MethodView.Of)]),
            RunJson.Default.MethodComparison
        );
    }
}
