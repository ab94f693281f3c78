using System.Text.RegularExpressions;
using Matcher.Scorer.Models;
using static System.FormattableString;
using static Matcher.Scorer.Evaluation.Markdown;

namespace Matcher.Scorer.Evaluation;

/// <summary>What the card says of where a model comes from: the choices behind it, and the commands that make it again.</summary>
internal static partial class ModelCardOrigin
{
    /// <summary>The files of recorded choices that the training was given, in a line.</summary>
    public static string Files(ModelManifest manifest) =>
        manifest.RecordedChoices is { } source
            ? string.Join(
                "; ",
                source.Files.Select(file =>
                    Invariant($"{Code(file.Name)}, {Count(file.Rows)} {(file.Rows == 1 ? "row" : "rows")}, SHA-256 {file.Sha256}")
                )
            )
            : "none: it was trained without any";

    /// <summary>Whose choices are behind the model, in a sentence or three.</summary>
    public static string Sentence(ModelManifest manifest)
    {
        var files = manifest.RecordedChoices is { } source
            ? string.Join(", ", source.Files.Select(file => Code(file.Name)))
            : "files that its trainer was given";
        if (manifest.Counts.OutsideChoices > 0)
        {
            return $"It was trained on simulated choices and went on to learn from {Count(manifest.Counts.OutsideChoices)} choices out of {files}. Whose they are, this card can't tell; nothing below is measured on them.";
        }

        return "**Nobody's recorded choice is behind this model.** It learned from choices that a simulator made."
            + (manifest.RecordedChoices is null ? "" : $" Its training was also given {files}, and learned nothing from that.");
    }

    /// <summary>The commands that make the model and its card again, with every option that made a difference.</summary>
    public static string MakeItAgain(ModelManifest manifest, EvaluationScale scale)
    {
        var train = Invariant($"train --choosers {manifest.Counts.TrainingChoosers} --seed {manifest.Seed}");
        var evaluate = "evaluate";
        var isSmall = scale.Name == EvaluationScale.Small.Name;
        if (isSmall)
            evaluate += " --small";
        if (manifest.RecordedChoices is { } source)
        {
            train += string.Concat(source.Files.Select(file => $" --choices {Quoted(file.Name)}"));
            train += (source.SkipBadRows ? " --skip-bad-rows" : "") + (source.EverythingShown ? " --everything-shown" : "");
        }

        // A model of one's own, or one that was measured in a minute, is not to replace the one that ships.
        if (isSmall || manifest.RecordedChoices is not null)
            (train, evaluate) = ($"{train} --out my-model", $"{evaluate} --model my-model");
        var files = manifest.RecordedChoices is null ? "" : " It needs the very files that are named above.";
        return $"""
            ## Make it again

            ```sh
            dotnet run --project scorer -c Release -- {train}
            dotnet run --project scorer -c Release -- {evaluate}
            ```

            The first trains and writes the model and its manifest, the second measures them and writes this card and its plots.{files}
            """;
    }

    private static string Code(string name) => $"`{name.Replace('`', '\'')}`";

    // A name as a shell takes it.
    private static string Quoted(string name) => Plain().IsMatch(name) ? name : $"'{name.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"\A[A-Za-z0-9_./][A-Za-z0-9_./-]*\z")]
    private static partial Regex Plain();
}
