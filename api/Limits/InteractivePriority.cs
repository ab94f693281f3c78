using System.Threading.RateLimiting;

namespace Matcher.Api.Limits;

/// <summary>
/// Lets people who wait for an answer go before batch runs. While a request is being answered, runs pause between one handful of people and
/// the next; and lists and files of results, which many send and fetch at once, take turns at the processors, of which they never have all.
/// </summary>
internal sealed class InteractivePriority : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    // So that a service that is never quiet still gets its runs done, in the gaps.
    private const int MostPauses = 10;

    private readonly ConcurrencyLimiter turns = new(
        new() { PermitLimit = Math.Max(1, Environment.ProcessorCount / 2), QueueLimit = int.MaxValue }
    );
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

    /// <summary>
    /// Waits for a turn at the processors, for work of a few milliseconds; to be disposed of before anything is waited for that a caller
    /// may delay.
    /// </summary>
    public async ValueTask<IDisposable> Turn(CancellationToken cancellation)
    {
        await GiveWay(cancellation);
        return await turns.AcquireAsync(cancellationToken: cancellation);
    }

    public void Dispose() => turns.Dispose();

    private sealed class Answering(InteractivePriority priority, IDisposable room) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Decrement(ref priority.answering);
            room.Dispose();
        }
    }
}
