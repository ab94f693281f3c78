using Spectre.Console;

namespace Matcher.Scorer.CommandLine;

/// <summary>Reports the progress of a long step: its name, how much is done and of how much.</summary>
internal delegate void StepProgress(string step, int done, int total);

/// <summary>
/// What a person sees on standard error while something long runs: on a terminal a bar for each step; in a file a line where a step begins
/// and for each tenth of it.
/// </summary>
internal static class ProgressDisplay
{
    /// <summary>Does the work and shows how far it is.</summary>
    public static T Show<T>(Func<StepProgress, T> work) => Console.IsErrorRedirected ? work(ProgressLines.To(Console.Error)) : Bars(work);

    private static T Bars<T>(Func<StepProgress, T> work) =>
        AnsiConsole
            .Create(new() { Out = new AnsiConsoleOutput(Console.Error) })
            .Progress()
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn(),
                new SpinnerColumn()
            )
            .Start(display =>
            {
                var bars = new Dictionary<string, ProgressTask>();
                return work(
                    (step, done, total) =>
                    {
                        lock (bars)
                        {
                            if (!bars.TryGetValue(step, out var bar))
                                bars.Add(step, bar = display.AddTask(step, maxValue: total));
                            bar.IsIndeterminate = total == 1 && done == 0;
                            bar.Value = Math.Max(bar.Value, done);
                        }
                    }
                );
            });
}
