using System.CommandLine;
using System.Text;
using Matcher.Data;
using Matcher.Scorer.CommandLine;
using Matcher.Scorer.Models;
using Matcher.Scorer.Training;

namespace Matcher.Scorer.Evaluation;

/// <summary>The verb that measures a model.</summary>
internal static class EvaluateCommand
{
    public static Command Evaluate()
    {
        var model = new Option<string>("--model")
        {
            Description = "The folder of the model to measure; the report is written there.",
            DefaultValueFactory = _ => Path.Combine("data", "model"),
        };
        var choices = ChoiceFiles.Option("to measure the model on instead of the simulator");
        var skip = ChoiceFiles.SkipBadRows();
        var small = new Option<bool>("--small")
        {
            Description = "A one-minute version that shows that everything works. Do not quote its figures.",
        };
        var skipLightGbm = new Option<bool>("--skip-lightgbm")
        {
            Description = "Leave LightGBM out of the comparison: it needs the system library libgomp.",
        };
        var command = new Command(
            "evaluate",
            "Measures a model and writes its card (MODEL_CARD.md with plots, evaluation.json), or with --choices how it does on those (CHOICES.md)."
        )
        {
            model,
            choices,
            skip,
            small,
            skipLightGbm,
        };
        command.SetAction(
            (parsed, cancellation) =>
                CommandWork.Run(() =>
                {
                    if (parsed.GetValue(small) && parsed.GetResult(model) is null or { Implicit: true })
                    {
                        throw new InvalidDataException(
                            "--small needs --model: its figures do not belong on the card of the model that ships."
                        );
                    }

                    var folder = Path.GetFullPath(parsed.GetValue(model)!);
                    var loaded = LoadedModel.Load(folder);
                    ModelFolder.CheckWritable(folder);
                    if (parsed.GetValue(choices) is { Length: > 0 } files)
                    {
                        WriteChoiceReport(
                            folder,
                            RecordedChoices.Measure(
                                loaded,
                                ChoiceFiles.Read(files, parsed.GetValue(skip), everythingShown: false, cancellation).Choices,
                                cancellation
                            )
                        );
                    }
                    else
                    {
                        var scale = parsed.GetValue(small) ? EvaluationScale.Small : EvaluationScale.Full;
                        WriteCard(folder, loaded, scale, parsed.GetValue(skipLightGbm), cancellation);
                    }
                })
        );
        return command;
    }

    private static void WriteChoiceReport(string folder, string report)
    {
        Console.Write(report);
        Write(Path.Combine(folder, "CHOICES.md"), report);
    }

    private static void WriteCard(
        string folder,
        LoadedModel loaded,
        EvaluationScale scale,
        bool skipLightGbm,
        CancellationToken cancellation
    )
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var (evaluation, maps) = ProgressDisplay.Show(progress =>
        {
            var run = new EvaluationRun(loaded, scale, skipLightGbm, progress, cancellation);
            return (run.Run(today), run.DrawMaps());
        });
        var card = ModelCard.Write(loaded.Manifest, evaluation);
        Console.Write(card);
        // It may have taken half an hour.
        if (ModelManifest.Read(ModelFolder.ManifestFile(folder)).Version != loaded.Manifest.Version)
        {
            throw new InvalidDataException(
                $"{folder} holds another model than when the evaluation began, so nothing was written. Evaluate that one."
            );
        }
        foreach (var (file, svg) in (IEnumerable<(string, string)>)[.. Plots.Draw(evaluation), .. maps])
            Write(Path.Combine(folder, file), svg);
        Write(ModelFolder.CardFile(folder), card);
        // Last: what it belongs to is then all there.
        Write(ModelFolder.EvaluationFile(folder), evaluation.ToJson());
        ModelSeal.Renew(folder);
    }

    private static void Write(string file, string content) => WholeFile.Write(file, to => to.Write(Encoding.UTF8.GetBytes(content)));
}
