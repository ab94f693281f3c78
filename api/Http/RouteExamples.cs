namespace Matcher.Api.Http;

/// <summary>An example that a route's documentation shows.</summary>
/// <param name="Status">The status that it answers with; null for an example of the request body.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Body">The body.</param>
/// <param name="MediaType">The one media type that it is of; null: every type that the route takes or answers with.</param>
/// <param name="IsText">Whether the body is text, not JSON.</param>
/// <param name="Summary">What it is of, for people; null: its name says it.</param>
internal sealed record RouteExample(
    int? Status,
    string Name,
    string Body,
    string? MediaType = null,
    bool IsText = false,
    string? Summary = null
);

/// <summary>What a route says of itself to the OpenAPI document.</summary>
internal static class RouteExamples
{
    /// <summary>Documents an example of a route's request body.</summary>
    public static RouteHandlerBuilder WithRequestExample(this RouteHandlerBuilder route, string name, string summary, string json) =>
        route.WithMetadata(new RouteExample(null, name, json, Summary: summary));

    /// <summary>Documents an example of what a route answers with a status.</summary>
    public static RouteHandlerBuilder WithResponseExample(
        this RouteHandlerBuilder route,
        int status,
        string name,
        string json,
        string? mediaType = null
    ) => route.WithMetadata(new RouteExample(status, name, json, mediaType));

    /// <summary>Documents an example of a text that a route takes.</summary>
    public static RouteHandlerBuilder WithTextExample(this RouteHandlerBuilder route, string mediaType, string text) =>
        route.WithMetadata(Text(null, mediaType, text));

    /// <summary>Documents that a route answers with a text, besides what else it answers with, and an example of it.</summary>
    public static RouteHandlerBuilder ProducesText(this RouteHandlerBuilder route, string mediaType, string text) =>
        route.WithMetadata(Text(StatusCodes.Status200OK, mediaType, text));

    /// <summary>Documents that a route confirms what a caller has kept of it.</summary>
    public static RouteHandlerBuilder Caches(this RouteHandlerBuilder route) => route.Produces(StatusCodes.Status304NotModified);

    /// <summary>Documents a problem that routes answer with, and an example of it.</summary>
    public static TBuilder ProducesProblem<TBuilder>(this TBuilder routes, Problem problem)
        where TBuilder : IEndpointConventionBuilder =>
        routes.WithMetadata(
            new ProducesResponseTypeMetadata(problem.Status, typeof(Problem), [Problem.MediaType]),
            new RouteExample(problem.Status, problem.Type.Split('/')[^1], problem.ToJson(), Summary: problem.Title)
        );

    /// <summary>Documents that routes refuse what they do not know of in a query, and can fail.</summary>
    public static TBuilder ProducesCommonProblems<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder =>
        routes
            .ProducesProblem(Problem.InvalidRequest([new("?pagesize", "Unknown parameter.", "Remove it, or use one of page, pageSize.")]))
            .ProducesProblem(Problem.Internal());

    private static RouteExample Text(int? status, string mediaType, string text) =>
        new(status, mediaType.Split('/')[^1], text, mediaType, IsText: true);
}
