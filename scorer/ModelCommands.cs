using System.CommandLine;
using Matcher.Scorer.CommandLine;
using Matcher.Scorer.Models;
using Matcher.Scorer.Serving;
using Matcher.Scorer.Training;

namespace Matcher.Scorer;

/// <summary>The verbs for the folder that a model is served from.</summary>
internal static class ModelCommands
{
    public static Command Model() =>
        new("model", "Checks the folder of a model, lists the models that it held before, and goes back to one.")
        {
            Check(),
            List(),
            Back(),
            Seal(),
        };

    private static Command Check()
    {
        var folder = Folder();
        var command = new Command("check", "Says whether the model in a folder can be served, by the checks that serving makes.") { folder };
        command.SetAction(
            (parsed, _) =>
                CommandWork.Run(() =>
                {
                    var model = CheckedModel.Load(Path.GetFullPath(parsed.GetValue(folder)!));
                    Console.WriteLine($"The model {model.Manifest.Version} can be served.");
                })
        );
        return command;
    }

    private static Command List()
    {
        var folder = Folder();
        var command = new Command("list", "Lists the models that a folder held before, the one that was replaced last first.") { folder };
        command.SetAction(
            (parsed, _) =>
                CommandWork.Run(() =>
                {
                    var of = Existing(parsed.GetValue(folder)!);
                    Console.WriteLine($"{VersionIn(of) ?? "a model that can't be served: see model check"} (in the folder)");
                    foreach (var kept in ModelHistory.List(of))
                        Console.WriteLine($"{kept.Version} (replaced {kept.ReplacedAt:yyyy-MM-dd HH:mm:ss} UTC)");
                })
        );
        return command;
    }

    private static Command Back()
    {
        var folder = Folder();
        var to = new Option<string?>("--to") { Description = "The version to go back to, as `model list` has it. Default: the one before." };
        var command = new Command(
            "back",
            "Goes back to the model that the folder held before. What serves the folder takes it up without a restart. The model that is left is kept, so that another `model back` returns to it."
        )
        {
            folder,
            to,
        };
        command.SetAction(
            (parsed, _) => CommandWork.Run(() => GoBack(Existing(parsed.GetValue(folder)!), parsed.GetValue(to)))
        );
        return command;
    }

    private static Command Seal()
    {
        var folder = Folder();
        var command = new Command(
            "seal",
            "Makes the model in a folder fit to be served: writes canaries.json, with what this program makes of some made-up people, and SHA256SUMS. For models that are older than this program, or whose files you changed on purpose; `train` and `evaluate` do it themselves."
        )
        {
            folder,
        };
        command.SetAction(
            (parsed, _) =>
                CommandWork.Run(() =>
                {
                    var of = Existing(parsed.GetValue(folder)!);
                    ModelFolder.CheckWritable(of);
                    Console.WriteLine($"The model {ModelSeal.Renew(of)} can be served.");
                })
        );
        return command;
    }

    private static void GoBack(string folder, string? version)
    {
        var current = VersionIn(folder);
        var kept = ModelHistory.List(folder).Where(each => each.Version != current).ToList();
        if (kept.Count == 0)
            throw new InvalidDataException($"{folder} held no other model before. A model is kept when another takes its place while it is served, or when `train` writes to its folder.");
        var chosen =
            version is null ? kept[0]
            : version == current ? throw new InvalidDataException($"{version} is in the folder already.")
            : kept.Find(each => each.Version == version)
                ?? throw new InvalidDataException($"{version} is not kept. The versions are {string.Join(", ", kept.Select(each => each.Version))}.");
        var files = chosen.Open();
        // It may be older than this program.
        CheckedModel.Load(files);
        ModelFolder.CheckWritable(folder);
        var left = ModelReplacement.Put(folder, chosen.Version, files);
        Console.WriteLine($"Went back to {chosen.Version}{(left is null ? "" : $" from {left}")}. What serves {folder} takes it up within seconds; GET /v1/model says so.");
    }

    private static string? VersionIn(string folder) => CheckedModel.TryLoad(folder)?.Manifest.Version;

    private static string Existing(string folder)
    {
        var full = Path.GetFullPath(folder);
        return Directory.Exists(full) ? full : throw new InvalidDataException($"{full} does not exist. Name the folder of a model.");
    }

    private static Argument<string> Folder() => new("FOLDER") { Description = "The folder that the model is served from." };
}
