using Matcher.Api.Http;
using Matcher.Data.Domain;

namespace Matcher.Api.Catalogues;

/// <summary>What changed from a version of the catalogue to the one that is served.</summary>
/// <param name="Since">The version before.</param>
/// <param name="Providers">The providers.</param>
/// <param name="Courses">The courses: changed are those of which something changed besides their cohorts.</param>
/// <param name="Cohorts">The cohorts: with everything that is said of their sessions, venue and places.</param>
internal sealed record CatalogueChanges(string Since, ChangedIds Providers, ChangedIds Courses, ChangedIds Cohorts)
{
    /// <summary>Reads the parameter <c>since</c>.</summary>
    /// <returns>Null when it is not there, or is not a version that is kept, which is then a fault of the query.</returns>
    public static CatalogueChanges? Read(QueryFields query, CatalogueHistory history, Catalogue served)
    {
        // A plus that nobody escaped arrives as a space, and no version has one.
        if (query.Read(CourseParameters.Since)?.Replace(' ', '+') is not { } since)
            return null;
        var now = history.Of(served);
        if (history.Find(since) is { } before)
            return Between(before, now);
        query.AddError(
            "since",
            $"{JsonItem.Quote(since)} is not a version of this catalogue, or it is no longer kept.",
            $"Fetch the catalogue anew, or send one of {string.Join(", ", history.Versions())}."
        );
        return null;
    }

    private static CatalogueChanges Between(CatalogueFingerprints before, CatalogueFingerprints now) =>
        new(
            before.Version,
            ChangedIds.Between(before.Providers, now.Providers),
            ChangedIds.Between(before.Courses, now.Courses),
            ChangedIds.Between(before.Cohorts, now.Cohorts)
        );
}

/// <summary>The ids of what changed, sorted by their characters.</summary>
/// <param name="Added">Those that were not there.</param>
/// <param name="Removed">Those that are there no more.</param>
/// <param name="Changed">Those of which the service says something else.</param>
internal sealed record ChangedIds(IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<string> Changed)
{
    public static ChangedIds Between(OrderedDictionary<string, ulong> before, OrderedDictionary<string, ulong> now) =>
        new(
            [.. now.Keys.Where(id => !before.ContainsKey(id)).Order(StringComparer.Ordinal)],
            [.. before.Keys.Where(id => !now.ContainsKey(id)).Order(StringComparer.Ordinal)],
            [
                .. now.Where(item => before.TryGetValue(item.Key, out var hash) && hash != item.Value)
                    .Select(item => item.Key)
                    .Order(StringComparer.Ordinal),
            ]
        );
}
