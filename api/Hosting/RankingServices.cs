using Matcher.Api.BatchRuns;
using Matcher.Api.Postcodes;
using Matcher.Api.Recommendations;
using Matcher.Api.Recommendations.Ranking;
using Matcher.Api.Telemetry;
using Matcher.Data;
using Matcher.Data.Catalogues;
using Matcher.Data.Places;

namespace Matcher.Api.Hosting;

/// <summary>What ranks people, for the service and for the command line: catalogue, gazetteer, scorer, recommender, batch runs.</summary>
internal static class RankingServices
{
    /// <summary>The setting that names the folder of a hub's own catalogue.</summary>
    public const string CatalogueFolderSetting = "Catalogue:Folder";

    /// <summary>The setting that names the file of exact postcodes; empty: districts serve.</summary>
    public const string PostcodeFileSetting = "Postcodes:File";

    /// <summary>Registers it.</summary>
    /// <exception cref="InvalidDataException">The settings or the catalogue are faulty; the message lists the faults.</exception>
    public static void AddMatching(this IHostApplicationBuilder builder)
    {
        SettingsCheck.Check(builder.Configuration);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ServiceMetrics>();
        // In parallel with the catalogue: both are files, and starting the service waits for them.
        var gazetteer = Task.Run(() => Places(builder.Configuration));
        var catalogue = CatalogueArchive.Load(CatalogueFolder(builder.Configuration));
        builder.Services.AddSingleton(services => new CurrentCatalogue(catalogue, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(gazetteer.GetAwaiter().GetResult());
        builder
            .Services.AddOptions<RecommendationOptions>()
            .BindConfiguration(RecommendationOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<Recommender>();
        builder.AddScorer();
        builder.Services.AddBatchRuns();
    }

    /// <summary>Reads what is where: districts, and exact postcodes where there are some.</summary>
    /// <exception cref="InvalidDataException">A file is faulty; the message says how.</exception>
    public static Gazetteer Places(IConfiguration settings) => Gazetteer.Read(DataFiles.Gazetteer, Postcodes(settings));

    // What a setting names has to be there; what an import left in its default place is taken if it is.
    private static PostcodeDirectory? Postcodes(IConfiguration settings) =>
        settings[PostcodeFileSetting] switch
        {
            null => File.Exists(PostcodeCommands.DefaultFile) ? PostcodeDirectory.Read(PostcodeCommands.DefaultFile) : null,
            "" => null,
            var file => PostcodeDirectory.Read(file),
        };

    /// <summary>Where the files of the catalogue are.</summary>
    public static string CatalogueFolder(IConfiguration settings) =>
        settings[CatalogueFolderSetting] is { Length: > 0 } own ? own : DataFiles.Catalogue;
}
