using System.Text.Json.Serialization;
using Matcher.Api.Access.Callers;
using Matcher.Api.Http;
using Matcher.Api.Limits;
using Matcher.Api.Scoring;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matcher.Api.Models;

/// <summary>GET /v1/model.</summary>
internal static class ModelApi
{
    public static void MapModel(this IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/v1")
            .WithTags("Model")
            .RequiresScope(Scopes.Rank)
            .LimitsWork(WorkKind.Answer)
            .RefusesOtherQueries()
            .ProducesCommonProblems()
            .MapGet("/model", Describe)
            .WithName("Model")
            .WithSummary("What ranks the courses, and what was measured of it")
            .WithDescription(
                "The manifest and the evaluation of the model that the scorer serves. Where `simulated` is true, less than half of the evidence behind it is recorded choices, and its evaluation says "
                    + "how far it agrees with that simulator and nothing more. A new model is served without a restart, once it has passed every check; if it does not, the one before is still served and `refused` says why. The example is shortened: a manifest lists every term, an evaluation every measurement."
            )
            .Produces<ServedModel>()
            .WithResponseExample(StatusCodes.Status200OK, "model", Example)
            .ProducesProblem(Problem.ScorerUnavailable());

    private static async Task<Results<PlainJsonResult<ServedModel>, Problem>> Describe(
        ScorerClient scorer,
        CancellationToken cancellation
    ) =>
        await scorer.Describe(cancellation) is { } model
            ? new PlainJsonResult<ServedModel>(model, ModelJson.Default.ServedModel)
            : Problem.ScorerUnavailable();

    private const string Example = """
        {
          "modelVersion": "conditionalLogit-0123456789ab",
          "simulated": true,
          "baseline": false,
          "servedSince": "2026-11-27T06:00:00+00:00",
          "refused": null,
          "manifest": {
            "version": "conditionalLogit-0123456789ab",
            "trainer": "conditional logit by maximum likelihood",
            "seed": 2026,
            "recordedShare": 0,
            "catalogueVersion": "0123456789ab",
            "trainedOn": "2026-11-27",
            "counts": { "trainingChoosers": 20000, "validationChoosers": 4000, "trainingRows": 700000, "outsideChoices": 0 },
            "terms": [ { "term": "distance0To5", "weight": 0.01 } ]
          },
          "evaluation": {
            "modelVersion": "conditionalLogit-0123456789ab",
            "evaluatedOn": "2026-11-27",
            "scale": { "name": "full", "people": 1000, "seeds": 2 }
          }
        }
        """;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ServedModel))]
internal sealed partial class ModelJson : JsonSerializerContext;
