namespace Matcher.Api.Http;

/// <summary>An example that a route's documentation shows.</summary>
/// <param name="Status">The status that it answers with; null for an example of the request body.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Body">The body.</param>
/// <param name="MediaType">The one media type that it is of; null: every type that the route takes or answers with.</param>
/// <param name="IsText">Whether the body is text, not JSON.</param>
internal sealed record RouteExample(int? Status, string Name, string Body, string? MediaType = null, bool IsText = false);

/// <summary>What a route says of itself to the OpenAPI document.</summary>
internal static class RouteExamples
{
    /// <summary>Documents an example of a route's request body.</summary>
    public static RouteHandlerBuilder WithRequestExample(this RouteHandlerBuilder route, string name, string json) =>
        route.WithMetadata(new RouteExample(null, name, json));

    /// <summary>Documents an example of what a route answers with a status.</summary>
    public static RouteHandlerBuilder WithResponseExample(this RouteHandlerBuilder route, int status, string name, string json, string? mediaType = null) =>
        route.WithMetadata(new RouteExample(status, name, json, mediaType));

    /// <summary>Documents an example of a text that a route takes, or answers with.</summary>
    public static RouteHandlerBuilder WithTextExample(this RouteHandlerBuilder route, int? status, string mediaType, string text) =>
        route.WithMetadata(new RouteExample(status, mediaType, text, mediaType, IsText: true));

    /// <summary>Documents a problem that a route answers with, and an example of it.</summary>
    public static RouteHandlerBuilder ProducesProblem(this RouteHandlerBuilder route, Problem problem) => route
        .Produces<Problem>(problem.Status, Problem.MediaType)
        .WithResponseExample(problem.Status, problem.Type.Split('/')[^1], problem.ToJson());
}
