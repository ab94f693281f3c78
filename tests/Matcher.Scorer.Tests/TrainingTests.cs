using Matcher.Data;
using Matcher.Data.Domain;
using Matcher.Scorer.Models;
using Matcher.Scorer.Training;

namespace Matcher.Scorer.Tests;

/// <summary>Training on a small scale, whole: simulate, train, write, load.</summary>
public sealed class TrainingTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_same_seed_gives_the_same_model_byte_for_byte_and_another_seed_another()
    {
        var (first, again, other) = (Train("first", seed: 7), Train("again", seed: 7), Train("other", seed: 8));
        Assert.Equal(File.ReadAllBytes(ModelFolder.ModelFile(Folder("first"))), File.ReadAllBytes(ModelFolder.ModelFile(Folder("again"))));
        Assert.Equal(first.ScoreScale, again.ScoreScale);
        Assert.Equal(first.Metrics, again.Metrics);
        Assert.NotEqual(first.Sha256, other.Sha256);
    }

    [Fact]
    public void A_trained_folder_loads_and_its_manifest_says_what_it_is()
    {
        var manifest = Train("model", seed: 7);
        var loaded = RankingModel.Load(Folder("model")).Manifest;
        Assert.Equal(manifest.Version, loaded.Version);
        Assert.True(loaded.Simulated);
        Assert.Equal(Some.Catalogue.Version, loaded.CatalogueVersion);
        Assert.Equal(new DateOnly(2026, 11, 23), loaded.TrainedOn);
        Assert.Contains("simulated choices", File.ReadAllText(ModelFolder.CardFile(Folder("model"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_file_that_is_not_the_manifests_is_not_opened()
    {
        Train("model", seed: 7);
        using (var file = File.OpenWrite(ModelFolder.ModelFile(Folder("model")))) file.WriteByte((byte)'X');
        Assert.Contains("hashes differ", Assert.Throws<InvalidDataException>(() => RankingModel.Load(Folder("model"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_other_features_is_not_loaded()
    {
        var manifest = Train("model", seed: 7);
        File.WriteAllText(ModelFolder.ManifestFile(Folder("model")), (manifest with { FeatureSchema = [.. manifest.FeatureSchema.Reverse()] }).ToJson());
        Assert.Contains("other features", Assert.Throws<InvalidDataException>(() => RankingModel.Load(Folder("model"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    public void A_manifest_that_is_none_is_told_as_such(string text)
    {
        Directory.CreateDirectory(Folder("model"));
        File.WriteAllText(ModelFolder.ManifestFile(Folder("model")), text);
        Assert.Contains("manifest", Assert.Throws<InvalidDataException>(() => RankingModel.Load(Folder("model"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stopped_training_writes_nothing()
    {
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Training(7).Run(Folder("model"), default, (step, _, _) => stop.Cancel(), stop.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Folder("model")));
    }

    [Fact]
    public void The_simulator_was_fitted_to_the_published_choices()
    {
        var manifest = ModelManifest.Read(ModelFolder.ManifestFile(DataFiles.Model));
        Assert.Equal(8, manifest.Calibration.Count);
        Assert.All(manifest.Calibration, row => Assert.InRange(row.Simulated - row.Published, -0.02, 0.02));
        Assert.Equal(39.0 / 52, manifest.Calibration.Single(row => row.Group == Words.Of(Accreditation.Level6)).Published, 6);
    }

    [Fact]
    public void The_model_that_ships_agrees_with_the_simulator_better_than_the_hand_rule_and_belongs_to_its_card()
    {
        var manifest = RankingModel.Load(DataFiles.Model).Manifest;
        Assert.True(manifest.Metrics.FirstProbability > manifest.Metrics.HandRuleFirstProbability);
        Assert.True(manifest.Metrics.LogLoss < manifest.Metrics.UniformLogLoss);
        Assert.Equal(ModelCard.Write(manifest), File.ReadAllText(ModelFolder.CardFile(DataFiles.Model)));
        Assert.Equal(Some.Catalogue.Version, manifest.CatalogueVersion);
    }

    [SkippableFact]
    public void LightGbm_learns_too_where_its_system_library_is()
    {
        try
        {
            Assert.Equal("lightGbm", Train("light", seed: 7, TrainerKind.LightGbm).Trainer);
        }
        catch (InvalidOperationException error) when (error.Message.Contains("libgomp", StringComparison.Ordinal))
        {
            Skip.If(true, error.Message);
        }
    }

    private ModelManifest Train(string name, int seed, TrainerKind kind = TrainerKind.FastTree) =>
        Training(seed, kind).Run(Folder(name), new DateOnly(2026, 11, 23), (_, _, _) => { }, CancellationToken.None);

    private static ModelTraining Training(int seed, TrainerKind kind = TrainerKind.FastTree) => new(new RankerTrainer(kind, Trees: 20, Leaves: 8, LearningRate: 0.3, seed), Choosers: 200);

    private string Folder(string name) => Path.Combine(folder.FullName, name);
}
