using System.Security.Cryptography;

namespace Matcher.Scorer.Models;

/// <summary>
/// Where the files of a model are: its manifest, which holds all that a score depends on, its evaluation and its card.
/// <see cref="ModelFiles"/> are those that it is served from.
/// </summary>
internal static class ModelFolder
{
    public static string ManifestFile(string folder) => Path.Combine(folder, ModelFiles.ManifestName);

    public static string CardFile(string folder) => Path.Combine(folder, "MODEL_CARD.md");

    public static string EvaluationFile(string folder) => Path.Combine(folder, ModelFiles.EvaluationName);

    /// <summary>What is written when a model is measured: of another model it says nothing.</summary>
    public static readonly IReadOnlyList<string> OfEvaluation =
    [
        ModelFiles.EvaluationName,
        "MODEL_CARD.md",
        "calibration.svg",
        "learning-curve.svg",
        "shares.svg",
        "map-miles.svg",
        "map-providers.svg",
        "CHOICES.md",
    ];

    /// <summary>Makes sure that a model can be written to a folder, before long work that would end there.</summary>
    /// <exception cref="InvalidDataException">It can't; the message says why.</exception>
    public static void CheckWritable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using (File.Create(Path.Combine(folder, ".writable"), 1, FileOptions.DeleteOnClose)) { }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"Can't write to {folder}: {error.Message} Name a folder that you can write to.", error);
        }
    }

    /// <summary>The SHA-256 in lower-case hexadecimal.</summary>
    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
