using Matcher.Scorer.Models;
using Spectre.Console;

namespace Matcher.Scorer.Training;

/// <summary>What a person sees while a model is trained.</summary>
internal static class TrainingDisplay
{
    /// <summary>Shows a bar for each step while the work runs.</summary>
    public static ModelManifest Show(Func<StepProgress, ModelManifest> work) => AnsiConsole.Progress()
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
        var metrics = manifest.Metrics;
        AnsiConsole.WriteLine($"Model {manifest.Version} written to {folder}.");
        AnsiConsole.WriteLine($"Agreement with the calibrated simulator on {manifest.Counts.TestChoosers:N0} unseen simulated people:");
        AnsiConsole.WriteLine($"  first cohort chosen {metrics.FirstChosen * 100:F1}%, among the first five {metrics.AmongFirstFive * 100:F1}%, log-loss {metrics.LogLoss:F3} (uniform {metrics.UniformLogLoss:F3})");
        AnsiConsole.WriteLine($"  mean probability of the first: model {metrics.FirstProbability:F3}, hand rule {metrics.HandRuleFirstProbability:F3}, all tastes known {metrics.BestFirstProbability:F3}");
        AnsiConsole.WriteLine($"  preferred level first {metrics.PreferredLevelFirst * 100:F1}%");
    }
}
