using System.CommandLine;
using Matcher.Data;
using Matcher.Scorer.CommandLine;
using Matcher.Scorer.Models;
using Matcher.Scorer.Simulation;
using Spectre.Console;

namespace Matcher.Scorer.Training;

/// <summary>The verbs that make choices and models.</summary>
internal static class TrainingCommands
{
    private const int BlockOfChoosers = 500;

    public static Command Simulate()
    {
        var choosers = Choosers("Simulated people, 1 to 40,000.", 1_000, 1, 40_000);
        var seed = Seed("choices");
        var file = new Option<string>("--out")
        {
            Description = "The CSV file to write, a row for each cohort that a chooser was offered.",
            Required = true,
        };
        var command = new Command(
            "simulate",
            "Writes simulated choices, in the form in which train and evaluate take choices from outside."
        )
        {
            choosers,
            seed,
            file,
        };
        command.SetAction(
            (parsed, cancellation) =>
                CommandWork.Run(() =>
                {
                    var to = Path.GetFullPath(parsed.GetValue(file)!);
                    ModelFolder.CheckWritable(Path.GetDirectoryName(to)!);
                    var rows = ProgressDisplay.Show(progress =>
                        Simulate(parsed.GetValue(choosers), parsed.GetValue(seed), to, progress, cancellation)
                    );
                    Console.WriteLine($"{rows:N0} rows of simulated choices written to {to}.");
                })
        );
        return command;
    }

    public static Command Train()
    {
        var folder = new Option<string>("--out")
        {
            Description = "The folder to write the model to.",
            DefaultValueFactory = _ => Path.Combine("data", "model"),
        };
        var choosers = Choosers("Simulated people to learn from, 100 to 100,000; 20,000 take about 1 GB of memory.", 20_000, 100, 100_000);
        var seed = Seed("model");
        var choices = ChoiceFiles.Option("to go on learning from, on top of the simulated prior");
        var skip = ChoiceFiles.SkipBadRows();
        var everythingShown = new Option<bool>("--everything-shown")
        {
            Description = "Take it that people saw all that the files list, where a file has no column `shown`.",
        };
        var command = new Command(
            "train",
            "Simulates choices from published figures, trains a ranker, learns from recorded choices if there are any, and writes model and manifest."
        )
        {
            folder,
            choosers,
            seed,
            choices,
            skip,
            everythingShown,
        };
        command.SetAction(
            (parsed, cancellation) =>
                CommandWork.Run(() =>
                {
                    var to = Path.GetFullPath(parsed.GetValue(folder)!);
                    var outside = ChoiceFiles.Read(
                        parsed.GetValue(choices) ?? [],
                        parsed.GetValue(skip),
                        parsed.GetValue(everythingShown),
                        cancellation
                    );
                    var training = new ModelTraining(parsed.GetValue(choosers), parsed.GetValue(seed));
                    var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
                    Summarise(ProgressDisplay.Show(progress => training.Run(to, today, outside, progress, cancellation)), to);
                })
        );
        return command;
    }

    // What was made, and what came of recorded choices.
    private static void Summarise(TrainedModel trained, string folder)
    {
        var manifest = trained.Manifest;
        AnsiConsole.WriteLine(
            $"Model {manifest.Version} written to {folder}: {manifest.Terms.Count} terms, from {manifest.Counts.TrainingChoosers:N0} simulated choices."
        );
        if (trained.OutsideSaid.Length > 0)
            AnsiConsole.WriteLine(trained.OutsideSaid);
        AnsiConsole.WriteLine("`evaluate` measures it and writes its card.");
    }

    private static int Simulate(int count, int seed, string file, StepProgress progress, CancellationToken cancellation)
    {
        var simulator = Simulator.Load(seed);
        var choosers = simulator.Choosers(simulator.Base, ProfileCompleteness.Varied);
        var rows = 0;
        WholeFile.Write(
            file,
            to =>
            {
                using var writer = new StreamWriter(to, leaveOpen: true);
                rows = ChoiceFile.Write(Blocks(), writer);
            }
        );
        return rows;

        IEnumerable<Choice> Blocks()
        {
            for (var (done, next) = (0, 0); done < count;)
            {
                progress("Simulate", done, count);
                var block = choosers.Draw(Math.Min(BlockOfChoosers, count - done), DrawPurpose.Outside, cancellation, next);
                foreach (var choice in Choice.Of(block))
                    yield return choice;
                (done, next) = (done + block.Count, block[^1].Index + 1);
            }
            progress("Simulate", count, count);
        }
    }

    private static Option<int> Choosers(string description, int byDefault, int least, int most)
    {
        var option = new Option<int>("--choosers") { Description = description, DefaultValueFactory = _ => byDefault };
        CommandWork.Within(option, least, most);
        return option;
    }

    private static Option<int> Seed(string what) =>
        new("--seed") { Description = $"The same seed gives the same {what}.", DefaultValueFactory = _ => 2026 };
}
