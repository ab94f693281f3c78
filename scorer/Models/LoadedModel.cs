using System.Collections.Frozen;

namespace Matcher.Scorer.Models;

/// <summary>A model as a folder holds it, ready to serve.</summary>
/// <param name="Manifest">What the model is, and its version, which every reply names.</param>
/// <param name="Model">Scores.</param>
/// <param name="EvaluationJson">What was measured of the model that the manifest describes; empty when it was not evaluated.</param>
internal sealed record LoadedModel(ModelManifest Manifest, RankingModel Model, string EvaluationJson = "")
{
    /// <summary>Loads a model folder.</summary>
    /// <param name="folder">The folder of the manifest.</param>
    /// <exception cref="InvalidDataException">The manifest is missing or damaged, or the model was trained on other terms.</exception>
    public static LoadedModel Load(string folder)
    {
        var manifest = ModelManifest.Read(ModelFolder.ManifestFile(folder));
        var effects = manifest.ProviderEffects.ToFrozenDictionary(
            effect => effect.Provider,
            effect => effect.Effect,
            StringComparer.Ordinal
        );
        return new(
            manifest,
            new(
                [.. manifest.Terms.Select(term => term.Weight)],
                manifest.Confidence,
                [.. manifest.Terms.Select(term => term.Mean)],
                effects
            )
        );
    }

    /// <summary>Loads a model folder with what was measured of the model.</summary>
    /// <exception cref="InvalidDataException">As for <see cref="Load"/>, or the evaluation is of another model.</exception>
    public static LoadedModel LoadToServe(string folder)
    {
        var loaded = Load(folder);
        return loaded with { EvaluationJson = ModelFolder.ReadEvaluation(folder, loaded.Manifest) };
    }
}
