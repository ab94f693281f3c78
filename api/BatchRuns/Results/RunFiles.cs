using Matcher.Api.BatchRuns.Store;
using Matcher.Api.BatchRuns.WaitingLists;

namespace Matcher.Api.BatchRuns.Results;

/// <summary>Writes a run's results as files into a folder. A file has its name once it is whole.</summary>
internal sealed class RunFiles(RunOutput output, string folder)
{
    private const string Unfinished = ".part";

    /// <summary>Writes all of them.</summary>
    public async Task Write(RunProgress done, CancellationToken cancellation)
    {
        var run = done.Run;
        var ending = run.Format == ListFormat.Csv ? "csv" : "ndjson";
        await Write($"results.{ending}", to => output.WriteResults(run, run.Format, to, cancellation));
        await Write($"errors.{ending}", to => output.WriteErrors(run, run.Format, to, cancellation));
        await Write("corrections.csv", to => output.WriteCorrections(run, to, cancellation));
        if (run.Placements is not null)
        {
            await Write($"placements.{ending}", to => output.WritePlacements(run, run.Format, to, cancellation));
            await Write($"cohorts.{ending}", to => output.WriteCohorts(run, run.Format, to, cancellation));
        }
        await Write(
            "summary.txt",
            async to =>
            {
                await using var writer = new StreamWriter(to, leaveOpen: true) { NewLine = "\n" };
                foreach (var line in RunSummary.Lines(done))
                    await writer.WriteLineAsync(line);
            }
        );
    }

    // Commands that were given at once may write the same files: each writes one of its own, and locks it until that has its name.
    private async Task Write(string name, Func<Stream, Task> write)
    {
        foreach (var left in Directory.EnumerateFiles(folder, $"{name}.*{Unfinished}"))
            DeleteUnlessWritten(left);
        var unfinished = Path.Combine(folder, $"{name}.{Environment.ProcessId}{Unfinished}");
        try
        {
            await using var to = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.Delete, bufferSize: 0);
            await write(to);
            File.Move(unfinished, Path.Combine(folder, name), overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static void DeleteUnlessWritten(string file)
    {
        try
        {
            var options = new FileStreamOptions
            {
                Access = FileAccess.Write,
                Share = FileShare.None,
                Options = FileOptions.DeleteOnClose,
            };
            new FileStream(file, options).Dispose();
        }
        catch (IOException)
        {
            // Another command is at it.
        }
    }
}
