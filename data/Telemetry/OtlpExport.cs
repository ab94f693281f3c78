using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Matcher.Data.Telemetry;

/// <summary>Registers OpenTelemetry; apart from what decides about it, because to run this loads it.</summary>
internal static class OtlpExport
{
    // The framework's own and gRPC's: no library has to be put between for these. Of a call, none may be left out: each makes a span of its
    // own as soon as there is one around it, and what is inside names that as its parent.
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "Grpc.Net.Client", "System.Net.Http"];

    // Not that of System.Net.Http: it would measure each call to a scorer four times over, and ours says more of it.
    private static readonly string[] Meters =
    [
        "Matcher",
        "Matcher.Scorer",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Runtime",
    ];

    /// <summary>Registers it.</summary>
    public static void Add(IServiceCollection services)
    {
        services
            .AddOpenTelemetry()
            .WithTracing(traces => traces.AddSource(Sources).AddProcessor(new SentTags()).AddOtlpExporter())
            .WithMetrics(metrics => metrics.AddMeter(Meters).AddOtlpExporter());
        services.AddHostedService<TelemetryEnd>();
    }
}
