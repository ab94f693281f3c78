namespace Matcher.Scorer.Models;

/// <summary>A model as a folder holds it, ready to serve.</summary>
/// <param name="Version">Names what answers in every reply.</param>
/// <param name="Manifest">What the model is.</param>
/// <param name="Model">Scores.</param>
/// <param name="EvaluationJson">What was measured of the model that the manifest describes; empty when it was not evaluated.</param>
internal sealed record LoadedModel(string Version, ModelManifest Manifest, RankingModel Model, string EvaluationJson = "")
{
    /// <summary>Whether the conditional logit is served in the model's place.</summary>
    public bool IsBaseline => Version == Manifest.Baseline.Version;

    /// <summary>Loads a model folder. The file's hash is checked before ML.NET opens it, because a model file can name code to load.</summary>
    /// <param name="folder">The folder of the model and its manifest.</param>
    /// <param name="baseline">Whether the conditional logit stands in for the model; the model file is then not opened.</param>
    /// <exception cref="InvalidDataException">A file is missing or damaged, or the model was trained on other features.</exception>
    public static LoadedModel Load(string folder, bool baseline = false)
    {
        var manifest = ModelManifest.Read(ModelFolder.ManifestFile(folder));
        double[] weights = [.. manifest.Terms.Select(term => term.Weight)];
        double[] means = [.. manifest.Terms.Select(term => term.Mean)];
        if (baseline) return new(manifest.Baseline.Version, manifest, new(weights, null, manifest.Baseline.Confidence, means));
        return new(manifest.Version, manifest, new(weights, ModelArchive.Read(ModelFolder.ReadChecked(folder, manifest)), manifest.Confidence, means));
    }

    /// <summary>Loads a model folder with what was measured of the model.</summary>
    /// <exception cref="InvalidDataException">As for <see cref="Load"/>, or the evaluation is of another model.</exception>
    public static LoadedModel LoadToServe(string folder, bool baseline)
    {
        var loaded = Load(folder, baseline);
        return loaded with { EvaluationJson = ModelFolder.ReadEvaluation(folder, loaded.Manifest) };
    }
}
