using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Features;
using Matcher.Scorer.Grpc;
using Matcher.Scorer.Models;

namespace Matcher.Scorer.Serving;

/// <summary>
/// Loads models that may be served: their files belong together, they fit this program, and their canaries come out as when they were made.
/// </summary>
internal static class CheckedModel
{
    // Another processor may differ in the last digits of an exponential, and in nothing more.
    private const double Tolerance = 1e-6;

    private const string EvaluationAdvice = "Run `evaluate`, or remove it and run `model seal` on the folder.";
    private const string CanaryAdvice = "Train the model again with this program; if its scores are meant to be these, run `model seal` on the folder.";

    /// <summary>Loads a model folder.</summary>
    /// <exception cref="InvalidDataException">The model can't be served; the message says why and what to do.</exception>
    public static LoadedModel Load(string folder)
    {
        try
        {
            return Load(ModelFiles.Read(folder));
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"The model in {folder} can't be served. {error.Message}", error);
        }
    }

    /// <summary>Loads a model folder; null when the model can't be served.</summary>
    public static LoadedModel? TryLoad(string folder)
    {
        try
        {
            return Load(ModelFiles.Read(folder));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Loads a model.</summary>
    /// <exception cref="InvalidDataException">It can't be served; the message says why and what to do, and names no folder.</exception>
    public static LoadedModel Load(ModelFiles files)
    {
        var loaded = LoadedModel.Of(ModelManifest.Parse(files.Manifest));
        CheckCanaries(files.Canaries, loaded);
        return loaded with { EvaluationJson = Evaluation(files.Evaluation, loaded.Manifest.Version), Files = files };
    }

    private static void CheckCanaries(byte[] json, LoadedModel loaded)
    {
        try
        {
            var file = CanaryFile.Read(json);
            if (file is null or { Canaries.Count: 0 } || file.Canaries.Any(canary => canary is null))
                throw Broken("It has no canaries.");
            if (file.ModelVersion != loaded.Manifest.Version)
                throw Broken($"It is of {file.ModelVersion}, and the manifest of {loaded.Manifest.Version}.");
            foreach (var canary in file.Canaries)
                Check(JsonParser.Default.Parse<ScoreRequest>(canary.Request.GetRawText()), canary.Scores, loaded.Model);
        }
        // What is not of the contract is an IOException to the library.
        catch (Exception error) when (error is JsonException or IOException or RpcException)
        {
            throw Broken(error is RpcException ? "A request in it breaks the contract." : error.Message, error);
        }
    }

    private static void Check(ScoreRequest request, IReadOnlyList<double> expected, RankingModel model)
    {
        RequestRules.Check(request);
        if (request.Kept is not null || expected.Count != request.Candidates.Count)
            throw Broken("A request in it does not have as many candidates as scores.");
        var scores = new double[expected.Count];
        var person = new PersonFacts(request.Profile, request.HasStartFrom ? request.StartFrom : request.Today);
        model.Score(person, request.Candidates, scores, default);
        for (var i = 0; i < scores.Length; i++)
        {
            if (!(Math.Abs(scores[i] - expected[i]) <= Tolerance))
            {
                throw new InvalidDataException(
                    $"The model does not give the scores that {ModelFiles.CanariesName} has: this program computes something otherwise than the one that made the model. {CanaryAdvice}"
                );
            }
        }
    }

    private static InvalidDataException Broken(string reason, Exception? cause = null) =>
        new($"{ModelFiles.CanariesName} can't be used. {reason} {CanaryAdvice}", cause);

    // As its file holds it; figures of one model must not be shown for another.
    private static string Evaluation(byte[] content, string version)
    {
        if (content.Length == 0)
            return "";
        try
        {
            var json = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(content);
            var evaluation = JsonElement.Parse(json);
            if (
                evaluation.ValueKind == JsonValueKind.Object
                && evaluation.TryGetProperty("modelVersion", out var named)
                && named.ValueKind == JsonValueKind.String
                && named.ValueEquals(version)
            )
            {
                return json;
            }
        }
        catch (Exception error) when (error is JsonException or DecoderFallbackException)
        {
            throw new InvalidDataException($"{ModelFiles.EvaluationName} can't be read ({error.Message}). {EvaluationAdvice}", error);
        }
        throw new InvalidDataException($"{ModelFiles.EvaluationName} is not of {version}, the model in its folder. {EvaluationAdvice}");
    }
}
