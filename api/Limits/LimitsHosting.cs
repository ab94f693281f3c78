using Matcher.Api.Telemetry;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Limits;

/// <summary>Registers how much callers may ask: requests a minute, work at once, time and connections.</summary>
internal static class LimitsHosting
{
    /// <summary>Registers it.</summary>
    /// <param name="services">The service's.</param>
    /// <param name="exposed">Where other machines may reach the service; null: only this machine does.</param>
    public static void AddLimits(this IServiceCollection services, string? exposed)
    {
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(new CallerAddress(exposed is not null));
        services.AddSingleton<WorkLimits>();
        services.AddRequestTimeouts();
        services.AddRateLimiter(_ => { });
        services
            .AddOptions<RateLimiterOptions>()
            .Configure<IOptions<LimitOptions>, CallerAddress, ServiceMetrics, ILoggerFactory>(
                (limiter, limits, addresses, metrics, logging) => RateLimits.Set(limiter, limits.Value, addresses, metrics, logging)
            );
        services
            .AddOptions<KestrelServerOptions>()
            .Configure<IOptions<LimitOptions>>((kestrel, limits) => ConnectionLimits.Set(kestrel.Limits, limits.Value));
    }

    /// <summary>Holds callers to it; it has to be known who they are.</summary>
    public static void UseLimits(this IApplicationBuilder app)
    {
        app.UseRateLimiter();
        app.UseRequestTimeouts();
    }
}
