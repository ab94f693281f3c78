using Matcher.Scorer.Models;

namespace Matcher.Scorer.Scoring;

/// <summary>The model that is served.</summary>
/// <param name="Scorer">Scores with it.</param>
/// <param name="Since">Since when this process serves it.</param>
internal sealed record ServedModel(CandidateScorer Scorer, DateTimeOffset Since);

/// <summary>A model that is not served because something is wrong with it.</summary>
/// <param name="SeenAt">When it was first read.</param>
/// <param name="Reason">What is wrong and what to do, in sentences that name no folder.</param>
internal sealed record RefusedModel(DateTimeOffset SeenAt, string Reason);

/// <summary>
/// Says which model answers. A call asks once and keeps to it, so that each is answered by one model whole. For any number of callers at
/// once.
/// </summary>
/// <param name="first">The model to begin with.</param>
/// <param name="kept">What callers have it keep, which is made ready for a model before that is served.</param>
/// <param name="loadEarlier">Loads a model that was served before, by its version; null when there is none.</param>
/// <param name="clock">Tells since when a model is served.</param>
internal sealed class CurrentModel(LoadedModel first, CohortCache kept, Func<string, LoadedModel?> loadEarlier, TimeProvider clock)
{
    // Each holds on to what is kept for it: some 5 MB where callers have many cohorts.
    private const int MostEarlier = 3;

    private readonly Lock guard = new();
    private readonly List<CandidateScorer> earlier = [];

    // Not kept anywhere when somebody asked for them.
    private readonly HashSet<string> missing = [];
    private volatile ServedModel served = new(new(first), clock.GetUtcNow());
    private volatile RefusedModel? refused;

    /// <summary>What is served.</summary>
    public ServedModel Served => served;

    /// <summary>What the folder holds, if it can't be served.</summary>
    public RefusedModel? Refused => refused;

    /// <summary>Serves another model from now on. Calls that have begun keep the one before.</summary>
    public void Replace(LoadedModel other)
    {
        var next = new CandidateScorer(other);
        // No caller should wait for that.
        kept.Prepare(next);
        lock (guard)
        {
            var before = served.Scorer;
            // Measured anew, it is still the same model.
            served = new(next, before.Version == next.Version ? served.Since : clock.GetUtcNow());
            missing.Clear();
            earlier.RemoveAll(each => each.Version == before.Version || each.Version == next.Version);
            if (before.Version != next.Version)
                Remember(before);
        }
        refused = null;
    }

    /// <summary>Notes what is wrong with what the folder holds; null: nothing.</summary>
    public void Refuse(string? reason) =>
        refused = reason is null ? null : refused is { } known && known.Reason == reason ? known : new(clock.GetUtcNow(), reason);

    /// <summary>Scores with a model that somebody began with, if it is still there; with the one that is served if not.</summary>
    /// <param name="version">Its version; empty: the one that is served.</param>
    public CandidateScorer Find(string version)
    {
        var now = served.Scorer;
        if (version.Length == 0 || now.Version == version)
            return now;
        lock (guard)
        {
            if (earlier.Find(each => each.Version == version) is { } known)
                return known;
            if (missing.Contains(version))
                return now;
        }
        // From the disk, for which nobody else should wait.
        var loaded = loadEarlier(version);
        lock (guard)
        {
            if (loaded is null)
            {
                missing.Add(version);
                return now;
            }
            var scorer = new CandidateScorer(loaded);
            earlier.RemoveAll(each => each.Version == version);
            Remember(scorer);
            return scorer;
        }
    }

    private void Remember(CandidateScorer scorer)
    {
        if (earlier.Count == MostEarlier)
            earlier.RemoveAt(0);
        earlier.Add(scorer);
    }
}
