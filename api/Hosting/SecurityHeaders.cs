using Matcher.Api.Http;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Hosting;

/// <summary>
/// What every answer tells browsers and caches: that nothing is kept unless it says so, that it is what its media type says, and what a
/// page may load. Behind a proxy that is named, the caller's address and scheme are those that it forwards.
/// </summary>
internal static class SecurityHeaders
{
    // Nothing from elsewhere and no script in the page. Swagger UI sets styles on its elements, and the pages of problems have one of
    // their own.
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // A page of any site can have its name lead to this machine, and would then be taken for one of the service's own.
    public static readonly string[] ThisMachine = ["localhost", "*.localhost", "127.0.0.1", "[::1]"];

    /// <summary>Registers them.</summary>
    /// <param name="builder">The service's.</param>
    /// <param name="exposed">Where other machines may reach the service; null: only this machine does.</param>
    public static void AddSecurityHeaders(this IHostApplicationBuilder builder, string? exposed)
    {
        var services = builder.Services;
        services
            .AddOptions<HostFilteringOptions>()
            .PostConfigure<IOptions<WebSettings>>(
                (hosts, web) =>
                {
                    hosts.IncludeFailureMessage = false;
                    if (web.Value.Hosts.Length > 0)
                        hosts.AllowedHosts = web.Value.Hosts;
                    // The framework's own setting is obeyed where somebody uses it.
                    else if (exposed is null && hosts.AllowedHosts is [] or ["*"])
                        hosts.AllowedHosts = ThisMachine;
                }
            );
        // The framework refuses hosts before anything else runs, so this has to be around it.
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, OnEveryAnswer>());
        services.AddOptions<WebSettings>().BindConfiguration(WebSettings.Section);
        services
            .AddOptions<ForwardedHeadersOptions>()
            .Configure<IOptions<WebSettings>>(
                (forwarded, web) =>
                {
                    forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
                    // As many in a row as are named.
                    forwarded.ForwardLimit = null;
                    forwarded.KnownProxies.Clear();
                    forwarded.KnownIPNetworks.Clear();
                    foreach (var proxy in web.Value.ProxyAddresses())
                        forwarded.KnownProxies.Add(proxy);
                }
            );
        services.AddOptions<HstsOptions>().Configure<IOptions<WebSettings>>((hsts, web) => hsts.MaxAge = web.Value.Hsts);
    }

    public static void UseSecurityHeaders(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<IOptions<WebSettings>>().Value;
        if (settings.ProxyAddresses().Count > 0)
            app.UseForwardedHeaders();
        if (settings.Hsts > TimeSpan.Zero)
            app.UseHsts();
    }

    /// <summary>Puts them on an answer; again after its headers were taken away, as when something went wrong.</summary>
    public static void Put(HttpResponse response)
    {
        var headers = response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = PagePolicy;
        headers["Referrer-Policy"] = "no-referrer";
    }

    private sealed class OnEveryAnswer : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (context, rest) =>
                    {
                        Put(context.Response);
                        var answered = rest(context);
                        return answered.IsCompletedSuccessfully && IsRefusedHost(context)
                            ? Problem.UnknownHost().ExecuteAsync(context)
                            : answered;
                    }
                );
                next(app);
            };

        // The service's own refusals have a body.
        private static bool IsRefusedHost(HttpContext context) =>
            context.Response is { StatusCode: StatusCodes.Status400BadRequest, ContentType: null, HasStarted: false };
    }
}
