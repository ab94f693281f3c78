using System.Threading.RateLimiting;
using Matcher.Api.Access.Callers;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Limits;

/// <summary>Kinds of work. Of each only so much is done at once, and none takes the room of another.</summary>
internal enum WorkKind
{
    /// <summary>Somebody waits for it: a ranking, a page of the catalogue.</summary>
    Answer,

    /// <summary>Whatever is told of batch runs.</summary>
    Results,

    /// <summary>Receiving a waiting list.</summary>
    List,
}

/// <summary>
/// Holds the work that is done at once to what the machine gets done soon. More is refused within milliseconds and not kept waiting: the
/// caller, or the proxy, can ask again or elsewhere.
/// </summary>
internal sealed class WorkLimits(IOptions<LimitOptions> options, InteractivePriority priority) : IDisposable
{
    // Small lists come and go in milliseconds.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(30);

    private readonly ConcurrencyLimiter answers = new(Most(options.Value.AnswersAtOnce, waiting: 0));
    private readonly PartitionedRateLimiter<Caller> results = Shared(options.Value.ResultsAtOnce);
    private readonly PartitionedRateLimiter<Caller> lists = Shared(options.Value.ListsAtOnce);

    /// <summary>Room for an answer that somebody waits for, to be disposed of when it is done; null: there is none at present.</summary>
    public IDisposable? BeginAnswer()
    {
        var lease = answers.AttemptAcquire();
        return lease.IsAcquired ? priority.Answer(lease) : null;
    }

    /// <summary>Room for a piece of work, to be disposed of when it is done; null: there is none at present.</summary>
    /// <param name="kind">What is to be done.</param>
    /// <param name="caller">For whom.</param>
    /// <param name="cancellation">The caller gave up.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public ValueTask<IDisposable?> Begin(WorkKind kind, Caller caller, CancellationToken cancellation) =>
        kind switch
        {
            WorkKind.Answer => new(BeginAnswer()),
            WorkKind.Results => Begin(results, caller, cancellation),
            WorkKind.List => Begin(lists, caller, cancellation),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind of work has no limit."),
        };

    public void Dispose()
    {
        answers.Dispose();
        results.Dispose();
        lists.Dispose();
    }

    private static async ValueTask<IDisposable?> Begin(
        PartitionedRateLimiter<Caller> limiter,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var lease = limiter.AttemptAcquire(caller);
        if (lease.IsAcquired)
            return lease;
        lease.Dispose();
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        wait.CancelAfter(LongestWait);
        try
        {
            lease = await limiter.AcquireAsync(caller, cancellationToken: wait.Token);
            return lease.IsAcquired ? lease : null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    // One hub alone does not shut out the others. Where nobody is asked who they are, everybody is one.
    private static PartitionedRateLimiter<Caller> Shared(int most) =>
        PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<Caller, string>(caller =>
                caller.Kind == CallerKind.Local
                    ? RateLimitPartition.GetNoLimiter("")
                    : RateLimitPartition.GetConcurrencyLimiter(caller.Hub, _ => Most(most / 2, waiting: most))
            ),
            PartitionedRateLimiter.Create<Caller, string>(_ => RateLimitPartition.GetConcurrencyLimiter("", _ => Most(most, waiting: most)))
        );

    private static ConcurrencyLimiterOptions Most(int atOnce, int waiting) => new() { PermitLimit = atOnce, QueueLimit = waiting };
}
