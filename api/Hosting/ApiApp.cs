using Matcher.Api.Access;
using Matcher.Api.Access.Callers;
using Matcher.Api.BatchRuns;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.Catalogues;
using Matcher.Api.Http;
using Matcher.Api.Limits;
using Matcher.Api.Models;
using Matcher.Api.Recommendations;
using Matcher.Data.Telemetry;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Hosting;

/// <summary>The API as an application: the same one for the command line, for tests and for benchmarks.</summary>
internal static class ApiApp
{
    private const string DefaultUrl = "http://localhost:5080";

    // Below where batch runs are kept.
    private const string CatalogueVersions = "catalogue-versions";
    private static readonly string[] ListeningSettings = ["urls", "http_ports", "https_ports"];

    /// <summary>Builds it; it starts its scorer, warms up and then listens once it is run.</summary>
    /// <param name="settings">As the command line gives them, such as --urls=http://localhost:5080.</param>
    /// <exception cref="InvalidDataException">The settings or the catalogue are faulty; the message lists the faults.</exception>
    public static WebApplication Build(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory }
        );
        if (Array.TrueForAll(ListeningSettings, name => string.IsNullOrEmpty(builder.Configuration[name])))
            builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Where it listens is checked once, so it must not change while the service runs.
            kestrel.Configure(builder.Configuration.GetSection("Kestrel"), reloadOnChange: false);
        });
        builder.AddMatching();
        builder.Services.AddSingleton<WarmUp>();
        builder.Services.AddHostedService(services => services.GetRequiredService<WarmUp>());
        builder.Services.ConfigureHttpJsonOptions(options => RecommendationJson.Configure(options.SerializerOptions));
        builder.Services.AddRunService();
        builder.Services.AddCatalogueWatch(
            RankingServices.CatalogueFolder(builder.Configuration),
            services => Path.Combine(services.GetRequiredService<IOptions<StoreOptions>>().Value.Folder, CatalogueVersions)
        );
        var exposed = ListeningAddress.BeyondThisMachine(builder.Configuration);
        builder.AddAccess(exposed);
        builder.Services.AddLimits(exposed);
        builder.Services.AddDrain(exposed);
        builder.AddSecurityHeaders(exposed);
        builder.Services.AddErrors();
        builder.Services.AddBrowsers();
        builder.Services.AddOpenApiDocument();
        builder.Services.AddCompression();
        builder.AddTelemetryExport("matcher-api");

        var app = builder.Build();
        app.UseGauges();
        app.UseRequestSpans();
        app.UseSecurityHeaders();
        app.UseDrain();
        app.UseHeadAsGet();
        app.UseRouting();
        app.UseResponseCompression();
        app.UseErrors();
        app.UseRefusedOrigins();
        app.UseCors();
        app.UseOpenApiDocument();
        // After the page of the document, which anybody may see.
        app.UseCallers();
        app.UseLimits();
        app.UseAccess();
        app.MapRecommendations();
        app.MapCatalogue();
        app.MapBatchRuns();
        app.MapModel();
        app.MapHealth();
        app.MapProblemPages().OpenToAnybody();
        return app;
    }
}
