using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Matcher.Data.Csv;
using Matcher.Scorer.Models;

namespace Matcher.Scorer.Training;

/// <summary>The files of recorded choices that a command was given.</summary>
/// <param name="Choices">The choices of all of them.</param>
/// <param name="Source">Which files they are, and how they were read; null: there are none.</param>
internal sealed record ChoiceFiles(IReadOnlyList<Choice> Choices, ChoiceSource? Source)
{
    /// <summary>Files of choices, as an option.</summary>
    public static Option<string[]> Option(string what) =>
        new("--choices")
        {
            Description = $"A CSV file of recorded choices {what}; may be given more than once. data/README.md explains its columns.",
        };

    /// <summary>Whether choosers with a faulty row are left out, as an option.</summary>
    public static Option<bool> SkipBadRows() =>
        new("--skip-bad-rows") { Description = "Leave out choosers that have a faulty row, instead of stopping." };

    /// <summary>Reads files of choices, and prints what is wrong with them.</summary>
    /// <param name="files">Their paths; empty for none.</param>
    /// <param name="skipBadRows">Whether choosers with a faulty row are left out.</param>
    /// <param name="everythingShown">Whether all that the files list was shown to people, though the files do not say so.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="InvalidDataException">Something is wrong and must not be skipped, or nothing is left.</exception>
    public static ChoiceFiles Read(string[] files, bool skipBadRows, bool everythingShown, CancellationToken cancellation)
    {
        if (files.Length == 0)
            return new([], null);
        var faults = new List<Fault>();
        var (choices, sources) = (new List<Choice>(), new List<ChoiceFileSource>());
        foreach (var file in files)
        {
            var read = ChoiceFile.Read(file, faults, cancellation);
            choices.AddRange(read.Choices);
            if (File.Exists(file))
                sources.Add(new(Path.GetFileName(file), read.Rows, Sha256(file)));
        }
        foreach (var fault in faults)
            Console.Error.WriteLine(fault);
        if (faults.Exists(fault => fault.HidesRows))
        {
            throw new InvalidDataException(
                "What is listed may make other rows wrong or hide them, so leaving out single choosers is not enough. Correct it."
            );
        }

        if (faults.Count > 0 && !skipBadRows)
        {
            throw new InvalidDataException(
                $"{Count(faults.Count, "fault")} in the choices. Correct them, or leave those choosers out with --skip-bad-rows."
            );
        }

        if (choices.Count == 0)
            throw new InvalidDataException("No choice is left in the files.");
        if (faults.Count > 0)
            Console.Error.WriteLine($"Left out the choosers that have a fault; {Count(choices.Count, "choice")} left.");
        return new(
            choices,
            new()
            {
                Files = sources,
                // Said only where it made a difference.
                SkipBadRows = faults.Count > 0,
                EverythingShown = everythingShown && choices.Exists(choice => !choice.SaysWhatWasShown),
            }
        );
    }

    private static string Count(int number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {what}{(number == 1 ? "" : "s")}");

    private static string Sha256(string file)
    {
        try
        {
            using var content = File.OpenRead(file);
            return Convert.ToHexStringLower(SHA256.HashData(content));
        }
        catch (UnauthorizedAccessException)
        {
            // That it can't be read is among the faults.
            return "";
        }
    }
}
