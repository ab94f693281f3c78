using System.Security.Claims;
using Matcher.Api.Http;

namespace Matcher.Api.Access.Callers;

/// <summary>How a caller said who they are.</summary>
internal enum CallerKind
{
    /// <summary>Nobody was asked.</summary>
    Local,

    /// <summary>By a hub's secret key.</summary>
    HubKey,

    /// <summary>By a publishable key, from one of its pages.</summary>
    PublishableKey,

    /// <summary>By a token of the issuer.</summary>
    Token,
}

/// <summary>Who calls, whatever they showed.</summary>
/// <param name="Hub">The hub that they belong to, which owns its batch runs; empty where nobody is asked.</param>
/// <param name="Kind">How they said so.</param>
/// <param name="KeyId">The public id of the key, or the client of the token; empty: neither was shown.</param>
internal readonly record struct Caller(string Hub, CallerKind Kind, string KeyId)
{
    /// <summary>The claim that says what they may do, once for each scope.</summary>
    public const string ScopeClaim = "scope";

    private const string Authenticated = "matcher";
    private const string HubClaim = "hub";
    private const string KindClaim = "kind";
    private const string KeyClaim = "key";

    private static readonly Caller Nobody = new("", CallerKind.Local, "");

    /// <summary>The caller of a request; routes take it as a parameter.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext http) => ValueTask.FromResult(Of(http));

    /// <summary>The caller of a request.</summary>
    public static Caller Of(HttpContext http) =>
        KnownUser.Of(http) is { } user
            ? new(Value(user, HubClaim), Enum.Parse<CallerKind>(Value(user, KindClaim)), Value(user, KeyClaim))
            : Nobody;

    /// <summary>The caller for the framework, with what they may do.</summary>
    public ClaimsPrincipal ToPrincipal(IEnumerable<string> scopes) =>
        new(
            new ClaimsIdentity(
                [
                    new(HubClaim, Hub),
                    new(KindClaim, $"{Kind}"),
                    new(KeyClaim, KeyId),
                    .. scopes.Select(scope => new Claim(ScopeClaim, scope)),
                ],
                Authenticated
            )
        );

    private static string Value(ClaimsPrincipal user, string claim) => user.FindFirst(claim)!.Value;
}
