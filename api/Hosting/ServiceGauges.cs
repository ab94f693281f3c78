using System.Diagnostics.Metrics;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.Scoring;
using Matcher.Api.Telemetry;
using Matcher.Data.Catalogues;

namespace Matcher.Api.Hosting;

/// <summary>What of the service's state can be read at any time, for whoever listens. It is asked when they look, and never else.</summary>
internal static class ServiceGauges
{
    /// <summary>Lets it be read.</summary>
    public static void UseGauges(this WebApplication app)
    {
        var services = app.Services;
        var meter = services.GetRequiredService<IMeterFactory>().Create(ServiceMetrics.MeterName);
        var backlog = services.GetRequiredService<Backlog>();
        meter.CreateObservableGauge(
            "matcher.scorer.circuit.open",
            () => Scorers(services).Select(each => new Measurement<int>(each.IsUsable ? 0 : 1, Scorer(each))),
            "{circuit}",
            "1: a scorer has stopped answering, and callers are not sent to it."
        );
        meter.CreateObservableGauge(
            "matcher.model.info",
            () =>
                Scorers(services)
                    .Where(each => each.ModelVersion is not null)
                    .Select(each => new Measurement<int>(1, Scorer(each), Version(each.ModelVersion))),
            "{model}",
            "1: the version of the model by which a scorer last answered."
        );
        meter.CreateObservableGauge(
            "matcher.catalogue.info",
            () => new Measurement<int>(1, Version(services.GetRequiredService<CurrentCatalogue>().Now().Catalogue.Version)),
            "{catalogue}",
            "1: the version of the catalogue that is served."
        );
        meter.CreateObservableGauge(
            "matcher.batch.chunks",
            () =>
                backlog.Look() is { } now
                    ? [new(now.Open - now.Claimed, State("open")), new Measurement<int>(now.Claimed, State("claimed"))]
                    : Array.Empty<Measurement<int>>(),
            "{chunk}",
            "Parts of waiting lists that are not ranked yet."
        );
        meter.CreateObservableGauge(
            "matcher.batch.oldest_open_chunk.age",
            () => backlog.Look() is { } now ? [new(now.Oldest.TotalSeconds)] : Array.Empty<Measurement<double>>(),
            "s",
            "How long ago the list was sent of which a part is not ranked yet; 0: there is none."
        );
    }

    // Not before it is asked for: where the scorers are is checked when the service starts.
    private static IReadOnlyList<ScorerConnection> Scorers(IServiceProvider services) =>
        services.GetRequiredService<ScorerClient>().Scorers;

    private static KeyValuePair<string, object?> Scorer(ScorerConnection scorer) => new("scorer", scorer.Name);

    private static KeyValuePair<string, object?> Version(string? version) => new("version", version);

    private static KeyValuePair<string, object?> State(string state) => new("state", state);
}
