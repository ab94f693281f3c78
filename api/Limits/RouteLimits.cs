using Matcher.Api.Http;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Matcher.Api.Limits;

/// <summary>What a route says of the work that it makes.</summary>
internal static class RouteLimits
{
    // A caller who waits longer has gone. Longer than the longest deadline that a scorer may have, it ends what is sent too slowly.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMinutes(1);

    // Long enough for the largest list or file over a slow line.
    private static readonly TimeSpan LongestTransfer = TimeSpan.FromMinutes(30);

    /// <summary>Refuses work beyond what is done at once of its kind (<see cref="WorkLimits"/>), and ends what takes too long.</summary>
    public static TBuilder LimitsWork<TBuilder>(this TBuilder routes, WorkKind kind)
        where TBuilder : IEndpointConventionBuilder =>
        routes
            .LimitsTime(kind)
            .AddEndpointFilter(
                async (context, next) =>
                {
                    var http = context.HttpContext;
                    var limits = http.RequestServices.GetRequiredService<WorkLimits>();
                    if (await limits.Begin(kind, http) is not { } begun)
                        return Problem.Busy();
                    // A file of results is written while it is sent.
                    if (kind == WorkKind.Results)
                    {
                        http.Response.RegisterForDispose(begun);
                        return await next(context);
                    }
                    using (begun)
                        return await next(context);
                }
            );

    /// <summary>
    /// Ends what takes too long, and documents that there are limits; for a route that begins its work itself, once it has read the body,
    /// because whoever sends one slowly must not keep others out.
    /// </summary>
    public static TBuilder LimitsTime<TBuilder>(this TBuilder routes, WorkKind kind)
        where TBuilder : IEndpointConventionBuilder =>
        routes
            .WithMetadata(
                new RequestTimeoutPolicy
                {
                    Timeout = kind is WorkKind.Answer or WorkKind.Status ? LongestAnswer : LongestTransfer,
                    TimeoutStatusCode = StatusCodes.Status408RequestTimeout,
                }
            )
            .ProducesProblem(Problem.TooSlow())
            .ProducesProblem(Problem.TooManyRequests(20))
            .ProducesProblem(Problem.Busy());
}
