using Matcher.Api.BatchRuns.Store;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Data;

namespace Matcher.Api.BatchRuns.Results;

/// <summary>Writes a run's results as files into a folder. A file has its name once it is whole.</summary>
internal sealed class RunFiles(RunOutput output, string folder)
{
    private static readonly string[] Names = ["results", "errors", "corrections", "placements", "cohorts"];

    /// <summary>Writes all of them, and gives the lines of the summary.</summary>
    public async Task<IReadOnlyList<string>> Write(RunProgress done, CancellationToken cancellation)
    {
        var run = done.Run;
        var ending = run.Format == ListFormat.Csv ? "csv" : "ndjson";
        var written = new HashSet<string>();
        await Write($"results.{ending}", to => output.WriteResults(run, run.Format, to, cancellation));
        await Write($"errors.{ending}", to => output.WriteErrors(run, run.Format, to, cancellation));
        await Write("corrections.csv", to => output.WriteCorrections(run, to, cancellation));
        if (run.Placements is not null)
        {
            await Write($"placements.{ending}", to => output.WritePlacements(run, run.Format, to, cancellation));
            await Write($"cohorts.{ending}", to => output.WriteCohorts(run, run.Format, to, cancellation));
        }
        var faults = await output.Groups(run, cancellation);
        var lines = RunSummary.Lines(done, faults);
        await Write(
            "summary.txt",
            async to =>
            {
                await using var writer = new StreamWriter(to, leaveOpen: true) { NewLine = "\n" };
                foreach (var line in lines)
                    await writer.WriteLineAsync(line);
            }
        );
        DeleteOthers(written);
        return lines;

        Task Write(string name, Func<Stream, Task> write)
        {
            written.Add(name);
            return WholeFile.Write(Path.Combine(folder, name), write);
        }
    }

    // A run before may have written what this one does not.
    private void DeleteOthers(HashSet<string> written)
    {
        foreach (var name in Names.SelectMany(name => (string[])[$"{name}.csv", $"{name}.ndjson"]).Except(written))
            File.Delete(Path.Combine(folder, name));
    }
}
