using System.Collections.Concurrent;
using System.Security.Cryptography;
using Google.Protobuf;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Models;

namespace Matcher.Scorer.Scoring;

/// <summary>
/// Cohorts that callers said once and ask for again and again, under a key made of their content: two callers with the same catalogue
/// share them, and a key never means anything else. What was not asked for longest goes when there are too many.
/// </summary>
internal sealed class CohortCache(CandidateScorer scorer)
{
    /// <summary>The most lists that are kept.</summary>
    public const int MostLists = 16;

    /// <summary>The most cohorts of all lists together: some 10 MB.</summary>
    public const int MostCohorts = 40_000;

    private readonly ConcurrentDictionary<string, Kept> lists = new(StringComparer.Ordinal);
    private readonly Lock changing = new();
    private long clock;

    /// <summary>Keeps cohorts.</summary>
    /// <param name="request">Within the bounds of the contract.</param>
    /// <returns>Their key.</returns>
    public string Keep(KeepCohortsRequest request)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(request.ToByteArray()));
        if (Find(key) is not null)
            return key;
        var set = scorer.Prepare(request.Cohorts);
        lock (changing)
        {
            lists[key] = new(set) { LastAsked = Interlocked.Increment(ref clock) };
            while (lists.Count > MostLists || lists.Sum(list => list.Value.Set.Count) > MostCohorts)
                lists.TryRemove(lists.MinBy(list => Interlocked.Read(ref list.Value.LastAsked)).Key, out _);
        }
        return key;
    }

    /// <summary>The cohorts of a key; null when they are not kept, or no longer.</summary>
    public CompiledCohorts? Find(string key)
    {
        if (!lists.TryGetValue(key, out var kept))
            return null;
        Interlocked.Exchange(ref kept.LastAsked, Interlocked.Increment(ref clock));
        return kept.Set;
    }

    private sealed class Kept(CompiledCohorts set)
    {
        // In questions asked, not in time.
        public long LastAsked;

        public CompiledCohorts Set => set;
    }
}
