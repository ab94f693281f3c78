using System.Security.Cryptography;
using System.Text;
using Matcher.Api.BatchRuns.Store;

namespace Matcher.Api.BatchRuns.Runs;

/// <summary>
/// A list that the command line ranks is one run, however often the command is given: one that was stopped goes on, and commands that are
/// given at once work on it together. The last of them to end erases it. Each of them holds a file open to show that it is
/// alive, which goes with its process.
/// </summary>
internal sealed class CommandLineRun : IAsyncDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);
    private readonly string file;
    private readonly RunErasure erasure;
    private readonly FileStream held;
    private Guid? done;

    private CommandLineRun(string file, FileStream held, RunErasure erasure) =>
        (this.file, this.held, this.erasure) = (file, held, erasure);

    /// <summary>Gives a run its key: the same for all that would come to the same results.</summary>
    /// <param name="run">A run that was received whole.</param>
    /// <param name="folder">The folder of the database.</param>
    /// <param name="erasure">Erases it in the end.</param>
    /// <param name="cancellation">Ends the wait for a command that is just erasing such a run.</param>
    public static async Task<CommandLineRun> Hold(BatchRun run, string folder, RunErasure erasure, CancellationToken cancellation)
    {
        var depends = $"{run.Fingerprint}|{run.ApplicationDays}|{run.CatalogueVersion}|{run.ModelVersion}";
        run.IdempotencyKey = BatchRun.CommandLineKey + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(depends)));
        // What commands that were killed left behind.
        foreach (var left in Directory.EnumerateFiles(folder, BatchRun.CommandLineKey.Replace('/', '-') + "*"))
            Open(left, FileShare.None, FileOptions.DeleteOnClose)?.Dispose();
        var file = Path.Combine(folder, run.IdempotencyKey.Replace('/', '-'));
        while (true)
        {
            if (Open(file, FileShare.Read, FileOptions.None) is { } held)
                return new(file, held, erasure);
            await Task.Delay(Glance, cancellation);
        }
    }

    /// <summary>Says that nothing more is needed of the run.</summary>
    public void Done(Guid run) => done = run;

    public async ValueTask DisposeAsync()
    {
        await held.DisposeAsync();
        // Others may still be at it.
        await using var alone = Open(file, FileShare.None, FileOptions.DeleteOnClose);
        if (alone is not null && done is { } run)
            await erasure.Erase(run, CancellationToken.None);
    }

    private static FileStream? Open(string file, FileShare share, FileOptions options)
    {
        try
        {
            return new(file, FileMode.OpenOrCreate, FileAccess.Read, share, bufferSize: 0, options);
        }
        catch (IOException) when (File.Exists(file))
        {
            return null;
        }
    }
}
