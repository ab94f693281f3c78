using Matcher.Api.BatchRuns.Runs;
using Matcher.Api.BatchRuns.Results;
using Matcher.Api.BatchRuns.Store;
using Matcher.Data.Reading;

namespace Matcher.Api.BatchRuns;

/// <summary>Registers batch runs, for the service and for the command line alike.</summary>
internal static class BatchRunsHosting
{
    /// <param name="services">The services.</param>
    /// <param name="catalogueFolder">Where the files of the catalogue that is served are.</param>
    public static void AddBatchRuns(this IServiceCollection services, string catalogueFolder)
    {
        services.AddBatchStore();
        services.AddOptions<IntakeOptions>().BindConfiguration(StoreOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new PinnedCatalogues(provider.GetRequiredService<RunStore>(), provider.GetRequiredService<CurrentCatalogue>(), catalogueFolder));
        services.AddSingleton<OnlineFirst>();
        services.AddSingleton<RunIntake>();
        services.AddSingleton<ChunkRanking>();
        services.AddSingleton<RunAllocation>();
        services.AddSingleton<RunWorker>();
        services.AddSingleton<RunOutput>();
    }
}
