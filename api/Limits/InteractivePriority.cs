namespace Matcher.Api.Limits;

/// <summary>
/// Lets people who wait for an answer go before batch runs: while a request is being answered, lists, runs and files of results pause
/// between one handful of rows and the next.
/// </summary>
internal sealed class InteractivePriority
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    // So that a service that is never quiet still gets its runs done, in the gaps.
    private const int MostPauses = 10;

    private int answering;

    /// <summary>Says that somebody waits for an answer, until what is given back is disposed of.</summary>
    /// <param name="room">What else is to be disposed of then.</param>
    public IDisposable Answer(IDisposable room)
    {
        Interlocked.Increment(ref answering);
        return new Answering(this, room);
    }

    /// <summary>Waits while requests are being answered, for some twenty milliseconds at most.</summary>
    public async ValueTask GiveWay(CancellationToken cancellation)
    {
        for (var pauses = 0; pauses < MostPauses && Volatile.Read(ref answering) > 0; pauses++)
            await Task.Delay(Pause, cancellation);
    }

    private sealed class Answering(InteractivePriority priority, IDisposable room) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Decrement(ref priority.answering);
            room.Dispose();
        }
    }
}
