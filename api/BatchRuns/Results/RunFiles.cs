using Matcher.Api.BatchRuns.Store;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Data;

namespace Matcher.Api.BatchRuns.Results;

/// <summary>Writes a run's results as files into a folder. A file has its name once it is whole.</summary>
internal sealed class RunFiles(RunOutput output, string folder)
{
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

    private Task Write(string name, Func<Stream, Task> write) => WholeFile.Write(Path.Combine(folder, name), write);
}
