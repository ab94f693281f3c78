using Matcher.Api.Http;
using Matcher.Data.Places;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matcher.Api.Recommendations;

/// <summary>POST /v1/recommendations.</summary>
internal static class RecommendationsApi
{
    public static void MapRecommendations(this IEndpointRouteBuilder routes)
    {
        var route = routes.MapGroup("/v1").WithTags("Recommendations")
            .MapPost("/recommendations", Recommend)
            .WithName("Recommend")
            .WithSummary("Ranks the providers' courses for a Careers Leader")
            .WithDescription(
                "Send what is known of the person; only `location` is required. The answer ranks every course they can take, says why, and lists the others " +
                "with what keeps them from each. The profile is neither stored nor logged.")
            .Accepts<RecommendationRequest>("application/json")
            .Produces<RecommendationResponse>()
            .WithResponseExample(StatusCodes.Status200OK, "newbie-brighton", Examples.Response)
            .ProducesProblem(Problem.InvalidRequest([new("$.limit", "The number is out of range, or not whole.", "Send a whole number from 1 to 100.")]))
            .ProducesProblem(Problem.BodyTooLarge())
            .ProducesProblem(Problem.UnsupportedMediaType())
            .ProducesProblem(OutsideEngland("EH1", "EH", "is in Scotland"))
            .ProducesProblem(UnknownDistrict("BN99"))
            .ProducesProblem(Problem.Internal());
        foreach (var (name, json) in Examples.Requests) route.WithRequestExample(name, json);
    }

    private static async Task<Results<PlainJsonResult<RecommendationResponse>, Problem>> Recommend(
        HttpContext http, Gazetteer gazetteer, Recommender recommender, CancellationToken cancellation)
    {
        if (!RequestBody.IsJson(http.Request)) return Problem.UnsupportedMediaType();
        if (await RequestBody.Read(http.Request, cancellation) is not { } body) return Problem.BodyTooLarge();

        var faults = new List<FieldFault>();
        if (RequestReader.Read(body, faults) is not { } request) return Problem.InvalidRequest(faults);
        var (home, problem) = Locate(request.Location, gazetteer);
        if (home is null) return problem!;

        // Not the trace's id, which a caller may choose.
        var requestId = Guid.NewGuid().ToString("n");
        var response = await recommender.Recommend(request.ToProfile(home), request.Limit ?? RequestLimits.DefaultRecommendations, requestId, cancellation);
        return new PlainJsonResult<RecommendationResponse>(response, RecommendationJson.Default.RecommendationResponse);
    }

    private static (Place? Home, Problem? Problem) Locate(LocationRequest location, Gazetteer gazetteer)
    {
        if (location.Postcode is not { } text)
        {
            return gazetteer.Find(new Position(location.Latitude!.Value, location.Longitude!.Value)) is { } place ? (place, null) : (null, Problem.OutsideEngland(
                $"The coordinate is more than {Gazetteer.ReachMiles} miles from every postcode district of England. The programme serves schools and colleges in England; check latitude and longitude, west being negative."));
        }
        var postcode = Postcode.TryParse(text)!;
        if (gazetteer.Find(postcode) is { } home) return (home, null);
        return (null, Nations.Whereabouts(postcode.Area) is { } whereabouts ? OutsideEngland(postcode.District, postcode.Area, whereabouts) : UnknownDistrict(postcode.District));
    }

    private static Problem UnknownDistrict(string district) =>
        Problem.UnknownDistrict($"There is no postcode district {district} in England. Check the postcode.");

    private static Problem OutsideEngland(string district, string area, string whereabouts) =>
        Problem.OutsideEngland($"{district} is no postcode district of England: the postcode area {area} {whereabouts}. The programme serves schools and colleges in England; check the postcode, or give one of England.");
}
