using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Hosting;

/// <summary>
/// What every answer tells browsers and caches: that nothing is kept unless it says so, that it is what its media type says, and what a
/// page may load. Behind a proxy that is named, the caller's address and scheme are those that the proxy tells.
/// </summary>
internal static class SecurityHeaders
{
    // Nothing from elsewhere and no script in the page. Swagger UI sets styles on its elements, and the pages of problems have one of
    // their own.
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void AddSecurityHeaders(this IServiceCollection services)
    {
        services.AddOptions<ProxySettings>().BindConfiguration(ProxySettings.Section);
        services
            .AddOptions<ForwardedHeadersOptions>()
            .Configure<IOptions<ProxySettings>>(
                (forwarded, proxies) =>
                {
                    forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
                    forwarded.KnownProxies.Clear();
                    forwarded.KnownIPNetworks.Clear();
                    foreach (var proxy in proxies.Value.Addresses())
                        forwarded.KnownProxies.Add(proxy);
                }
            );
        services.AddOptions<HstsOptions>().Configure<IOptions<ProxySettings>>((hsts, proxies) => hsts.MaxAge = proxies.Value.Hsts);
    }

    public static void UseSecurityHeaders(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<IOptions<ProxySettings>>().Value;
        if (settings.Addresses().Count > 0)
            app.UseForwardedHeaders();
        if (settings.Hsts > TimeSpan.Zero)
            app.UseHsts();
        app.Use(
            (context, next) =>
            {
                Put(context.Response);
                return next(context);
            }
        );
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
}
