using System.Text.Json;
using System.Text.Json.Serialization;

namespace Matcher.Scorer.Models;

/// <summary>What a model is, beside the model: without it, or when it doesn't fit, the model is not loaded.</summary>
internal sealed record ModelManifest
{
    /// <summary>Names the model in every reply: its trainer and the start of a hash of all that a score depends on.</summary>
    public required string Version { get; init; }

    /// <summary>The SHA-256 of the model file, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The names of the features, in the order of a row.</summary>
    public required IReadOnlyList<string> FeatureSchema { get; init; }

    /// <summary>Which ML.NET trainer made it.</summary>
    public required string Trainer { get; init; }

    /// <summary>Decision trees in the model.</summary>
    public required int Trees { get; init; }

    /// <summary>Leaves a tree has at most.</summary>
    public required int Leaves { get; init; }

    /// <summary>How much each tree counts.</summary>
    public required double LearningRate { get; init; }

    /// <summary>How many people were drawn to learn from; somebody for whom nothing was eligible is not among <see cref="Counts"/>.</summary>
    public required int Choosers { get; init; }

    /// <summary>Every random draw of the simulation and of the training started from it.</summary>
    public required int Seed { get; init; }

    /// <summary>True: the choices it learned from were simulated, not made by people.</summary>
    public required bool Simulated { get; init; }

    /// <summary>The catalogue that the simulated choosers chose from.</summary>
    public required string CatalogueVersion { get; init; }

    /// <summary>The day it was trained (UTC).</summary>
    public required DateOnly TrainedOn { get; init; }

    /// <summary>
    /// Raw scores times this are log-utilities: the softmax over a group's is the choice probability. Fitted by maximum likelihood on
    /// validation choices (temperature scaling, Guo et al., ICML 2017), as a ranker's raw score is no probability.
    /// </summary>
    public required double ScoreScale { get; init; }

    /// <summary>How many choosers and candidates it learned from and was measured on.</summary>
    public required ModelCounts Counts { get; init; }

    /// <summary>Measured on choosers it had not seen, against the simulator: agreement with it, not accuracy.</summary>
    public required ModelMetrics Metrics { get; init; }

    /// <summary>What the simulator was fitted to, and what it then gave.</summary>
    public required IReadOnlyList<CalibrationRow> Calibration { get; init; }

    private const long LargestManifest = 1024 * 1024;

    /// <summary>Reads the manifest.</summary>
    /// <exception cref="InvalidDataException">It is missing, or no manifest.</exception>
    public static ModelManifest Read(string file)
    {
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > LargestManifest }) throw new InvalidDataException($"The manifest {file} is larger than any manifest is. Train a model, or bring back the one that shipped.");
            return JsonSerializer.Deserialize(File.ReadAllText(file), ManifestJson.Default.ModelManifest)
                ?? throw new InvalidDataException($"The manifest {file} is empty. Train a model, or bring back the one that shipped.");
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"The manifest {file} can't be read: {error.Message} Train a model, or bring back the one that shipped.", error);
        }
    }

    /// <summary>The manifest as its file holds it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ManifestJson.Default.ModelManifest) + "\n";
}

/// <summary>Sizes of the data behind a model.</summary>
/// <param name="TrainingChoosers">Simulated people it learned from.</param>
/// <param name="ValidationChoosers">Simulated people that <see cref="ModelManifest.ScoreScale"/> was fitted on.</param>
/// <param name="TestChoosers">Simulated people it was measured on.</param>
/// <param name="TrainingRows">Candidates in the training data.</param>
internal sealed record ModelCounts(int TrainingChoosers, int ValidationChoosers, int TestChoosers, int TrainingRows);

/// <summary>How well a model agrees with the simulator on the test choosers. Shares and probabilities are 0 to 1.</summary>
/// <param name="FirstChosen">Share of choosers whose simulated choice is the first recommended cohort (hit@1).</param>
/// <param name="AmongFirstFive">Share whose choice is among the first five (hit@5).</param>
/// <param name="ReciprocalRank">Mean of 1 / rank of the choice.</param>
/// <param name="LogLoss">Mean negative logarithm of the probability given to the choice, in nats.</param>
/// <param name="UniformLogLoss">The same for a model that finds every candidate equally likely.</param>
/// <param name="FirstProbability">Mean probability, by the simulator, that the chooser takes the first recommended cohort.</param>
/// <param name="HandRuleFirstProbability">The same for a hand rule: wanted level, then distance, then start.</param>
/// <param name="BestFirstProbability">The same for somebody who knows every taste of the chooser: the ceiling.</param>
/// <param name="PreferredLevelFirst">Share of first recommendations at the preferred level, where one is stated and a cohort of it is eligible.</param>
internal sealed record ModelMetrics(
    double FirstChosen, double AmongFirstFive, double ReciprocalRank, double LogLoss, double UniformLogLoss,
    double FirstProbability, double HandRuleFirstProbability, double BestFirstProbability, double PreferredLevelFirst);

/// <summary>A published share beside the simulator's.</summary>
/// <param name="Figure">What is shared out: level, provider type or coverage.</param>
/// <param name="Group">Whose share it is.</param>
/// <param name="Published">The share among the 52 interviewees of the evaluation.</param>
/// <param name="Simulated">The share among the simulated choosers after fitting.</param>
internal sealed record CalibrationRow(string Figure, string Group, double Published, double Simulated);

[JsonSourceGenerationOptions(
    WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
