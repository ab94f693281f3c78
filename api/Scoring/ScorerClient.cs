using Grpc.Core;
using Matcher.Data.Domain;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Scoring;

/// <summary>
/// Asks the scorers in turn, over gRPC wherever they run, and a second one when the first gives no answer. The one place that sets the
/// deadline.
/// </summary>
internal sealed partial class ScorerClient(
    IReadOnlyList<ScorerConnection> scorers,
    IOptions<ScorerOptions> options,
    ILogger<ScorerClient> logger
) : IDisposable
{
    private int turns;

    /// <summary>All of them, at least one.</summary>
    public IReadOnlyList<ScorerConnection> Scorers => scorers;

    /// <summary>Whether every scorer's most recent call brought no scores.</summary>
    public bool LastCallFailed => scorers.All(scorer => scorer.LastCallFailed);

    /// <summary>Scores candidates; null when no scorer does in time.</summary>
    /// <param name="person">The person, with at least one candidate.</param>
    /// <param name="catalogue">Whose cohorts the candidates are.</param>
    /// <param name="today">The day, in England.</param>
    /// <param name="explained">How many of the best courses are to be explained; at least 1.</param>
    /// <param name="deadline">How long it may take, if not as long as the settings say.</param>
    /// <param name="cancellation">The caller gave up.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<ScoredCandidates?> Score(
        PersonToScore person,
        Catalogue catalogue,
        DateOnly today,
        int explained,
        TimeSpan? deadline,
        CancellationToken cancellation
    )
    {
        var request = person.ToMessage(catalogue, today, explained);
        var longest = deadline ?? options.Value.Deadline;
        if (Next() is not { } first)
            return null;
        // Half the time each, so that a second one is asked also when the first says nothing.
        var share = scorers.Count > 1 ? longest / 2 : longest;
        return await first.Score(request, catalogue, Within(share, cancellation))
            ?? (Next(except: first) is { } second ? await second.Score(request, catalogue, Within(share, cancellation)) : null);
    }

    /// <summary>Tries whether a scorer scores, also while callers are not sent to it; null when it does not.</summary>
    /// <param name="scorer">One of <see cref="Scorers"/>.</param>
    /// <param name="person">Somebody made up.</param>
    /// <param name="catalogue">Whose cohorts the candidates are.</param>
    /// <param name="today">The day, in England.</param>
    /// <param name="deadline">How long it may take, if not as long as the settings say.</param>
    /// <param name="cancellation">The service stops.</param>
    public Task<ScoredCandidates?> Try(
        ScorerConnection scorer,
        PersonToScore person,
        Catalogue catalogue,
        DateOnly today,
        TimeSpan? deadline,
        CancellationToken cancellation
    ) => scorer.Try(person.ToMessage(catalogue, today, explained: 1), catalogue, Within(deadline ?? options.Value.Deadline, cancellation));

    /// <summary>Opens a stream on which many people are scored, for a chunk of a batch run; dispose of it.</summary>
    /// <param name="task">What is wanted for all of them.</param>
    /// <param name="cancellation">The caller gave up.</param>
    public ScoringStream ScoreMany(ScoringTask task, CancellationToken cancellation) =>
        Any().ScoreMany(task, Within(options.Value.StreamDeadline, cancellation));

    /// <summary>
    /// Asks what answers; null when the scorer is away, too slow, or answers with nonsense. That says nothing of whether it scores, so
    /// <see cref="LastCallFailed"/> stays as it is.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<ServedModel?> Describe(CancellationToken cancellation)
    {
        try
        {
            return ServedModel.Read(await Any().Client.DescribeModelAsync(new(), Within(options.Value.Deadline, cancellation)));
        }
        catch (RpcException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (RpcException error)
        {
            LogNotDescribed(error.StatusCode);
            return null;
        }
    }

    public void Dispose()
    {
        foreach (var scorer in scorers)
            scorer.Dispose();
    }

    // Whose turn it is, of those that callers are sent to.
    private ScorerConnection? Next(ScorerConnection? except = null)
    {
        var first = (uint)Interlocked.Increment(ref turns);
        for (var i = 0u; i < scorers.Count; i++)
        {
            var scorer = scorers[(int)((first + i) % (uint)scorers.Count)];
            if (scorer.IsUsable && scorer != except)
                return scorer;
        }
        return null;
    }

    // When callers are sent to none: who can wait asks all the same.
    private ScorerConnection Any() => Next() ?? scorers[0];

    // The deadline is on the machine's clock, whatever clock tells the day.
    private static CallOptions Within(TimeSpan deadline, CancellationToken cancellation) =>
        new(deadline: TimeProvider.System.GetUtcNow().Add(deadline).UtcDateTime, cancellationToken: cancellation);

    // Not at a higher level, because every caller could add a line: turn it on to look for the cause.
    [LoggerMessage(
        EventId = 1304,
        EventName = "ModelNotDescribed",
        Level = LogLevel.Debug,
        Message = "The scorer did not say what it serves ({Status})."
    )]
    private partial void LogNotDescribed(StatusCode status);
}
