using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Matcher.Data.Csv;
using Matcher.Scorer.Models;

namespace Matcher.Scorer.Training;

/// <summary>The files of recorded choices that a command was given.</summary>
/// <param name="Choices">The choices of all of them.</param>
internal sealed record ChoiceFiles(IReadOnlyList<Choice> Choices)
{
    /// <summary>Their paths, and how many rows each has; empty: there are none.</summary>
    public IReadOnlyList<(string Path, int Rows)> Files { get; init; } = [];

    /// <summary>Whether choosers with a faulty row were left out.</summary>
    public bool LeftSomeOut { get; init; }

    /// <summary>Whether choosers count as having seen everything that is listed, though the files do not say so.</summary>
    public bool EverythingShown { get; init; }

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
            return new([]);
        var faults = new List<Fault>();
        var (choices, read) = (new List<Choice>(), new List<(string, int)>());
        foreach (var file in files)
        {
            var (found, rows) = ChoiceFile.Read(file, faults, cancellation);
            choices.AddRange(found);
            read.Add((file, rows));
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
        return new(choices)
        {
            Files = read,
            // Said only where it made a difference.
            LeftSomeOut = faults.Count > 0,
            EverythingShown = everythingShown && choices.Exists(choice => !choice.SaysWhatWasShown),
        };
    }

    /// <summary>What a manifest says of them, with their hashes; null: there are none.</summary>
    /// <exception cref="IOException">A file is not there any more.</exception>
    public ChoiceSource? Source() =>
        Files.Count == 0
            ? null
            : new()
            {
                Files = [.. Files.Select(file => new ChoiceFileSource(Path.GetFileName(file.Path), file.Rows, Sha256(file.Path)))],
                SkipBadRows = LeftSomeOut,
                EverythingShown = EverythingShown,
            };

    private static string Count(int number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {what}{(number == 1 ? "" : "s")}");

    private static string Sha256(string file)
    {
        using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
