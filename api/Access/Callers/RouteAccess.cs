using Matcher.Api.Http;

namespace Matcher.Api.Access.Callers;

/// <summary>What a route asks of its callers: each route says it once, or nobody may call it.</summary>
internal static class RouteAccess
{
    /// <summary>Lets only callers in who have a scope, where callers are asked who they are.</summary>
    public static TBuilder RequiresScope<TBuilder>(this TBuilder routes, string scope)
        where TBuilder : IEndpointConventionBuilder =>
        routes
            .RequireAuthorization(scope)
            .ProducesProblem(Problem.MissingCredentials())
            .ProducesProblem(
                Problem.InvalidCredentials("The key 0123456789ab expired on 2027-11-23. Ask the operator of this service for a new one.")
            )
            .ProducesProblem(Problem.MissingScope(scope, isPublishable: false))
            .ProducesProblem(Problem.OtherOrigin())
            .ProducesProblem(Problem.IssuerUnavailable());

    /// <summary>
    /// Lets anybody in: for what says nothing of anybody's data, and has to be read before one has a key (the document, the page to try it
    /// on, what an error means), or by programs that have none (health).
    /// </summary>
    public static TBuilder OpenToAnybody<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.AllowAnonymous();
}
