using System.Text;
using System.Text.Json.Nodes;
using Grpc.Net.Client;
using Matcher.Data;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Models;
using Matcher.Scorer.Serving;
using Microsoft.AspNetCore.Hosting;

namespace Matcher.Scorer.Tests.Grpc;

/// <summary>The scorer says what answers, through real gRPC.</summary>
public sealed class DescribeModelTests : IDisposable
{
    private static readonly ModelFiles Files = ModelFiles.Read(DataFiles.Model) with { Evaluation = [] };
    private static readonly ModelManifest Manifest = ModelManifest.Parse(Files.Manifest);
    private static readonly string Version = Manifest.Version;

    /// <summary>The model that ships, without an evaluation.</summary>
    private readonly string folder = Directory.CreateTempSubdirectory("matcher-test-").FullName;

    public DescribeModelTests()
    {
        Files.Write(folder);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_model_is_described_by_its_manifest_and_names_itself_as_in_every_score()
    {
        var (description, scores) = await Ask();
        Assert.Equal((Version, Version), (description.ModelVersion, scores.ModelVersion));
        Assert.True(description.SimulatedModel);
        Assert.False(description.Baseline);
        IsTheManifest(description.ManifestJson);
        Assert.Empty(description.EvaluationJson);
    }

    [Theory]
    [InlineData(0.25, true)]
    [InlineData(0.5, false)]
    public async Task Every_answer_says_how_much_was_learned_from_recorded_choices(double share, bool simulated)
    {
        var other = Encoding.UTF8.GetBytes((Manifest with { RecordedShare = share }).ToJson());
        (Files with { Manifest = other }).Write(folder);
        var (description, scores) = await Ask();
        Assert.Equal(share, scores.LearnedShare);
        Assert.Equal((simulated, simulated), (scores.SimulatedModel, description.SimulatedModel));
    }

    [Fact]
    public async Task The_models_evaluation_is_handed_on_as_it_is_written()
    {
        var evaluation = $$"""{ "modelVersion": "{{Version}}", "share": 0.9500, "note": "Agreement, at £0" }""";
        WriteEvaluation(evaluation);
        Assert.Equal(evaluation, (await Ask()).Description.EvaluationJson);
    }

    [Fact]
    public void The_model_that_ships_is_served_with_what_lies_in_its_folder()
    {
        var file = ModelFolder.EvaluationFile(DataFiles.Model);
        Assert.Equal(File.Exists(file) ? File.ReadAllText(file) : "", CheckedModel.Load(DataFiles.Model).EvaluationJson);
    }

    public static TheoryData<string, byte[]> Faults =>
        new()
        {
            { "of another model", """{ "modelVersion": "conditionalLogit-000000000000" }"""u8.ToArray() },
            { "of no model", "{}"u8.ToArray() },
            { "of a model without a name", """{ "modelVersion": null }"""u8.ToArray() },
            { "named by half of a surrogate pair", """{ "modelVersion": "\ud800" }"""u8.ToArray() },
            { "named further down", Encoding.UTF8.GetBytes($$"""{ "scale": { "modelVersion": "{{Version}}" } }""") },
            { "no object", Encoding.UTF8.GetBytes($"\"{Version}\"") },
            { "broken off", Encoding.UTF8.GetBytes($$"""{ "modelVersion": "{{Version}}", """) },
            { "not UTF-8", [.. Encoding.UTF8.GetBytes($$"""{ "modelVersion": "{{Version}}", "note": " """), 0xFF, .. "\" }"u8] },
            {
                "too large",
                Encoding.UTF8.GetBytes($$"""{ "modelVersion": "{{Version}}" }""".PadRight(ModelFiles.LargestEvaluation + 1))
            },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void An_evaluation_that_is_not_the_models_keeps_it_from_being_served_and_the_message_says_what_to_do(
        string what,
        byte[] evaluation
    )
    {
        (Files with { Evaluation = evaluation }).Write(folder);
        var error = Assert.Throws<InvalidDataException>(() =>
        {
            CheckedModel.Load(folder);
        });
        Assert.True(
            error.Message.Contains(what == "too large" ? "Bring back" : "Run `evaluate`, or remove it", StringComparison.Ordinal),
            $"Of an evaluation that is {what}: {error.Message}"
        );
    }

    private static void IsTheManifest(string json) =>
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(ModelFolder.ManifestFile(DataFiles.Model))), JsonNode.Parse(json)),
            json
        );

    private void WriteEvaluation(string json) => (Files with { Evaluation = Encoding.UTF8.GetBytes(json) }).Write(folder);

    private async Task<(DescribeModelResponse Description, ScoreResponse Scores)> Ask()
    {
        await using var app = ScorerApp.Build(folder, TimeSpan.Zero, host => host.UseUrls("http://127.0.0.1:0"), _ => { });
        await app.StartAsync();
        using var channel = GrpcChannel.ForAddress(app.Urls.Single());
        var client = new ScoringService.ScoringServiceClient(channel);
        return (await client.DescribeModelAsync(new()), await client.ScoreAsync(Some.Request()));
    }
}
