using System.Globalization;
using System.Text;
using Matcher.Data;
using Matcher.Data.Domain;
using Matcher.Data.Places;
using Matcher.Data.Reading;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;
using Matcher.Scorer.Scoring;
using Microsoft.ML;

namespace Matcher.Scorer.Training;

/// <summary>Reports how far a long step has come: its name, how much is done and of how much.</summary>
internal delegate void StepProgress(string step, int done, int total);

/// <summary>From published figures to a model folder: calibrate, simulate, train, fit the scale, measure, write.</summary>
/// <param name="Trainer">What learns, and the seed of everything.</param>
/// <param name="Choosers">How many simulated people to learn from; a fifth as many validate, and a fifth test.</param>
internal sealed record ModelTraining(RankerTrainer Trainer, int Choosers)
{
    private const int HeldOutShare = 5;

    /// <summary>Trains and writes a model.</summary>
    /// <param name="folder">Where to write; made if it is not there. Files of an earlier model are replaced once the new one is whole.</param>
    /// <param name="trainedOn">The day that the manifest names (UTC).</param>
    /// <param name="progress">Told of each step, from several threads.</param>
    /// <param name="cancellation">Ends the work early; nothing is written then.</param>
    /// <exception cref="InvalidDataException">The catalogue or the figures are faulty.</exception>
    public ModelManifest Run(string folder, DateOnly trainedOn, StepProgress progress, CancellationToken cancellation)
    {
        ModelFolder.CheckWritable(folder);
        var catalogue = CatalogueFolder.Load(DataFiles.Catalogue);
        var figures = Figures.Read();
        var choices = new ChoiceModel(figures);
        var simulation = new Simulation(catalogue, new Population(figures, Gazetteer.Read(DataFiles.Gazetteer), catalogue.Providers), choices);

        var heldOut = Math.Max(1, Choosers / HeldOutShare);
        var calibrate = Counter("Calibrate", Calibration.StepCount, progress);
        var calibration = new Calibration(figures, choices).Fit(() => simulation.Draw(heldOut, Trainer.Seed, DrawPurpose.Calibration, () => { }, cancellation), calibrate);

        var draw = Counter("Simulate choices", Choosers + heldOut * 2, progress);
        var training = simulation.Draw(Choosers, Trainer.Seed, DrawPurpose.Training, draw, cancellation);
        var validation = simulation.Draw(heldOut, Trainer.Seed, DrawPurpose.Validation, draw, cancellation);
        var test = simulation.Draw(heldOut, Trainer.Seed, DrawPurpose.Test, draw, cancellation);

        progress("Train", 0, 1);
        var context = new MLContext(Trainer.Seed);
        var rows = TrainingData.Rows(training);
        var transformer = Trainer.Train(context, rows);
        cancellation.ThrowIfCancellationRequested();
        progress("Train", 1, 1);

        using var saved = new MemoryStream();
        context.Model.Save(transformer, context.Data.LoadFromEnumerable(rows, RankingModel.RowSchema<TrainingRow>()).Schema, saved);
        var bytes = ModelFolder.WithoutTimes(saved);
        var hash = ModelFolder.Sha256(bytes);

        var measure = Counter("Measure", heldOut * 2, progress);
        var draft = new ModelManifest
        {
            Version = "",
            Sha256 = hash,
            FeatureSchema = FeatureSchema.Names,
            Trainer = Words.Of(Trainer.Kind),
            Trees = Trainer.Trees,
            Leaves = Trainer.Leaves,
            LearningRate = Trainer.LearningRate,
            Seed = Trainer.Seed,
            Choosers = Choosers,
            Simulated = true,
            CatalogueVersion = catalogue.Version,
            TrainedOn = trainedOn,
            ScoreScale = 1,
            Counts = new(training.Count, validation.Count, test.Count, rows.Count),
            Metrics = new(0, 0, 0, 0, 0, 0, 0, 0, 0),
            Calibration = calibration,
        };
        var scale = Evaluation.FitScale(Scores(draft, validation), validation);
        // The version covers all that a score depends on: the trees and the scale.
        var version = ModelFolder.Sha256(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{hash} {scale:R}")))[..12];
        var scaled = draft with { ScoreScale = scale, Version = $"{Words.Of(Trainer.Kind)}-{version}" };
        var manifest = scaled with { Metrics = Evaluation.Measure(Scores(scaled, test), test) };

        ModelFolder.Replace(ModelFolder.ModelFile(folder), bytes);
        ModelFolder.Replace(ModelFolder.CardFile(folder), Encoding.UTF8.GetBytes(ModelCard.Write(manifest)));
        ModelFolder.Replace(ModelFolder.ManifestFile(folder), Encoding.UTF8.GetBytes(manifest.ToJson()));
        return manifest;

        List<double[]> Scores(ModelManifest of, List<Chooser> choosers) =>
            Evaluation.Scores(new GroupScorer(RankingModel.From(of, transformer, context)), choosers, measure, cancellation);
    }

    private static Action Counter(string step, int total, StepProgress progress)
    {
        var done = 0;
        progress(step, 0, total);
        return () => progress(step, Interlocked.Increment(ref done), total);
    }
}
