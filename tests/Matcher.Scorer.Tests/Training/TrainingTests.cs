using Matcher.Scorer.Models;
using Matcher.Scorer.Serving;
using Matcher.Scorer.Simulation;
using Matcher.Scorer.Training;

namespace Matcher.Scorer.Tests.Training;

/// <summary>Training on a small scale, whole: simulate, train, write, load.</summary>
public sealed class TrainingTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_same_seed_gives_the_same_model_byte_for_byte_and_another_seed_another()
    {
        var (first, again, other) = (Train("first", seed: 7), Train("again", seed: 7), Train("other", seed: 8));
        Assert.Equal(
            File.ReadAllText(ModelFolder.ManifestFile(Folder("first"))),
            File.ReadAllText(ModelFolder.ManifestFile(Folder("again")))
        );
        Assert.Equal(first.Version, again.Version);
        Assert.NotEqual(first.Version, other.Version);
    }

    [Fact]
    public void A_trained_folder_loads_and_its_manifest_says_what_it_is()
    {
        var manifest = Train("model", seed: 7);
        var loaded = LoadedModel.Load(Folder("model"));
        Assert.Equal(manifest.Version, loaded.Manifest.Version);
        Assert.True(loaded.Manifest.Simulated);
        Assert.Equal(Some.Catalogue.Version, loaded.Manifest.CatalogueVersion);
        Assert.Equal(new DateOnly(2026, 11, 23), loaded.Manifest.TrainedOn);
    }

    [Fact]
    public void A_model_says_how_much_it_learned_from_recorded_choices_and_simulated_ones_are_none()
    {
        var simulator = Simulator.Load(7);
        var outside = Choice.Of(
            simulator.Choosers(simulator.Foreign[0], ProfileCompleteness.Varied).Draw(150, DrawPurpose.Outside, default)
        );
        TrainedModel Train(bool simulated) =>
            Training(7)
                .Run(
                    Folder("model"),
                    default,
                    new(
                        [
                            .. outside.Select(choice => new Choice(choice.Profile, choice.Today, choice.Candidates, choice.Chosen)
                            {
                                IsSimulated = simulated,
                                SaysWhatWasShown = true,
                            }),
                        ]
                    ),
                    (_, _, _) => { },
                    default
                );
        var (simulated, recorded) = (Train(simulated: true), Train(simulated: false));
        Assert.Equal(0, simulated.Manifest.RecordedShare);
        Assert.True(simulated.Manifest.Simulated);
        Assert.InRange(recorded.Manifest.RecordedShare, double.Epsilon, 1);
        Assert.Equal(recorded.Manifest.RecordedShare < 0.5, recorded.Manifest.Simulated);
        Assert.Equal(outside.Count, recorded.Manifest.Counts.OutsideChoices);
        Assert.StartsWith("Learned from 150 people", recorded.OutsideSaid, StringComparison.Ordinal);
        Assert.Equal(recorded.Manifest.ProviderEffects, ModelManifest.Read(ModelFolder.ManifestFile(Folder("model"))).ProviderEffects);
    }

    [Fact]
    public void What_was_measured_of_an_earlier_model_goes_with_it()
    {
        Directory.CreateDirectory(Folder("model"));
        foreach (var file in ModelFolder.OfEvaluation)
            File.WriteAllText(Path.Combine(Folder("model"), file), "of the earlier model");
        Train("model", seed: 7);
        Assert.Equal(["SHA256SUMS", "canaries.json", "manifest.json"], Directory.EnumerateFiles(Folder("model")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_trained_folder_can_be_served_and_the_model_before_is_kept()
    {
        var first = Train("model", seed: 7);
        var second = Train("model", seed: 8);
        Assert.Equal(second.Version, CheckedModel.Load(Folder("model")).Manifest.Version);
        Assert.Equal([first.Version], ModelHistory.List(Folder("model")).Select(kept => kept.Version));
        Assert.Equal(first.Version, CheckedModel.Load(ModelHistory.List(Folder("model"))[0].Open()).Manifest.Version);
    }

    [Fact]
    public void A_model_of_other_terms_is_not_loaded()
    {
        var manifest = Train("model", seed: 7);
        foreach (
            var other in new[]
            {
                manifest with
                {
                    Terms = [.. manifest.Terms.Reverse()],
                },
                manifest with
                {
                    Terms = [.. manifest.Terms.Skip(1)],
                },
            }
        )
        {
            File.WriteAllText(ModelFolder.ManifestFile(Folder("model")), other.ToJson());
            Assert.Contains(
                "other terms",
                Assert.Throws<InvalidDataException>(() => LoadedModel.Load(Folder("model"))).Message,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void A_manifest_whose_weights_are_not_those_of_its_version_is_not_loaded()
    {
        var manifest = Train("model", seed: 7);
        foreach (var other in new[] { manifest.Terms[0] with { Weight = 5 }, manifest.Terms[0] with { Mean = 5 } })
        {
            File.WriteAllText(
                ModelFolder.ManifestFile(Folder("model")),
                (manifest with { Terms = [other, .. manifest.Terms.Skip(1)] }).ToJson()
            );
            Assert.Contains(
                "was changed",
                Assert.Throws<InvalidDataException>(() => LoadedModel.Load(Folder("model"))).Message,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void A_manifest_whose_weights_break_a_promise_is_not_loaded()
    {
        var manifest = Train("model", seed: 7);
        File.WriteAllText(
            ModelFolder.ManifestFile(Folder("model")),
            (manifest with { Terms = [manifest.Terms[0] with { Weight = -1 }, .. manifest.Terms.Skip(1)] }).ToJson()
        );
        Assert.Contains(
            "negative weight",
            Assert.Throws<InvalidDataException>(() => LoadedModel.Load(Folder("model"))).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    public void A_manifest_that_is_none_is_told_as_such(string text)
    {
        Directory.CreateDirectory(Folder("model"));
        File.WriteAllText(ModelFolder.ManifestFile(Folder("model")), text);
        Assert.Contains(
            "manifest",
            Assert.Throws<InvalidDataException>(() => LoadedModel.Load(Folder("model"))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_stopped_training_writes_nothing()
    {
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Training(7).Run(Folder("model"), default, new([]), (step, _, _) => stop.Cancel(), stop.Token)
        );
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder("model")));
    }

    private ModelManifest Train(string name, int seed) =>
        Training(seed).Run(Folder(name), new DateOnly(2026, 11, 23), new([]), (_, _, _) => { }, CancellationToken.None).Manifest;

    private static ModelTraining Training(int seed) => new(Choosers: 200, seed);

    private string Folder(string name) => Path.Combine(folder.FullName, name);
}
