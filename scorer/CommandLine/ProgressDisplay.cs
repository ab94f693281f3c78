using Spectre.Console;

namespace Matcher.Scorer.CommandLine;

/// <summary>Reports the progress of a long step: its name, how much is done and of how much.</summary>
internal delegate void StepProgress(string step, int done, int total);

/// <summary>What a person sees while something long runs.</summary>
internal static class ProgressDisplay
{
    /// <summary>Shows a bar for each step while the work runs.</summary>
    public static T Show<T>(Func<StepProgress, T> work) =>
        AnsiConsole
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
