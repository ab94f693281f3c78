using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Hosting;

namespace Matcher.Data.Telemetry;

/// <summary>
/// Sends traces and metrics to a collector (OpenTelemetry, OTLP) where the settings name one. Elsewhere nothing of OpenTelemetry is loaded:
/// that would cost every start time.
/// </summary>
public static class TelemetryExport
{
    /// <summary>The setting that names the collector and so switches the export on.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string Prefix = "OTEL_";
    private const string ServiceName = "OTEL_SERVICE_NAME";
    private const string Sampler = "OTEL_TRACES_SAMPLER";
    private const string SamplerArgument = "OTEL_TRACES_SAMPLER_ARG";

    private static readonly string[] Samplers =
    [
        "always_on",
        "always_off",
        "traceidratio",
        "parentbased_always_on",
        "parentbased_always_off",
        "parentbased_traceidratio",
    ];

    /// <summary>Registers the export if the settings or the environment ask for it.</summary>
    /// <param name="builder">The program's.</param>
    /// <param name="service">What the program is called unless OTEL_SERVICE_NAME says otherwise.</param>
    /// <exception cref="InvalidDataException">A setting is faulty; the message says how.</exception>
    public static void AddTelemetryExport(this IHostApplicationBuilder builder, string service)
    {
        var settings = builder.Configuration;
        if (!IsOn(settings))
            return;
        // OpenTelemetry reads its settings from the program's, and the scorer's has none of the environment's. What is said elsewhere
        // counts first.
        var sources = ((IConfigurationBuilder)settings).Sources;
        sources.Insert(0, new MemoryConfigurationSource { InitialData = Variables() });
        sources.Insert(
            0,
            new MemoryConfigurationSource
            {
                InitialData = new Dictionary<string, string?>
                {
                    [ServiceName] = service,
                    [Sampler] = "parentbased_traceidratio",
                    [SamplerArgument] = "0.05",
                },
            }
        );
        Check(settings);
        OtlpExport.Add(builder.Services);
    }

    /// <summary>Whether something is sent.</summary>
    public static bool IsOn(IConfiguration settings) =>
        !string.IsNullOrEmpty(settings[Endpoint] ?? Environment.GetEnvironmentVariable(Endpoint));

    private static Dictionary<string, string?> Variables() =>
        Environment
            .GetEnvironmentVariables()
            .Keys.Cast<string>()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(name => name, Environment.GetEnvironmentVariable);

    // Faulty values would be passed over: then everything is sampled, or sent to this machine.
    private static void Check(IConfiguration settings)
    {
        if (!Uri.TryCreate(settings[Endpoint], UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
            throw new InvalidDataException($"{Endpoint} is \"{settings[Endpoint]}\". Write an address such as http://localhost:4317.");
        if (!Samplers.Contains(settings[Sampler]))
            throw new InvalidDataException($"{Sampler} is \"{settings[Sampler]}\". It must be one of {string.Join(", ", Samplers)}.");
        if (
            !double.TryParse(settings[SamplerArgument], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            || share > 1
        )
        {
            throw new InvalidDataException(
                $"{SamplerArgument} is \"{settings[SamplerArgument]}\". It must be a share from 0 to 1, such as 0.05 for 5%."
            );
        }
    }
}
