using Matcher.Api.Access.Callers;
using Matcher.Api.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Net.Http.Headers;

namespace Matcher.Api.Access;

/// <summary>Tells a caller who is refused why, in a problem document and in the header that RFC 6750 has for it.</summary>
internal sealed class RefusalAnswer(ILoggerFactory logging) : IAuthorizationMiddlewareResultHandler
{
    private const string Realm = "Bearer realm=\"matcher\"";

    private readonly ILogger logger = AccessAudit.Logger(logging);

    public async Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
            return;
        }
        // What was found out before: nothing is checked again.
        var shown = await context.AuthenticateAsync();
        var scope = policy.Requirements.OfType<ClaimsAuthorizationRequirement>().FirstOrDefault()?.AllowedValues?.FirstOrDefault();
        var refusal = shown switch
        {
            { Succeeded: true } => new AccessRefusal(
                Problem.MissingScope(scope, Caller.Of(context).Kind == CallerKind.PublishableKey),
                AccessRefusal.MissingScope,
                Caller.Of(context).KeyId
            ),
            { Failure: AccessRefusal known } => known,
            { Failure: not null } => AccessRefusal.Unreadable(),
            _ => null,
        };
        var problem = refusal?.Problem ?? Problem.MissingCredentials();
        if (refusal is not null)
            AccessAudit.KeyRefused(logger, refusal.Reason, refusal.KeyId, context.Request.Method, Route(context));
        context.Response.Headers.WWWAuthenticate = Challenge(problem, refusal, scope);
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Authorization);
        await problem.ExecuteAsync(context);
    }

    private static string? Challenge(Problem problem, AccessRefusal? refusal, string? scope) =>
        (problem.Status, refusal, scope) switch
        {
            (StatusCodes.Status401Unauthorized, null, _) => Realm,
            (StatusCodes.Status401Unauthorized, _, _) => $"{Realm}, error=\"invalid_token\"",
            (StatusCodes.Status403Forbidden, { Reason: AccessRefusal.MissingScope }, { } missing) =>
                $"{Realm}, error=\"insufficient_scope\", scope=\"{missing}\"",
            _ => null,
        };

    // As it is mapped: an address holds what a caller wrote.
    private static string Route(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
}
