using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Matcher.Scorer.Models;

/// <summary>The files of a model: its manifest, which holds all that a score depends on, its evaluation and its card.</summary>
internal static class ModelFolder
{
    /// <summary>The largest evaluation that is loaded, in bytes.</summary>
    public const long LargestEvaluation = 4 * 1024 * 1024;

    private const string EvaluationAdvice = "run `evaluate`, or remove it.";

    public static string ManifestFile(string folder) => Path.Combine(folder, "manifest.json");

    public static string CardFile(string folder) => Path.Combine(folder, "MODEL_CARD.md");

    public static string EvaluationFile(string folder) => Path.Combine(folder, "evaluation.json");

    /// <summary>What is written when a model is measured: of another model it says nothing.</summary>
    public static readonly IReadOnlyList<string> OfEvaluation =
    [
        "evaluation.json",
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

    /// <summary>Reads the evaluation as its file holds it; empty when the model was not evaluated.</summary>
    /// <exception cref="InvalidDataException">It is damaged, too large, or of another model: figures of one model must not be shown for
    /// another.</exception>
    public static string ReadEvaluation(string folder, ModelManifest manifest)
    {
        var file = EvaluationFile(folder);
        if (!File.Exists(file))
            return "";
        if (new FileInfo(file).Length > LargestEvaluation)
        {
            throw new InvalidDataException(
                $"The evaluation {file} is larger than {LargestEvaluation / 1024 / 1024} MiB, which no evaluation is: {EvaluationAdvice}"
            );
        }

        try
        {
            var json = File.ReadAllText(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            var evaluation = JsonElement.Parse(json);
            if (
                evaluation.ValueKind == JsonValueKind.Object
                && evaluation.TryGetProperty("modelVersion", out var version)
                && IsText(version, manifest.Version)
            )
            {
                return json;
            }
        }
        catch (Exception error) when (error is JsonException or DecoderFallbackException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"The evaluation {file} can't be read ({error.Message}): {EvaluationAdvice}", error);
        }
        throw new InvalidDataException($"The evaluation {file} is not of {manifest.Version}, the model in its folder: {EvaluationAdvice}");
    }

    private static bool IsText(JsonElement element, string text) => element.ValueKind == JsonValueKind.String && element.ValueEquals(text);

    /// <summary>The SHA-256 in lower-case hexadecimal.</summary>
    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
