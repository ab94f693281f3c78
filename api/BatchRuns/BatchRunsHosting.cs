using Matcher.Api.BatchRuns.Results;
using Matcher.Api.BatchRuns.Runs;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.Limits;

namespace Matcher.Api.BatchRuns;

/// <summary>Registers batch runs, for the service and for the command line alike.</summary>
internal static class BatchRunsHosting
{
    /// <summary>Registers what ranks and places waiting lists.</summary>
    public static void AddBatchRuns(this IServiceCollection services)
    {
        services.AddBatchStore();
        services.AddOptions<IntakeOptions>().BindConfiguration(IntakeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RunCatalogues>();
        services.AddSingleton<InteractivePriority>();
        services.AddSingleton<RunIntake>();
        services.AddSingleton<ChunkRanking>();
        services.AddSingleton<RunAllocation>();
        services.AddSingleton<RunWorker>();
        services.AddSingleton<RunOutput>();
    }

    /// <summary>Registers what works on runs beside the service's requests.</summary>
    public static void AddRunService(this IServiceCollection services)
    {
        services.AddSingleton<RunViews>();
        services.AddSingleton<RunService>();
        services.AddHostedService(provider => provider.GetRequiredService<RunService>());
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, RunJson.Default));
    }
}
