using Matcher.Api.Access;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Hosting;

/// <summary>Lets the scripts of pages call the service (CORS).</summary>
internal static class CorsHosting
{
    public static void AddBrowsers(this IServiceCollection services)
    {
        services.AddOptions<CorsSettings>().BindConfiguration(CorsSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddCors();
        services.AddSingleton<RefusedOrigins>();
        services
            .AddOptions<CorsOptions>()
            .Configure<IOptions<CorsSettings>, IServiceProvider>(
                (cors, settings, services) =>
                    cors.AddDefaultPolicy(policy =>
                        policy
                            .SetIsOriginAllowed(origin =>
                                IsListed(origin, settings.Value) || services.GetService<KeyRing>()?.KnowsOrigin(origin) == true
                            )
                            .WithMethods(HttpMethods.Get, HttpMethods.Post, HttpMethods.Delete)
                            .AllowAnyHeader()
                            .WithExposedHeaders("ETag", "Location", "Retry-After", "Content-Disposition")
                            .SetPreflightMaxAge(TimeSpan.FromHours(1))
                    )
            );
    }

    private static bool IsListed(string origin, CorsSettings settings) =>
        settings.Origins.Length > 0
            ? settings.Origins.Contains(origin)
            : Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.IsLoopback;
}
