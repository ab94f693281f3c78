using Matcher.Api.Access.Callers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Access;

/// <summary>Registers who may do what. Where nobody is asked who they are, a request passes nothing of it.</summary>
internal static class AccessHosting
{
    /// <summary>The scheme that sends a request on to the one for what it shows.</summary>
    private const string Scheme = "matcher";

    /// <summary>Registers it.</summary>
    /// <param name="builder">The service's; its settings have been checked.</param>
    /// <param name="exposed">Where other machines may reach the service, for a sentence; null: only this machine does.</param>
    public static void AddAccess(this IHostApplicationBuilder builder, string? exposed)
    {
        var services = builder.Services;
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>>(new AccessRules(exposed));
        var options = builder.Configuration.GetSection(AccessOptions.Section).Get<AccessOptions>() ?? new();
        if (options.AsksNobody)
        {
            // Routes state their scopes, and nobody holds callers to them.
            services.Configure<RouteOptions>(routes => routes.SuppressCheckForUnhandledSecurityMetadata = true);
            return;
        }
        services.AddSingleton<KeyStore>();
        services.AddSingleton<KeyRing>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyRing>());
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalAnswer>();
        var authentication = services
            .AddAuthentication(options.Issuer.Length > 0 ? Scheme : KeyHandler.Name)
            .AddScheme<AuthenticationSchemeOptions, KeyHandler>(KeyHandler.Name, null);
        if (options.Issuer.Length > 0)
        {
            authentication.AddTokens(options);
            authentication.AddPolicyScheme(Scheme, null, either => either.ForwardDefaultSelector = SchemeOf);
        }
        var policies = services.AddAuthorizationBuilder();
        foreach (var scope in Scopes.All)
            policies.AddPolicy(scope, policy => policy.RequireClaim(Caller.ScopeClaim, scope));
        policies.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(context => IsNoRoute(context.Resource)).Build());
    }

    /// <summary>Finds out who callers are, unless nobody is asked.</summary>
    /// <exception cref="OptionsValidationException">The settings contradict each other, or where the service listens.</exception>
    public static void UseCallers(this WebApplication app)
    {
        if (!AsksNobody(app))
            app.UseAuthentication();
    }

    /// <summary>Holds callers to the scopes of the routes below, unless nobody is asked who they are.</summary>
    public static void UseAccess(this WebApplication app)
    {
        if (!AsksNobody(app))
            app.UseAuthorization();
    }

    private static bool AsksNobody(WebApplication app) => app.Services.GetRequiredService<IOptions<AccessOptions>>().Value.AsksNobody;

    private static string SchemeOf(HttpContext http) =>
        KeyHandler.Shown(http.Request)?.StartsWith(KeyText.Prefix, StringComparison.Ordinal) == true
            ? KeyHandler.Name
            : JwtBearerDefaults.AuthenticationScheme;

    // What does not exist, or not for this method, is answered with 404 or 405. A route that states no scope is refused to everybody.
    private static bool IsNoRoute(object? resource) => resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint;
}
