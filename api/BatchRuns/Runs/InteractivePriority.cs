namespace Matcher.Api.BatchRuns.Runs;

/// <summary>
/// Lets people who wait for an answer go before batch runs: while a request is being answered, runs pause between one handful of people and
/// the next.
/// </summary>
internal sealed class InteractivePriority
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    // So that a service that is never quiet still gets its runs done, in the gaps.
    private const int MostPauses = 10;

    private int answering;

    /// <summary>Answers a request for which runs wait.</summary>
    public async Task Answer(HttpContext http, RequestDelegate next)
    {
        Interlocked.Increment(ref answering);
        try
        {
            await next(http);
        }
        finally
        {
            Interlocked.Decrement(ref answering);
        }
    }

    /// <summary>Waits while requests are being answered, for some twenty milliseconds at most.</summary>
    public async ValueTask GiveWay(CancellationToken cancellation)
    {
        for (var pauses = 0; pauses < MostPauses && Volatile.Read(ref answering) > 0; pauses++)
            await Task.Delay(Pause, cancellation);
    }
}
