using System.Collections.Frozen;

namespace Matcher.Scorer.Models;

/// <summary>A model as a folder holds it, ready to serve.</summary>
/// <param name="Manifest">What the model is, and its version, which every reply names.</param>
/// <param name="Model">Scores.</param>
/// <param name="EvaluationJson">What was measured of the model that the manifest describes; empty when it was not evaluated.</param>
internal sealed record LoadedModel(ModelManifest Manifest, RankingModel Model, string EvaluationJson = "")
{
    /// <summary>The files that it was read from; null when it is not for serving.</summary>
    public ModelFiles? Files { get; init; }

    /// <summary>Loads the model of a manifest, to look at it: what is served is checked more closely.</summary>
    /// <param name="folder">The folder of the manifest.</param>
    /// <exception cref="InvalidDataException">The manifest is missing or damaged, or the model was trained on other terms.</exception>
    public static LoadedModel Load(string folder) => Of(ModelManifest.Read(ModelFolder.ManifestFile(folder)));

    /// <summary>The model that a manifest describes.</summary>
    public static LoadedModel Of(ModelManifest manifest) =>
        new(
            manifest,
            new(
                [.. manifest.Terms.Select(term => term.Weight)],
                manifest.Confidence,
                [.. manifest.Terms.Select(term => term.Mean)],
                manifest.ProviderEffects.ToFrozenDictionary(effect => effect.Provider, effect => effect.Effect, StringComparer.Ordinal)
            )
        );
}
