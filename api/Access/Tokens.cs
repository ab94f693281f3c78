using System.Security.Claims;
using Matcher.Api.Access.Callers;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Matcher.Api.Access;

/// <summary>Finds out who a caller is by a token (a signed JWT) of the issuer that the settings name.</summary>
internal static class Tokens
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestWaitForIssuer = TimeSpan.FromSeconds(5);

    // Signatures by a key that only the issuer has. None and those by a shared secret are not among them.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256,
        SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.EcdsaSha256,
    ];

    // Issuers name scopes and clients differently (RFC 9068, Microsoft Entra ID, Keycloak).
    private static readonly string[] ScopeClaims = ["scope", "scp", "roles"];
    private static readonly string[] ClientClaims = ["client_id", "azp", "appid", "sub"];

    public static void AddTokens(this AuthenticationBuilder authentication, AccessOptions options) =>
        authentication.AddJwtBearer(bearer =>
        {
            bearer.Authority = options.Issuer;
            bearer.RequireHttpsMetadata = !new Uri(options.Issuer).IsLoopback;
            bearer.MapInboundClaims = false;
            bearer.BackchannelTimeout = LongestWaitForIssuer;
            bearer.TokenValidationParameters = new()
            {
                ValidAudience = options.Audience,
                ValidAlgorithms = Algorithms,
                ClockSkew = ClockSkew,
            };
            bearer.Events = new()
            {
                OnTokenValidated = context =>
                {
                    Accept(context, options.HubClaim);
                    return Task.CompletedTask;
                },
                OnAuthenticationFailed = async context => context.Fail(await Explain(context)),
            };
        });

    // After this, tokens and keys are treated alike.
    private static void Accept(TokenValidatedContext context, string hubClaim)
    {
        var token = context.Principal!;
        var client = ClientClaims.Select(token.FindFirstValue).FirstOrDefault(name => name is not null) ?? "";
        // An empty name is that of runs which belong to no hub.
        if (token.FindFirstValue(hubClaim) is not { Length: > 0 and <= AccessKey.LongestHub } hub)
        {
            context.Fail(
                Invalid(
                    $"The token has no claim {hubClaim}, which names the hub. Ask the operator of this service to have the issuer add it.",
                    "tokenWithoutHub",
                    client
                )
            );
            return;
        }
        var scopes = token.Claims.Where(claim => ScopeClaims.Contains(claim.Type)).SelectMany(claim => claim.Value.Split(' '));
        context.Principal = new Caller(hub, CallerKind.Token, client).ToPrincipal(scopes);
    }

    private static async Task<AccessRefusal> Explain(AuthenticationFailedContext context)
    {
        try
        {
            // Without the issuer's keys every token fails, in one way or another. They are kept, so this asks only if they are not there.
            await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new(Problem.IssuerUnavailable(), "issuerUnavailable");
        }
        return context.Exception switch
        {
            SecurityTokenExpiredException => Invalid("The token has expired. Fetch a new one from the issuer.", "tokenExpired"),
            SecurityTokenNotYetValidException => Invalid(
                "The token is not valid yet. Compare the clocks of the issuer and this service.",
                "tokenEarly"
            ),
            SecurityTokenInvalidAudienceException => Invalid(
                $"The token is for another service. Fetch one for the audience {context.Options.TokenValidationParameters.ValidAudience}.",
                "tokenAudience"
            ),
            SecurityTokenInvalidIssuerException => Invalid(
                $"The token is of another issuer. Fetch one from {context.Options.Authority}.",
                "tokenIssuer"
            ),
            SecurityTokenMalformedException or ArgumentException => AccessRefusal.Unreadable(),
            _ => Invalid(
                $"The token's signature can't be trusted: it is not signed by the issuer, or not with {string.Join(", ", Algorithms)}.",
                "tokenSignature"
            ),
        };
    }

    private static AccessRefusal Invalid(string detail, string reason, string client = "") =>
        new(Problem.InvalidCredentials(detail), reason, client);
}
