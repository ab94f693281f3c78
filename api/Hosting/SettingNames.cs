using System.Reflection;
using Matcher.Api.Access;
using Matcher.Api.BatchRuns.Runs;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.Catalogues;
using Matcher.Api.Limits;
using Matcher.Api.Recommendations.Ranking;
using Matcher.Api.Scoring;

namespace Matcher.Api.Hosting;

/// <summary>A setting of ours.</summary>
/// <param name="Key">Such as Scorer:Deadline.</param>
/// <param name="Property">Where its value goes; null: it is read where it is needed, and any text will do.</param>
internal sealed record KnownSetting(string Key, PropertyInfo? Property)
{
    /// <summary>The first part of its key.</summary>
    public string Section => Key[..Key.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>The rest of its key.</summary>
    public string Name => Key[(Section.Length + 1)..];
}

/// <summary>Every setting of ours; whatever else is set is the framework's, or somebody else's.</summary>
internal static class SettingNames
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<KnownSetting> All { get; } =
    [
        .. Of<ScorerOptions>(ScorerOptions.Section),
        .. Of<RecommendationOptions>(RecommendationOptions.Section),
        .. Of<CatalogueWatchOptions>(CatalogueWatchOptions.Section),
        .. Of<StoreOptions>(StoreOptions.Section),
        .. Of<IntakeOptions>(IntakeOptions.Section),
        .. Of<CorsSettings>(CorsSettings.Section),
        .. Of<AccessOptions>(AccessOptions.Section),
        .. Of<WebSettings>(WebSettings.Section),
        .. Of<LimitOptions>(LimitOptions.Section),
        new(RankingServices.CatalogueFolderSetting, null),
        new(RankingServices.PostcodeFileSetting, null),
    ];

    /// <summary>The first parts of their keys.</summary>
    public static IReadOnlyList<string> Sections { get; } = [.. All.Select(setting => setting.Section).Distinct()];

    private static IEnumerable<KnownSetting> Of<T>(string section) =>
        typeof(T)
            .GetProperties()
            .Where(property => property.CanWrite)
            .Select(property => new KnownSetting($"{section}:{property.Name}", property));
}
