using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Matcher.Scorer.Features;

namespace Matcher.Scorer.Models;

/// <summary>What a model is, with its weights: when it does not fit the program, the model is not loaded.</summary>
internal sealed record ModelManifest
{
    /// <summary>Names the model in every reply: what it is made of and the start of a hash of all that a score depends on.</summary>
    public required string Version { get; init; }

    /// <summary>What made it.</summary>
    public required string Trainer { get; init; }

    /// <summary>Every random draw of the simulation and of the training started from it.</summary>
    public required int Seed { get; init; }

    /// <summary>How much of the evidence behind its weights is recorded choices, 0 to 1.</summary>
    public required double RecordedShare { get; init; }

    /// <summary>Whether less than half of the evidence behind it is recorded choices.</summary>
    [JsonIgnore]
    public bool Simulated => RecordedShare < 0.5;

    /// <summary>The catalogue that half of the simulated choosers chose from; the others chose from made-up ones.</summary>
    public required string CatalogueVersion { get; init; }

    /// <summary>The day it was trained (UTC).</summary>
    public required DateOnly TrainedOn { get; init; }

    /// <summary>How many choosers and candidates it learned from.</summary>
    public required ModelCounts Counts { get; init; }

    /// <summary>The factor on its scores.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>The weights of the terms, in the order of a row.</summary>
    public required IReadOnlyList<TermWeight> Terms { get; init; }

    /// <summary>What recorded choices say of providers beyond all that is known of their courses; none in a simulated model.</summary>
    public required IReadOnlyList<ProviderEffect> ProviderEffects { get; init; }

    /// <summary>The recorded choices that its training was given; null: it was trained without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ChoiceSource? RecordedChoices { get; init; }

    // Far beyond what training comes to: a number this large is a mistake, and its scores may not be finite.
    private const double LargestNumber = 1_000;

    private const string Advice = "Train a model, or bring back the one that shipped.";

    /// <summary>Reads the manifest of a file.</summary>
    /// <exception cref="InvalidDataException">It is missing, no manifest, or of a model that this program does not serve.</exception>
    public static ModelManifest Read(string file)
    {
        try
        {
            return Parse(File.ReadAllBytes(file));
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{file}: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"The manifest {file} can't be read: {error.Message} {Advice}", error);
        }
    }

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="InvalidDataException">It is no manifest, or of a model that this program does not serve. The message names no
    /// folder.</exception>
    public static ModelManifest Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var manifest =
                JsonSerializer.Deserialize(json, ManifestJson.Default.ModelManifest)
                ?? throw new InvalidDataException($"The manifest is empty. {Advice}");
            manifest.Check();
            return manifest;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"The manifest can't be read: {error.Message} {Advice}", error);
        }
    }

    /// <summary>The manifest as its file holds it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ManifestJson.Default.ModelManifest) + "\n";

    /// <summary>The version that the content gives: it covers all that a score and its explanation depend on.</summary>
    public string VersionOfContent()
    {
        var weights = string.Join(' ', Terms.Select(term => string.Create(CultureInfo.InvariantCulture, $"{term.Weight:R} {term.Mean:R}")));
        var effects = string.Concat(
            ProviderEffects.Select(effect => string.Create(CultureInfo.InvariantCulture, $" {effect.Provider} {effect.Effect:R}"))
        );
        var content = string.Create(CultureInfo.InvariantCulture, $"{weights} {Confidence.Intercept:R} {Confidence.Slope:R}{effects}");
        return $"conditionalLogit-{ModelFolder.Sha256(Encoding.UTF8.GetBytes(content))[..12]}";
    }

    private void Check()
    {
        if (Terms.Any(term => term is null) || ProviderEffects.Any(effect => effect is null))
            throw new InvalidDataException($"The manifest has a term or an effect that is null. {Advice}");
        if (!Terms.Select(term => term.Term).SequenceEqual(TermSchema.Terms.Select(term => term.Name)))
        {
            throw new InvalidDataException(
                "The model was trained on other terms than this program builds. Train it again with this program."
            );
        }

        var numbers = Terms
            .SelectMany(term => new[] { term.Weight, term.Mean })
            .Concat(ProviderEffects.Select(effect => effect.Effect))
            .Concat([Confidence.Intercept, Confidence.Slope]);
        // Neither NaN nor infinity is within bounds.
        if (!numbers.All(number => Math.Abs(number) <= LargestNumber))
        {
            throw new InvalidDataException(
                $"The manifest has a weight, a mean or a confidence that is not a number from -{LargestNumber} to {LargestNumber}. Train the model again."
            );
        }

        if (RecordedShare is not (>= 0 and <= 1))
            throw new InvalidDataException("The manifest has a recorded share that is not from 0 to 1. Train the model again.");
        if (Terms.Zip(TermSchema.Terms).Any(pair => pair.Second.NonNegative && pair.First.Weight < 0))
        {
            throw new InvalidDataException(
                "The manifest has a negative weight where the promises of the score forbid one. Train the model again."
            );
        }

        if (ProviderEffects.DistinctBy(effect => effect.Provider).Count() < ProviderEffects.Count)
            throw new InvalidDataException("The manifest has two effects of one provider. Train the model again.");
        if (VersionOfContent() != Version)
        {
            throw new InvalidDataException(
                "The manifest was changed: its weights are not those of its version. Bring back the one that shipped, or train again."
            );
        }
    }
}

/// <summary>Sizes of the data behind a model.</summary>
/// <param name="TrainingChoosers">Simulated people it learned from.</param>
/// <param name="ValidationChoosers">Simulated people that the confidence was fitted on.</param>
/// <param name="TrainingRows">Candidates in the training data.</param>
/// <param name="OutsideChoices">People whose recorded choices it went on to learn from.</param>
internal sealed record ModelCounts(int TrainingChoosers, int ValidationChoosers, int TrainingRows, int OutsideChoices);

/// <summary>Which recorded choices a training was given, and how they were read.</summary>
internal sealed record ChoiceSource
{
    /// <summary>The files, in the order in which they were given; at least one.</summary>
    public required IReadOnlyList<ChoiceFileSource> Files { get; init; }

    /// <summary>Whether choosers with a faulty row were left out.</summary>
    public required bool SkipBadRows { get; init; }

    /// <summary>Whether choosers counted as having seen everything that is listed, though the files do not say so.</summary>
    public required bool EverythingShown { get; init; }
}

/// <summary>A file of recorded choices.</summary>
/// <param name="Name">Its name, without the folder.</param>
/// <param name="Rows">How many rows it has below the heading.</param>
/// <param name="Sha256">Of its bytes, in hexadecimal.</param>
internal sealed record ChoiceFileSource(string Name, int Rows, string Sha256);

/// <summary>What a provider's courses are worth beyond their terms.</summary>
/// <param name="Provider">The provider's id.</param>
/// <param name="Effect">In log-utilities.</param>
internal sealed record ProviderEffect(string Provider, double Effect);

/// <summary>A term.</summary>
/// <param name="Term">Its name.</param>
/// <param name="Weight">What it is multiplied with.</param>
/// <param name="Mean">Its mean over the training data: what a candidate is compared with to explain its score.</param>
internal sealed record TermWeight(string Term, double Weight, double Mean);

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
