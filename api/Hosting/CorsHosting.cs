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
        services
            .AddOptions<CorsOptions>()
            .Configure<IOptions<CorsSettings>>(
                (cors, settings) =>
                    cors.AddDefaultPolicy(policy =>
                        policy
                            .SetIsOriginAllowed(origin =>
                                settings.Value.Origins is { Length: > 0 } listed
                                    ? listed.Contains(origin)
                                    : Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.IsLoopback
                            )
                            .WithMethods(HttpMethods.Get, HttpMethods.Post, HttpMethods.Delete)
                            .AllowAnyHeader()
                            .WithExposedHeaders("ETag", "Location")
                            .SetPreflightMaxAge(TimeSpan.FromHours(1))
                    )
            );
    }
}
