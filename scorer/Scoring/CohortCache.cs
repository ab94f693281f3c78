using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Google.Protobuf;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Models;

namespace Matcher.Scorer.Scoring;

/// <summary>
/// Cohorts that callers said once and ask for again and again, under a key made of their content: two callers with the same catalogue
/// share them, and a key never means anything else. What was not asked for longest goes when there are too many. A change of the model
/// loses none: they are prepared for each model that asks.
/// </summary>
internal sealed class CohortCache
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
    /// <param name="scorer">Whose model they are prepared for.</param>
    /// <returns>Their key.</returns>
    public string Keep(KeepCohortsRequest request, CandidateScorer scorer)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(request.ToByteArray()));
        if (Find(key, scorer) is not null)
            return key;
        var set = scorer.Prepare(request.Cohorts);
        lock (changing)
        {
            lists[key] = new(set, scorer) { LastAsked = Interlocked.Increment(ref clock) };
            while (lists.Count > MostLists || lists.Sum(list => list.Value.Count) > MostCohorts)
                lists.TryRemove(lists.MinBy(list => Interlocked.Read(ref list.Value.LastAsked)).Key, out _);
        }
        return key;
    }

    /// <summary>The cohorts of a key; null when they are not kept, or no longer.</summary>
    /// <param name="key">What <see cref="Keep"/> gave.</param>
    /// <param name="scorer">Whose model they are to be prepared for.</param>
    public CompiledCohorts? Find(string key, CandidateScorer scorer)
    {
        if (!lists.TryGetValue(key, out var kept))
            return null;
        Interlocked.Exchange(ref kept.LastAsked, Interlocked.Increment(ref clock));
        return kept.For(scorer);
    }

    /// <summary>Prepares everything that is kept for another model.</summary>
    public void Prepare(CandidateScorer scorer)
    {
        foreach (var kept in lists.Values)
            kept.For(scorer);
    }

    private sealed class Kept
    {
        // What was prepared goes with its model.
        private readonly ConditionalWeakTable<CandidateScorer, CompiledCohorts> prepared = [];
        private volatile CompiledCohorts newest;

        // In questions asked, not in time.
        public long LastAsked;

        public Kept(CompiledCohorts set, CandidateScorer scorer)
        {
            newest = set;
            prepared.Add(scorer, set);
        }

        public int Count => newest.Count;

        public CompiledCohorts For(CandidateScorer scorer) =>
            prepared.TryGetValue(scorer, out var set) ? set : prepared.GetValue(scorer, each => newest = each.Prepare(newest));
    }
}
