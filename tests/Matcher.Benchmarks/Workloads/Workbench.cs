using Matcher.Data;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;
using Matcher.Scorer.Simulation;
using Matcher.Scorer.Training;
using Matcher.Scorer.Trees;
using Microsoft.ML;

namespace Matcher.Benchmarks.Workloads;

/// <summary>
/// Trees and requests, made once in this process for all benchmarks in it. BenchmarkDotNet makes the benchmark classes itself, so what they
/// work on can't be handed to them: <see cref="Current"/> holds it.
/// </summary>
internal sealed class Workbench
{
    /// <summary>How many different requests of a size there are.</summary>
    public const int Requests = 16;

    private const int Seed = 1;
    private const int Choosers = 3_000;
    private const int PeopleToCalibrateOn = 2_000;

    private static Workbench? current;

    private readonly Dictionary<BenchmarkModel, (TreePart Prepared, ITransformer Transformer)> models = [];
    private readonly Dictionary<int, IReadOnlyList<Choice>> requests = [];

    private Workbench(CancellationToken cancellation)
    {
        var simulator = Simulator.Calibrated(Seed, cancellation, PeopleToCalibrateOn);
        var learner = new Learner(new TreeTrainer(Trees: 200, Leaves: 31, LearningRate: 0.1, Seed));
        var (training, validation) = new ModelTraining(learner, Choosers, Seed).Draw(simulator, cancellation);
        var known = ChoiceData.From(training, mostCandidates: 40).Features;
        Add(BenchmarkModel.Shipped, Shipped(), known);
        Add(BenchmarkModel.Trees200x31, learner.Learn(training, validation, cancellation).Trees, known);
        foreach (var (candidates, cohorts) in Sizes) requests.Add(candidates, Draw(simulator, candidates, cohorts, cancellation));
    }

    /// <summary>What this process works on.</summary>
    public static Workbench Current => current ?? throw new InvalidOperationException("The workbench is prepared before a benchmark runs.");

    /// <summary>How many candidates a request has, and how many cohorts a catalogue needs for that: most of them are not eligible, or over.</summary>
    public static IReadOnlyDictionary<int, int?> Sizes { get; } = new Dictionary<int, int?> { [40] = null, [150] = 800, [1_000] = 6_000 };

    /// <summary>Reads, simulates and trains all of it, in some seconds.</summary>
    public static void Prepare(CancellationToken cancellation) => current = new(cancellation);

    /// <summary>A model and requests of a size.</summary>
    public Workload Of(BenchmarkModel model, int candidates) => new(models[model].Prepared.Ensemble, models[model].Prepared, models[model].Transformer, [.. requests[candidates].Select(Rows)], requests[candidates], candidates);

    private void Add(BenchmarkModel model, ITransformer transformer, float[] rows) =>
        models.Add(model, (new(TreeEnsemble.Of(transformer, FeatureSchema.Count).CountRows(rows, FeatureSchema.Count)), transformer));

    private static ITransformer Shipped()
    {
        var manifest = ModelManifest.Read(ModelFolder.ManifestFile(DataFiles.Model));
        using var stream = new MemoryStream(ModelFolder.ReadChecked(DataFiles.Model, manifest), writable: false);
        return new MLContext().Model.Load(stream, out _);
    }

    // People who weren't learned from, and of what they are offered as much as is wanted: it comes in random order.
    private static IReadOnlyList<Choice> Draw(Simulator simulator, int candidates, int? cohorts, CancellationToken cancellation)
    {
        var catalogues = cohorts is null ? [simulator.Sample] : simulator.Catalogues(1, DrawPurpose.TestCatalogue, cohorts);
        var choosers = simulator.Choosers(simulator.Base, Telling.Varied, catalogues).Draw(Requests * 20, DrawPurpose.Test, cancellation);
        var enough = Choice.Of([.. choosers.Where(chooser => chooser.Alternatives.Length >= candidates).Take(Requests)]);
        if (enough.Count < Requests) throw new InvalidOperationException($"Only {enough.Count} of {choosers.Count} people find {candidates} candidates among {cohorts} cohorts.");
        return [.. enough.Select(choice => choice with { Candidates = choice.Candidates[..candidates] })];
    }

    private static float[] Rows(Choice choice)
    {
        var rows = new float[choice.Candidates.Length * FeatureSchema.Count];
        foreach (var (i, candidate) in choice.Candidates.Index()) FeatureSchema.Write(choice.Person, new(candidate.Cohort), rows.AsSpan(i * FeatureSchema.Count, FeatureSchema.Count));
        return rows;
    }
}
