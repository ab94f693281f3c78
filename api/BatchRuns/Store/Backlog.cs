using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Matcher.Api.BatchRuns.Store;

/// <summary>How much is still to be ranked.</summary>
/// <param name="Open">Chunks that are not done.</param>
/// <param name="Claimed">How many of them somebody works on.</param>
/// <param name="Oldest">How long ago the oldest list of them was sent; zero: there is none.</param>
internal sealed record BacklogSize(int Open, int Claimed, TimeSpan Oldest);

/// <summary>
/// Tells whoever watches the service how much is still to be ranked. It never fails: whoever asks can do nothing about it.
/// </summary>
internal sealed class Backlog(StoreDatabase databases, IOptions<StoreOptions> options, TimeProvider clock)
{
    // Several figures are read at once.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(1);

    private readonly Lock looking = new();
    private BacklogSize? seen;
    private long seenAt;

    /// <summary>Asks the store; null: there is none yet, or it can't be read.</summary>
    public BacklogSize? Look()
    {
        lock (looking)
        {
            if (seenAt != 0 && Stopwatch.GetElapsedTime(seenAt) < Remembered)
                return seen;
            seen = Ask();
            seenAt = Stopwatch.GetTimestamp();
            return seen;
        }
    }

    private BacklogSize? Ask()
    {
        try
        {
            if (!StoreHosting.Exists(options.Value))
                return null;
            using var database = databases.Open();
            var now = clock.GetUtcNow().UtcDateTime;
            var open =
                from chunk in database.Chunks
                join run in database.Runs on chunk.RunId equals run.Id
                where !chunk.Done && run.State == RunState.Ranking
                select new { chunk.ClaimedUntil, run.CreatedAt };
            var size = open.GroupBy(_ => 1)
                .Select(all => new
                {
                    Open = all.Count(),
                    Claimed = all.Count(each => each.ClaimedUntil > now),
                    Oldest = all.Min(each => each.CreatedAt),
                })
                .FirstOrDefault();
            return size is null ? new(0, 0, TimeSpan.Zero) : new(size.Open, size.Claimed, now - size.Oldest);
        }
        // A damaged database makes the library fail in many ways.
        catch (Exception)
        {
            return null;
        }
    }
}
