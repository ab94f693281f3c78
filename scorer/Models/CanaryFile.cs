using System.Text.Json;
using System.Text.Json.Serialization;

namespace Matcher.Scorer.Models;

/// <summary>
/// Requests of made-up people with the scores that the model gave when it was made: a program in which they come out otherwise must not
/// serve it.
/// </summary>
/// <param name="ModelVersion">The model.</param>
/// <param name="Canaries">At least one.</param>
internal sealed record CanaryFile(string ModelVersion, IReadOnlyList<Canary> Canaries)
{
    /// <summary>The file's content.</summary>
    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, CanaryJson.Default.CanaryFile), (byte)'\n'];

    /// <summary>Reads the file's content.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static CanaryFile? Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, CanaryJson.Default.CanaryFile);
}

/// <summary>A request with its scores.</summary>
/// <param name="Request">A ScoreRequest of the contract, in the JSON form of Protocol Buffers.</param>
/// <param name="Scores">A score for each of its candidates, in their order.</param>
internal sealed record Canary(JsonElement Request, IReadOnlyList<double> Scores);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(CanaryFile))]
internal sealed partial class CanaryJson : JsonSerializerContext;
