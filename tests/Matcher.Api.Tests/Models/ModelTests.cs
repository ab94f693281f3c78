using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Grpc.Core;
using Matcher.Api.Tests.Scoring;
using Matcher.Data;
using Matcher.Protos.Scoring.V1;

namespace Matcher.Api.Tests.Models;

/// <summary>What ranks, as the API tells it.</summary>
public sealed class ModelTests
{
    private static readonly JsonObject Manifest = JsonNode
        .Parse(File.ReadAllText(Path.Combine(DataFiles.Model, "manifest.json")))!
        .AsObject();

    [Fact]
    public async Task The_answer_names_the_model_of_every_recommendation_and_holds_its_manifest()
    {
        var model = await Model(RunningApi.Shared);
        Assert.Equal(["modelVersion", "simulated", "baseline", "servedSince", "refused", "manifest", "evaluation"], model.Select(field => field.Key));
        Assert.Equal((string)Manifest["version"]!, (string)model["modelVersion"]!);
        Assert.Equal((string)(await RunningApi.Shared.Recommend(Some.Request()))["modelVersion"]!, (string)model["modelVersion"]!);
        Assert.True((bool)model["simulated"]!);
        Assert.False((bool)model["baseline"]!);
        Assert.True(JsonNode.DeepEquals(Manifest, model["manifest"]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4 * 1024 * 1024)]
    public async Task An_evaluation_in_the_models_folder_is_in_the_answer_however_long_it_may_be(int length)
    {
        var folder = Directory.CreateTempSubdirectory("matcher-test-");
        try
        {
            foreach (var file in new[] { "manifest.json", "canaries.json" })
                File.Copy(Path.Combine(DataFiles.Model, file), Path.Combine(folder.FullName, file));
            var evaluation =
                $$"""{ "modelVersion": "{{Manifest["version"]}}", "comparison": [ { "ranker": "model", "firstShare": 0.95 } ] }""";
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "evaluation.json"), evaluation.PadRight(length));
            await File.WriteAllLinesAsync(
                Path.Combine(folder.FullName, "SHA256SUMS"),
                Directory
                    .EnumerateFiles(folder.FullName)
                    .Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}  {Path.GetFileName(file)}")
                    .ToList()
            );
            using var api = new RunningApi(("Scorer:ModelFolder", folder.FullName));
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(evaluation), (await Model(api))["evaluation"]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_damaged_model_is_told_with_the_reason_and_since_when_and_the_one_before_goes_on()
    {
        var folder = Directory.CreateTempSubdirectory("matcher-test-");
        try
        {
            foreach (var file in new[] { "manifest.json", "canaries.json", "evaluation.json", "SHA256SUMS" })
                File.Copy(Path.Combine(DataFiles.Model, file), Path.Combine(folder.FullName, file));
            var before = TimeProvider.System.GetUtcNow();
            using var api = new RunningApi(("Scorer:ModelFolder", folder.FullName), ("Scorer:LookEvery", "00:00:00.05"));
            var served = (DateTimeOffset)(await Model(api))["servedSince"]!;
            Assert.InRange(served, before, TimeProvider.System.GetUtcNow());
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "manifest.json"), "{}");
            await Poll.Until(async () => (await Model(api))["refused"] is not null);
            var model = await Model(api);
            Assert.StartsWith("manifest.json is not the file", (string)model["refused"]!["reason"]!, StringComparison.Ordinal);
            Assert.InRange((DateTimeOffset)model["refused"]!["seenAt"]!, served, TimeProvider.System.GetUtcNow());
            Assert.Equal((string)Manifest["version"]!, (string)model["modelVersion"]!);
            Assert.Equal(served, (DateTimeOffset)model["servedSince"]!);
            Assert.False((bool)(await api.Recommend(Some.Request()))["degraded"]!);
            Assert.Contains(api.Log, line => line.Contains("is still served. manifest.json is not the file", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_model_that_was_not_evaluated_has_no_evaluation()
    {
        await using var scorer = Describing(_ =>
            Task.FromResult(new DescribeModelResponse { ModelVersion = "fake", ManifestJson = """{ "£": 1 }""" })
        );
        using var api = new RunningApi(("Scorer:Address", scorer.Address));
        Assert.Equal(
            """{"modelVersion":"fake","simulated":false,"baseline":false,"servedSince":null,"refused":null,"manifest":{"£":1},"evaluation":null}""",
            await api.Client.GetStringAsync("/v1/model")
        );
    }

    public static TheoryData<string, string> Nonsense =>
        new()
        {
            { "", "" },
            { "[]", "" },
            { "null", "" },
            { "{ ", "" },
            { "{}", "[]" },
            { "{}", "null" },
            { "{}", "{ " },
        };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task A_scorer_that_answers_with_nonsense_counts_as_away(string manifest, string evaluation)
    {
        await using var scorer = Describing(_ =>
            Task.FromResult(
                new DescribeModelResponse
                {
                    ModelVersion = "fake",
                    ManifestJson = manifest,
                    EvaluationJson = evaluation,
                }
            )
        );
        using var api = new RunningApi(("Scorer:Address", scorer.Address));
        await IsAway(api);
    }

    [Fact]
    public async Task A_scorer_that_is_away_is_told_as_a_problem()
    {
        using var api = new RunningApi(("Scorer:Address", "http://127.0.0.1:9"));
        await IsAway(api);
    }

    [Fact]
    public async Task A_scorer_that_never_answers_costs_no_more_than_the_deadline()
    {
        await using var scorer = Describing(async cancellation =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            throw new RpcException(Status.DefaultCancelled);
        });
        using var api = new RunningApi(("Scorer:Address", scorer.Address), ("Scorer:Deadline", "00:00:00.2"));
        await IsAway(api);
    }

    [Fact]
    public async Task A_scorer_that_scores_but_cannot_say_with_what_leaves_the_service_ready()
    {
        await using var scorer = Describing(null);
        using var api = new RunningApi(("Scorer:Address", scorer.Address));
        await api.Recommend(Some.Request());
        await IsAway(api);
        Assert.False((bool)(await api.Recommend(Some.Request()))["degraded"]!);
        Assert.Equal("ready", (string)(await api.Client.GetFromJsonAsync<JsonObject>("/health/ready"))!["status"]!);
        Assert.Empty(api.Log);
    }

    [Fact]
    public async Task When_the_caller_hangs_up_the_scorer_is_told_to_stop()
    {
        var asked = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        await using var scorer = Describing(async cancellation =>
        {
            asked.TrySetResult();
            await using var registration = cancellation.Register(() => stopped.TrySetResult());
            await stopped.Task;
            throw new RpcException(Status.DefaultCancelled);
        });
        using var api = new RunningApi(("Scorer:Address", scorer.Address));
        using var hangUp = new CancellationTokenSource();
        var call = api.Client.GetAsync("/v1/model", hangUp.Token);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task The_documentation_says_what_is_simulated_and_its_example_has_no_field_that_an_answer_lacks()
    {
        var document = (await RunningApi.Shared.Client.GetFromJsonAsync<JsonObject>("/swagger/v1/swagger.json"))!;
        var route = document["paths"]!["/v1/model"]!["get"]!;
        Assert.Contains("simulated", (string)route["description"]!, StringComparison.Ordinal);
        Assert.Equal(
            ["200", "400", "401", "403", "408", "429", "500", "503"],
            route["responses"]!.AsObject().Select(response => response.Key)
        );
        var example = route["responses"]!["200"]!["content"]!["application/json"]!["examples"]!["model"]!["value"]!;
        Within(example, await Model(RunningApi.Shared), "$");
    }

    /// <summary>
    /// Whether every field of an example is one of the answer, of the same kind. What is not measured yet, or not refused, is null in the
    /// answer.
    /// </summary>
    private static void Within(JsonNode? example, JsonNode? answer, string path)
    {
        if (answer is null && path is "$.evaluation" or "$.refused")
            return;
        Assert.True(answer is not null && example!.GetValueKind() == answer.GetValueKind(), $"The answer has no such {path}.");
        if (example is JsonObject fields)
        {
            foreach (var (name, field) in fields)
                Within(field, answer[name], $"{path}.{name}");
        }

        if (example is JsonArray items)
            Within(items[0], answer[0], $"{path}[0]");
    }

    private static FakeScorer Describing(Func<CancellationToken, Task<DescribeModelResponse>>? description) =>
        new((request, _) => Task.FromResult(FakeScorer.Alike(request))) { Description = description };

    private static async Task<JsonObject> Model(RunningApi api)
    {
        using var response = await api.Client.GetAsync("/v1/model");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private static async Task IsAway(RunningApi api)
    {
        var problem = await api.Problem(503, new(HttpMethod.Get, "/v1/model"));
        Assert.Equal("/problems/scorer-unavailable", (string)problem["type"]!);
    }
}
