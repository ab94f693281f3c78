using Matcher.Api.Access.Callers;
using Matcher.Api.Http;
using Matcher.Api.Limits;
using Matcher.Api.Postcodes;
using Matcher.Api.Telemetry;
using Matcher.Data.Places;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matcher.Api.Recommendations;

/// <summary>POST /v1/recommendations.</summary>
internal static class RecommendationsApi
{
    public static void MapRecommendations(this IEndpointRouteBuilder routes)
    {
        var route = routes
            .MapGroup("/v1")
            .WithTags("Recommendations")
            .RequiresScope(Scopes.Rank)
            .LimitsTime(WorkKind.Answer)
            .MapPost("/recommendations", Recommend)
            .WithName("Recommend")
            .WithSummary("Ranks the providers' courses for a Careers Leader")
            .WithDescription(
                "Send what is known of the person; only `location` is required. The answer ranks every course they can take, says why, and lists the others "
                    + "with what keeps them from each. The profile is neither stored nor logged."
            )
            .Accepts<RecommendationRequest>("application/json")
            .Produces<RecommendationResponse>()
            .WithResponseExample(StatusCodes.Status200OK, "newbie-brighton", Examples.Response)
            .ProducesProblem(
                Problem.InvalidRequest([new("$.limit", "The number is out of range, or not whole.", "Send a whole number from 1 to 100.")])
            )
            .ProducesProblem(Problem.BodyTooLarge())
            .ProducesProblem(Problem.UnsupportedMediaType())
            .ProducesProblem(LocationResolver.OutsideEngland("EH1", "EH", "is in Scotland"))
            .ProducesProblem(LocationResolver.UnknownDistrict("BN99"))
            .ProducesProblem(Problem.Internal());
        foreach (var (name, summary, json) in Examples.Requests)
            route.WithRequestExample(name, summary, json);
    }

    private static async Task<Results<PlainJsonResult<Answer>, Problem>> Recommend(
        HttpContext http,
        WorkLimits limits,
        Gazetteer gazetteer,
        Recommender recommender,
        ServiceMetrics metrics,
        CancellationToken cancellation
    )
    {
        // Here and not in a filter, which every request would pay for.
        if (http.Request.QueryString.HasValue && QueryFields.Of(http.Request).Problem is { } misplaced)
            return misplaced;
        if (!RequestBody.IsJson(http.Request))
            return Problem.UnsupportedMediaType();
        if (RequestBody.IsCompressed(http.Request))
            return Problem.CompressedBody();
        if (await RequestBody.Read(http.Request, cancellation) is not { } body)
            return Problem.BodyTooLarge();
        using var begun = limits.BeginAnswer(http);
        if (begun is null)
            return Problem.Busy();

        var faults = new List<FieldFault>();
        var request = RequestReader.ReadPartly(body, faults);
        var (home, problem) = request is null ? default : LocationResolver.Find(request.Location, gazetteer);
        if (faults.Count > 0)
            return Problem.InvalidRequest([.. problem?.Errors ?? [], .. faults]);
        if (home is null)
            return problem!;

        // Not the trace's id, which a caller may choose.
        var requestId = Guid.NewGuid().ToString("n");
        var answer = await recommender.Recommend(
            request!.ToProfile(home),
            request.Limit ?? RequestLimits.DefaultRecommendations,
            requestId,
            deadline: null,
            cancellation
        );
        metrics.Ranked(answer.Eligible.Candidates.Count, answer.Scored is not null);
        return new PlainJsonResult<Answer>(answer, RecommendationJson.Default.Answer);
    }
}
