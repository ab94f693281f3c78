using Matcher.Api.Models;
using Matcher.Api.Recommendations;
using Matcher.Data;
using Matcher.Data.Places;
using Matcher.Data.Reading;

namespace Matcher.Api.Hosting;

/// <summary>The API as an application: the same one for the command line, for tests and for benchmarks.</summary>
internal static class ApiApp
{
    /// <summary>The setting that names the folder of a hub's own catalogue.</summary>
    public const string CatalogueFolderSetting = "Catalogue:Folder";

    private const string DefaultUrl = "http://localhost:5080";
    private static readonly string[] ListeningSettings = ["urls", "http_ports", "https_ports"];

    /// <summary>Builds it; it starts its scorer, warms up and then listens once it is run.</summary>
    /// <param name="settings">As the command line gives them, such as --urls=http://localhost:5080.</param>
    /// <exception cref="InvalidDataException">The catalogue is faulty; the message lists the faults.</exception>
    public static WebApplication Build(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        if (Array.TrueForAll(ListeningSettings, name => string.IsNullOrEmpty(builder.Configuration[name]))) builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddSingleton(TimeProvider.System);
        // Beside the catalogue: both are files, and whoever starts the service waits for them.
        var gazetteer = Task.Run(() => Gazetteer.Read(DataFiles.Gazetteer));
        var catalogue = CatalogueFolder.Load(builder.Configuration[CatalogueFolderSetting] is { Length: > 0 } folder ? folder : DataFiles.Catalogue);
        builder.Services.AddSingleton(services => new CurrentCatalogue(catalogue, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(gazetteer.GetAwaiter().GetResult());
        builder.Services.AddSingleton<Recommender>();
        builder.AddScorer();
        builder.Services.AddSingleton<WarmUp>();
        builder.Services.AddHostedService(services => services.GetRequiredService<WarmUp>());
        builder.Services.ConfigureHttpJsonOptions(options => RecommendationJson.Configure(options.SerializerOptions));
        builder.Services.AddErrors();
        builder.Services.AddOpenApiDocument();

        var app = builder.Build();
        app.UseErrors();
        app.UseOpenApiDocument();
        app.MapRecommendations();
        app.MapModel();
        app.MapHealth();
        return app;
    }
}
