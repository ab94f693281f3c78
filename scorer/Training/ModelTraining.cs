using System.Text;
using Matcher.Data.Domain;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;
using Matcher.Scorer.Simulation;
using Microsoft.ML;

namespace Matcher.Scorer.Training;

/// <summary>From published figures to a model folder: simulate, learn, learn from outside choices if there are any, write.</summary>
/// <param name="Learner">What learns.</param>
/// <param name="Choosers">How many simulated people to learn from; a fifth as many validate.</param>
/// <param name="Seed">Every draw starts from it: the same seed gives the same model.</param>
internal sealed record ModelTraining(Learner Learner, int Choosers, int Seed)
{
    private const int ValidationShare = 5;
    private const int MadeUpCatalogues = 100;

    /// <summary>Trains and writes a model.</summary>
    /// <param name="folder">Where to write; made if it is not there. Files of an earlier model are replaced once the new one is whole, and what was measured of it goes.</param>
    /// <param name="trainedOn">The day that the manifest names (UTC).</param>
    /// <param name="outside">Choices from files, to go on learning from; empty for none.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellation">Ends the work early; nothing is written then.</param>
    /// <exception cref="InvalidDataException">The catalogue or the figures are faulty.</exception>
    public ModelManifest Run(string folder, DateOnly trainedOn, IReadOnlyList<Choice> outside, StepProgress progress, CancellationToken cancellation)
    {
        ModelFolder.CheckWritable(folder);
        var simulator = Simulator.Load(Seed);
        progress("Simulate and learn", 0, 1);
        var (training, validation) = Draw(simulator, cancellation);
        var learned = Learner.Learn(training, validation, cancellation);
        progress("Simulate and learn", 1, 1);
        if (outside.Count > 0)
        {
            progress("Learn from outside choices", 0, 1);
            var prior = learned;
            learned = OutsideLearning.GoOn(prior, outside, cancellation);
            // Where they bore out nothing new, nothing was learned from them.
            if (ReferenceEquals(learned, prior)) outside = [];
            progress("Learn from outside choices", 1, 1);
        }

        using var saved = new MemoryStream();
        var context = new MLContext(Seed);
        context.Model.Save(learned.Trees, TreeTrainer.View(context, ChoiceData.From([validation[0]], learned.Model.ScoresOf(cancellation)), new float[validation[0].CourseCount]).Schema, saved);
        var bytes = ModelArchive.Write(saved, new(learned.Prepared.Ensemble.LeafRows, learned.Check));
        var manifest = Describe(learned, simulator.Sample, bytes, trainedOn, new(training.Count, validation.Count, learned.Rows, outside.Count), outside.All(choice => choice.IsSimulated));
        foreach (var file in ModelFolder.OfEvaluation) File.Delete(Path.Combine(folder, file));
        ModelFolder.Replace(ModelFolder.ModelFile(folder), bytes);
        ModelFolder.Replace(ModelFolder.ManifestFile(folder), Encoding.UTF8.GetBytes(manifest.ToJson()));
        return manifest;
    }

    /// <summary>The choices to learn from: half from the sample catalogue and half from made-up ones, so that tastes are learned and not the sample.</summary>
    /// <param name="simulator">Who makes them.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <param name="keep">Which choosers may be learned from; null: all.</param>
    /// <param name="sample">What stands for the sample; null: itself.</param>
    public (IReadOnlyList<Choice> Training, IReadOnlyList<Choice> Validation) Draw(
        Simulator simulator, CancellationToken cancellation, Func<Chooser, bool>? keep = null, Catalogue? sample = null)
    {
        var known = simulator.Choosers(simulator.Base, Telling.Varied, [sample ?? simulator.Sample]) with { Seed = Seed };
        // The two halves are different people.
        var madeUp = known with { Catalogues = simulator.Catalogues(MadeUpCatalogues, DrawPurpose.TrainingCatalogue, seed: Seed), Seed = Seed + 1 };
        return (Both(Choosers, DrawPurpose.Training), Both(Math.Max(2, Choosers / ValidationShare), DrawPurpose.Validation));

        IReadOnlyList<Choice> Both(int count, DrawPurpose purpose) =>
            Choice.Of([.. known.Draw(count / 2, purpose, cancellation).Concat(madeUp.Draw(count - count / 2, purpose, cancellation)).Where(keep ?? (_ => true))]);
    }

    private ModelManifest Describe(Learned learned, Catalogue sample, byte[] bytes, DateOnly trainedOn, ModelCounts counts, bool simulated)
    {
        var draft = new ModelManifest
        {
            Version = "",
            Sha256 = ModelFolder.Sha256(bytes),
            Trainer = "conditional logit, then ML.NET FastTree",
            Trees = Learner.Trees.Trees,
            Leaves = Learner.Trees.Leaves,
            LearningRate = Learner.Trees.LearningRate,
            Seed = Seed,
            Simulated = simulated,
            CatalogueVersion = sample.Version,
            TrainedOn = trainedOn,
            Counts = counts,
            Confidence = learned.Confidence,
            Baseline = new("", learned.BaselineConfidence),
            Terms = [.. TermSchema.Terms.Index().Select(term => new TermWeight(term.Item.Name, learned.Weights[term.Index], learned.Means[term.Index]))],
            FeatureSchema = FeatureSchema.Names,
        };
        var (version, baseline) = draft.Versions();
        return draft with { Version = version, Baseline = draft.Baseline with { Version = baseline } };
    }
}
