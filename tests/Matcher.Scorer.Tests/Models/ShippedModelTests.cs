using System.Text;
using Matcher.Data;
using Matcher.Scorer.Evaluation;
using Matcher.Scorer.Models;
using Matcher.Scorer.Serving;
using Matcher.Scorer.Simulation;
using Matcher.Scorer.Tests.Simulation;
using Matcher.Scorer.Training;

namespace Matcher.Scorer.Tests.Models;

/// <summary>The model that ships: that its files belong together, and that it keeps what it promises.</summary>
public sealed class ShippedModelTests(LoadedSimulator loaded) : IClassFixture<LoadedSimulator>
{
    private const int Pairs = 20_000;
    private static readonly LoadedModel Loaded = LoadedModel.Load(DataFiles.Model);

    [Fact]
    public void Card_plots_evaluation_and_manifest_belong_together_or_nothing_was_measured()
    {
        if (!File.Exists(ModelFolder.EvaluationFile(DataFiles.Model)))
        {
            Assert.All(ModelFolder.OfEvaluation, file => Assert.False(File.Exists(Path.Combine(DataFiles.Model, file))));
            return;
        }
        var report = EvaluationReport.FromJson(File.ReadAllText(ModelFolder.EvaluationFile(DataFiles.Model)));
        Assert.Equal(Loaded.Manifest.Version, report.ModelVersion);
        Assert.Equal(
            ModelFolder.Sha256(Encoding.UTF8.GetBytes(File.ReadAllText(ModelFolder.ManifestFile(DataFiles.Model)))),
            report.ManifestSha256
        );
        Assert.Equal(File.ReadAllText(ModelFolder.EvaluationFile(DataFiles.Model)), report.ToJson());
        Assert.Equal(File.ReadAllText(ModelFolder.CardFile(DataFiles.Model)), ModelCard.Write(Loaded.Manifest, report));
        foreach (var (file, svg) in Plots.Draw(report))
            Assert.Equal(File.ReadAllText(Path.Combine(DataFiles.Model, file)), svg);
        var simulator = Simulator.Load(Loaded.Manifest.Seed);
        foreach (var (file, svg) in Maps.Draw(simulator, new(Loaded.Model, simulator.Sample)))
            Assert.Equal(File.ReadAllText(Path.Combine(DataFiles.Model, file)), svg);
        Assert.Equal(
            ModelFolder.OfEvaluation.Order(),
            Plots
                .Draw(report)
                .Select(plot => plot.File)
                .Append(Maps.MilesFile)
                .Append(Maps.ProvidersFile)
                .Append("evaluation.json")
                .Append("MODEL_CARD.md")
                .Append("CHOICES.md")
                .Order()
        );
        Assert.Equal(loaded.Simulator.Sample.Version, Loaded.Manifest.CatalogueVersion);
        Assert.Equal(
            EvaluationScale.Full,
            report.Scale with
            {
                OutsideChoices = EvaluationScale.Full.OutsideChoices,
                FewChoices = EvaluationScale.Full.FewChoices,
            }
        );
    }

    [Fact]
    public void It_is_sealed_as_this_program_seals_it()
    {
        var files = ModelFiles.Read(DataFiles.Model);
        Assert.Equal(ModelSeal.Canaries(Loaded.Manifest, default), files.Canaries);
        Assert.Equal(Loaded.Manifest.Version, CheckedModel.Load(files).Manifest.Version);
    }

    [Fact]
    public void No_goal_that_holds_by_construction_was_missed()
    {
        if (!File.Exists(ModelFolder.CardFile(DataFiles.Model)))
            return;
        // What can fail may: then the card says so, in bold.
        Assert.DoesNotContain(
            File.ReadLines(ModelFolder.CardFile(DataFiles.Model)),
            line => line.Contains("| by construction |", StringComparison.Ordinal) && line.Contains("**missed**", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Every_promise_holds_for_every_pair_tried() =>
        Assert.All(
            new Promises(loaded.Simulator, Loaded.Model, Pairs, default).Measure(),
            promise =>
            {
                Assert.Equal(1, promise.Kept);
                Assert.True(promise.Strictly is null or > 0.9, $"{promise.Promise}: strictly in {promise.Strictly}");
            }
        );

    [Fact]
    public void A_change_of_a_request_does_what_it_should_on_average_and_for_nearly_everybody() =>
        Assert.All(
            Effects.Measure(loaded.Simulator, Loaded.Model, 600, default),
            effect =>
            {
                Assert.True(effect.People >= 500);
                Assert.InRange(effect.Single, 0.99, 1);
                Assert.NotEqual(effect.Before, effect.After, 3);
            }
        );
}
