using System.Text;
using Matcher.Data.Domain;
using Matcher.Scorer.CommandLine;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;
using Matcher.Scorer.Serving;
using Matcher.Scorer.Simulation;

namespace Matcher.Scorer.Training;

/// <summary>A model that was trained.</summary>
/// <param name="Manifest">What it is.</param>
/// <param name="OutsideSaid">What came of recorded choices, in a sentence; empty when there were none.</param>
internal sealed record TrainedModel(ModelManifest Manifest, string OutsideSaid);

/// <summary>From published figures to a model folder: simulate, learn, learn from outside choices if there are any, write.</summary>
/// <param name="Choosers">How many simulated people to learn from; a fifth as many validate.</param>
/// <param name="Seed">Every draw starts from it: the same seed gives the same model.</param>
internal sealed record ModelTraining(int Choosers, int Seed)
{
    private const int ValidationShare = 5;
    private const int MadeUpCatalogues = 100;

    // How many more say location, sector and experience only, and location only, than among varied requests: what they say is learned from
    // them alone.
    private const double LittleSaid = 0.1;

    /// <summary>Trains and writes a model.</summary>
    /// <param name="folder">Where to write; made if it is not there. Files of an earlier model are kept in its history and replaced once the
    /// new one is whole, and its card and plots go.</param>
    /// <param name="trainedOn">The day that the manifest names (UTC).</param>
    /// <param name="outside">Choices from files, to go on learning from.</param>
    /// <param name="progress">Called at each step.</param>
    /// <param name="cancellation">Ends the work early; nothing is written then.</param>
    /// <exception cref="InvalidDataException">The catalogue or the figures are faulty.</exception>
    public TrainedModel Run(string folder, DateOnly trainedOn, ChoiceFiles outside, StepProgress progress, CancellationToken cancellation)
    {
        ModelFolder.CheckWritable(folder);
        var simulator = Simulator.Load(Seed);
        progress("Simulate and learn", 0, 1);
        var (training, validation) = Draw(simulator, cancellation);
        var learned = Learner.Learn(training, validation, cancellation);
        progress("Simulate and learn", 1, 1);
        var result = new RecordedResult(learned, 0, 0, "");
        if (outside.Choices.Count > 0)
        {
            progress("Learn from recorded choices", 0, 1);
            result = RecordedLearning.GoOn(learned, outside.Choices, outside.EverythingShown, cancellation);
            progress("Learn from recorded choices", 1, 1);
        }

        // Choices that a simulator wrote do not count as recorded, whatever was learned from them.
        var share = outside.Choices.All(choice => choice.IsSimulated) ? 0 : result.Share;
        var manifest = Describe(
            result.Learned,
            simulator.Sample,
            trainedOn,
            new(training.Count, validation.Count, learned.Rows, result.People),
            share
        ) with
        {
            RecordedChoices = outside.Source(),
        };
        var files = new ModelFiles(Encoding.UTF8.GetBytes(manifest.ToJson()), ModelSeal.Canaries(manifest, cancellation), []);
        ModelReplacement.Put(folder, manifest.Version, files);
        return new(manifest, result.Said);
    }

    /// <summary>
    /// The choices to learn from: half from the sample catalogue and half from made-up ones, so that tastes are learned and not the sample.
    /// </summary>
    /// <param name="simulator">Who makes them.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <param name="keep">Which choosers may be learned from; null: all.</param>
    /// <param name="sample">The catalogue to use in place of the sample; null: the sample.</param>
    public (IReadOnlyList<Choice> Training, IReadOnlyList<Choice> Validation) Draw(
        Simulator simulator,
        CancellationToken cancellation,
        Func<Chooser, bool>? keep = null,
        Catalogue? sample = null
    )
    {
        var known = simulator.Choosers(simulator.Base, ProfileCompleteness.Varied, [sample ?? simulator.Sample]) with { Seed = Seed };
        // The two halves are different people.
        var madeUp = known with
        {
            Catalogues = simulator.Catalogues(MadeUpCatalogues, DrawPurpose.TrainingCatalogue, seed: Seed),
            Seed = Seed + 1,
        };
        return (Both(Choosers, DrawPurpose.Training), Both(Math.Max(2, Choosers / ValidationShare), DrawPurpose.Validation));

        IReadOnlyList<Choice> Both(int count, DrawPurpose purpose) =>
            Choice.Of([.. Some(known, count / 2, purpose).Concat(Some(madeUp, count - count / 2, purpose)).Where(keep ?? (_ => true))]);

        IEnumerable<Chooser> Some(Choosers choosers, int count, DrawPurpose purpose)
        {
            var little = (int)(count * LittleSaid);
            return choosers
                .Draw(count - 2 * little, purpose, cancellation)
                .Concat(
                    (choosers with { ProfileCompleteness = ProfileCompleteness.Sparse }).Draw(
                        little,
                        purpose,
                        cancellation,
                        first: count * 2
                    )
                )
                .Concat(
                    (choosers with { ProfileCompleteness = ProfileCompleteness.LocationOnly }).Draw(
                        little,
                        purpose,
                        cancellation,
                        first: count * 4
                    )
                );
        }
    }

    private ModelManifest Describe(Learned learned, Catalogue sample, DateOnly trainedOn, ModelCounts counts, double recordedShare)
    {
        var draft = new ModelManifest
        {
            Version = "",
            Trainer = "conditional logit by maximum likelihood",
            Seed = Seed,
            RecordedShare = recordedShare,
            CatalogueVersion = sample.Version,
            TrainedOn = trainedOn,
            Counts = counts,
            Confidence = learned.Confidence,
            Terms =
            [
                .. TermSchema
                    .Terms.Index()
                    .Select(term => new TermWeight(term.Item.Name, learned.Weights[term.Index], learned.Means[term.Index])),
            ],
            ProviderEffects =
            [
                .. learned
                    .ProviderEffects.OrderBy(effect => effect.Key, StringComparer.Ordinal)
                    .Select(effect => new ProviderEffect(effect.Key, effect.Value)),
            ],
        };
        return draft with { Version = draft.VersionOfContent() };
    }
}
