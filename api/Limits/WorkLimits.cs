using System.Net;
using System.Threading.RateLimiting;
using Matcher.Api.Access.Callers;
using Matcher.Api.Telemetry;
using Matcher.Data.Text;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Limits;

/// <summary>Kinds of work. Of each only so much is done at once, and none takes the room of another.</summary>
internal enum WorkKind
{
    /// <summary>Somebody waits for it: a ranking, a page of the catalogue.</summary>
    Answer,

    /// <summary>What is told of batch runs in a few words, and their erasure.</summary>
    Status,

    /// <summary>A file of a batch run's results.</summary>
    Results,

    /// <summary>Receiving a waiting list.</summary>
    List,
}

/// <summary>
/// Holds the work that is done at once to what the machine gets done soon. More is refused within milliseconds and not kept waiting: the
/// caller, or the proxy, can ask again or elsewhere. One hub, or one address, alone does not shut out the others.
/// </summary>
internal sealed class WorkLimits : IDisposable
{
    // Small lists come and go in milliseconds.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(30);

    private readonly InteractivePriority priority;
    private readonly CallerAddress addresses;
    private readonly ServiceMetrics metrics;
    private readonly PartitionedRateLimiter<Party> answers;
    private readonly PartitionedRateLimiter<Party> status;
    private readonly PartitionedRateLimiter<Party> results;
    private readonly PartitionedRateLimiter<Party> lists;

    public WorkLimits(IOptions<LimitOptions> options, InteractivePriority priority, CallerAddress addresses, ServiceMetrics metrics)
    {
        (this.priority, this.addresses, this.metrics) = (priority, addresses, metrics);
        var limits = options.Value;
        answers = Limiter(limits.AnswersAtOnce, share: 2, waiting: 0);
        status = Limiter(limits.ResultsAtOnce, share: 2, waiting: limits.ResultsAtOnce);
        // Files and lists may take minutes, over a slow line.
        results = Limiter(limits.ResultsAtOnce, share: 4, waiting: limits.ResultsAtOnce);
        lists = Limiter(limits.ListsAtOnce, share: 4, waiting: limits.ListsAtOnce);
    }

    /// <summary>Room for an answer that somebody waits for, to be disposed of when it is done; null: there is none at present.</summary>
    public IDisposable? BeginAnswer(HttpContext http)
    {
        var lease = answers.AttemptAcquire(PartyOf(http));
        if (lease.IsAcquired)
            return priority.Answer(lease);
        lease.Dispose();
        return Refuse(WorkKind.Answer);
    }

    /// <summary>Room for a piece of work, to be disposed of when it is done; null: there is none at present.</summary>
    /// <param name="kind">What is to be done.</param>
    /// <param name="http">For whom.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public ValueTask<IDisposable?> Begin(WorkKind kind, HttpContext http) =>
        kind switch
        {
            WorkKind.Answer => new(BeginAnswer(http)),
            WorkKind.Status => Begin(status, http, kind),
            WorkKind.Results => Begin(results, http, kind),
            WorkKind.List => Begin(lists, http, kind),
        };

    public void Dispose()
    {
        answers.Dispose();
        status.Dispose();
        results.Dispose();
        lists.Dispose();
    }

    private async ValueTask<IDisposable?> Begin(PartitionedRateLimiter<Party> limiter, HttpContext http, WorkKind kind)
    {
        var party = PartyOf(http);
        var lease = limiter.AttemptAcquire(party);
        if (lease.IsAcquired)
            return lease;
        lease.Dispose();
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        wait.CancelAfter(LongestWait);
        try
        {
            lease = await limiter.AcquireAsync(party, cancellationToken: wait.Token);
            return lease.IsAcquired ? lease : Refuse(kind);
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            return Refuse(kind);
        }
    }

    private IDisposable? Refuse(WorkKind kind)
    {
        metrics.Refused("work", EnumNames.Of(kind));
        return null;
    }

    private Party PartyOf(HttpContext http) =>
        Caller.Of(http) is { Kind: not CallerKind.Local } caller ? new(caller.Hub, null) : new("", addresses.Of(http));

    private static PartitionedRateLimiter<Party> Limiter(int most, int share, int waiting)
    {
        var (all, one) = (Options(most), Options(Math.Max(1, most / share)));
        return PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<Party, Party>(party =>
                party is { Hub.Length: 0, Address: null }
                    ? RateLimitPartition.GetNoLimiter(party)
                    : RateLimitPartition.GetConcurrencyLimiter(party, _ => one)
            ),
            PartitionedRateLimiter.Create<Party, int>(_ => RateLimitPartition.GetConcurrencyLimiter(0, _ => all))
        );

        ConcurrencyLimiterOptions Options(int permits) => new() { PermitLimit = permits, QueueLimit = waiting };
    }

    // Whose share is taken: a hub's or, where nobody is asked who they are, that of an address; neither for a program of this machine.
    private readonly record struct Party(string Hub, IPAddress? Address);
}
