using Matcher.Scorer.Models;
using Spectre.Console;

namespace Matcher.Scorer.Training;

/// <summary>What a person sees while a model is trained.</summary>
internal static class TrainingDisplay
{
    /// <summary>Shows a bar for each step while the work runs.</summary>
    public static T Show<T>(Func<StepProgress, T> work) => AnsiConsole.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
        .Start(display =>
        {
            var bars = new Dictionary<string, ProgressTask>();
            return work((step, done, total) =>
            {
                lock (bars)
                {
                    if (!bars.TryGetValue(step, out var bar)) bars.Add(step, bar = display.AddTask(step, maxValue: total));
                    bar.IsIndeterminate = total == 1 && done == 0;
                    bar.Value = Math.Max(bar.Value, done);
                }
            });
        });

    /// <summary>Tells what was made.</summary>
    public static void Summarise(ModelManifest manifest, string folder)
    {
        AnsiConsole.WriteLine($"Model {manifest.Version} written to {folder}: {manifest.Terms.Count} terms.");
        AnsiConsole.WriteLine($"It learned from {manifest.Counts.TrainingChoosers:N0} simulated choices{(manifest.Counts.OutsideChoices > 0 ? $" and {manifest.Counts.OutsideChoices:N0} from files" : "")}. `evaluate` measures it and writes its card.");
    }
}
