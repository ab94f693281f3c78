using System.Text.Json.Serialization;
using Matcher.Api.Access.Callers;
using Matcher.Api.Http;
using Matcher.Api.Scoring;
using Matcher.Data.Catalogues;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matcher.Api.Hosting;

/// <summary>How the service is.</summary>
/// <param name="Status">`live`, `ready`, or `degraded` when the scorer did not answer the most recent request.</param>
/// <param name="CatalogueVersion">The catalogue that answers come from; null when only life was asked for.</param>
internal sealed record HealthReport(string Status, string? CatalogueVersion);

/// <summary>GET /health/live and /health/ready.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes
            .MapGroup("/health")
            .WithTags("Health")
            .OpenToAnybody()
            .DisableRateLimiting()
            .RefusesOtherQueries()
            .ProducesCommonProblems();
        health
            .MapGet("/live", () => TypedResults.Json(new HealthReport("live", null), HealthJson.Default.HealthReport))
            .Produces<HealthReport>()
            .WithResponseExample(StatusCodes.Status200OK, "live", """{ "status": "live", "catalogueVersion": null }""")
            .WithName("Live")
            .WithSummary("Whether the process answers at all")
            .WithDescription("For the program that restarts it. It says nothing about the scorer or the catalogue.");
        health
            .MapGet("/ready", Ready)
            .Produces<HealthReport>()
            .WithResponseExample(StatusCodes.Status200OK, "ready", """{ "status": "ready", "catalogueVersion": "0123456789ab" }""")
            .ProducesProblem(Problem.NotReady())
            .WithName("Ready")
            .WithSummary("Whether it should be sent requests")
            .WithDescription(
                "503 until the scorer has scored real requests, and once the service is about to stop. Between them 200: without its scorer the service still answers, in a plain order, and says `degraded` here."
            );
    }

    private static Results<JsonHttpResult<HealthReport>, Problem> Ready(
        WarmUp warmUp,
        Drain drain,
        ScorerClient scorer,
        CurrentCatalogue current
    )
    {
        if (drain.HasBegun)
            return Problem.Stopping();
        if (!warmUp.IsDone)
            return Problem.NotReady();
        return TypedResults.Json(
            new HealthReport(scorer.LastCallFailed ? "degraded" : "ready", current.Now().Catalogue.Version),
            HealthJson.Default.HealthReport
        );
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthReport))]
internal sealed partial class HealthJson : JsonSerializerContext;
