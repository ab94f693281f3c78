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

    /// <summary>Says what was made, and what came of recorded choices.</summary>
    public static void Summarise(TrainedModel trained, string folder)
    {
        var manifest = trained.Manifest;
        AnsiConsole.WriteLine($"Model {manifest.Version} written to {folder}: {manifest.Terms.Count} terms, from {manifest.Counts.TrainingChoosers:N0} simulated choices.");
        if (trained.OutsideSaid.Length > 0) AnsiConsole.WriteLine(trained.OutsideSaid);
        AnsiConsole.WriteLine("`evaluate` measures it and writes its card.");
    }
}
