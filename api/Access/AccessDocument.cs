using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Matcher.Api.Access;

/// <summary>
/// What the OpenAPI document says of access. It is the same whatever the settings are: clients are written for it, and not for one service.
/// </summary>
internal static class AccessDocument
{
    private const string Key = "key";
    private const string Token = "token";

    /// <summary>For the description of the service.</summary>
    public const string Description = """
        **Who may call.** A service on its operator's own machine asks nobody. Any other asks for a key or a token, in the header
        `Authorization: Bearer …`; the 403 of each operation names the scope that it needs. A hub's key begins with `matcher_hub_` and is a secret.
        A publishable key begins with `matcher_pub_`, is for the hub's pages, and allows what needs `matcher.rank`. Batch runs belong to the
        hub that began them: to others they do not exist.
        """;

    public static void AddAccess(this SwaggerGenOptions options)
    {
        options.AddSecurityDefinition(
            Key,
            new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "matcher_hub_… or matcher_pub_…",
                Description = "A key that the operator of the service made for the hub.",
            }
        );
        options.AddSecurityDefinition(
            Token,
            new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description =
                    "An access token of the operator's OpenID Connect issuer, which a hub's program fetches there with OAuth 2 client credentials, where the service takes them.",
            }
        );
        options.OperationFilter<Filter>();
    }

    private sealed class Filter : IOperationFilter
    {
        public void Apply(OpenApiOperation operation, OperationFilterContext context)
        {
            if (!context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any())
                return;
            operation.Security =
            [
                Shows(Key),
                Shows(Token),
                // A service that asks nobody.
                new OpenApiSecurityRequirement(),
            ];

            // Scopes are for schemes of the type oauth2, which would need the address of one issuer.
            OpenApiSecurityRequirement Shows(string scheme) =>
                new() { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] };
        }
    }
}
