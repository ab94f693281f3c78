using System.Collections.Concurrent;

namespace Matcher.Api.BatchRuns.Store;

/// <summary>
/// Threads of their own for what waits for the disk. SQLite blocks the thread that asks it, asynchronous calls included; on the few
/// threads that requests share, a handful of waiting lists would hold up everybody.
/// </summary>
/// <param name="name">What the threads are called.</param>
/// <param name="most">How many there are; each starts with a piece of work, so none before there is any.</param>
internal sealed class StoreThreads(string name, int most) : IDisposable
{
    private readonly BlockingCollection<Action> waiting = [];
    private readonly Lock starting = new();
    private int started;

    /// <summary>Does a piece of work, in the order of asking.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled before its turn, or ended by itself.</exception>
    public Task<T> Run<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        // What awaits it goes on elsewhere, and leaves the thread to the next.
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        StartAnother();
        waiting.Add(
            () =>
            {
                try
                {
                    cancellation.ThrowIfCancellationRequested();
                    done.SetResult(work().GetAwaiter().GetResult());
                }
                catch (OperationCanceledException error)
                {
                    done.SetCanceled(error.CancellationToken);
                }
                catch (Exception error)
                {
                    done.SetException(error);
                }
            },
            CancellationToken.None
        );
        return done.Task;
    }

    /// <summary>Ends the threads once everything that was asked for is done.</summary>
    public void Dispose() => waiting.CompleteAdding();

    private void StartAnother()
    {
        lock (starting)
        {
            if (started < most)
                new Thread(Work) { Name = $"{name} {++started}", IsBackground = true }.Start();
        }
    }

    private void Work()
    {
        foreach (var work in waiting.GetConsumingEnumerable())
            work();
    }
}
