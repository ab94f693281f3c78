namespace Matcher.Api.Access.Callers;

/// <summary>What callers may be allowed to do, each with the name that keys and tokens have for it.</summary>
internal static class Scopes
{
    /// <summary>Ask for recommendations, and read the catalogue and the model.</summary>
    public const string Rank = "matcher.rank";

    /// <summary>Send waiting lists, and erase the runs that come of them.</summary>
    public const string WriteRuns = "matcher.batch.write";

    /// <summary>Read the hub's own runs and what came of them.</summary>
    public const string ReadRuns = "matcher.batch.read";

    /// <summary>See how the service is beyond what /health tells anybody: for its operator.</summary>
    public const string Operate = "matcher.operations";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Rank, WriteRuns, ReadRuns, Operate];

    /// <summary>What a hub's program needs.</summary>
    public static IReadOnlyList<string> OfHubs { get; } = [Rank, WriteRuns, ReadRuns];

    /// <summary>All that a key may do that everybody can read in a page.</summary>
    public static IReadOnlyList<string> OfPages { get; } = [Rank];
}
