using System.Text.Json;
using Matcher.Protos.Scoring.V1;

namespace Matcher.Api.Scoring;

/// <summary>A newer model that is not served because something is wrong with it. The scorer's log says so too.</summary>
/// <param name="SeenAt">When the scorer first read it.</param>
/// <param name="Reason">What is wrong and what to do, in sentences.</param>
internal sealed record RefusedModel(DateTimeOffset SeenAt, string Reason);

/// <summary>What answers, and what is known of it.</summary>
/// <param name="ModelVersion">Names what answers; every answer that it scored says the same.</param>
/// <param name="Simulated">Whether the model was trained on simulated choices only: nobody's recorded choice is behind it.</param>
/// <param name="Baseline">Always false: earlier models could be served without a part of theirs.</param>
/// <param name="ServedSince">Since when the scorer serves it; null when the scorer does not say. Of several scorers one was asked.</param>
/// <param name="Refused">What is in the model's folder, if it can't be served; null when nothing is refused.</param>
/// <param name="Manifest">What the model is: how it was made, its terms with their weights, and its features.</param>
/// <param name="Evaluation">How far the model agrees with the simulator; null when it was not evaluated.</param>
internal sealed record ServedModel(
    string ModelVersion,
    bool Simulated,
    bool Baseline,
    DateTimeOffset? ServedSince,
    RefusedModel? Refused,
    JsonElement Manifest,
    JsonElement? Evaluation
)
{
    /// <summary>Reads a scorer's answer; null when it is nonsense.</summary>
    public static ServedModel? Read(DescribeModelResponse response)
    {
        try
        {
            var manifest = JsonElement.Parse(response.ManifestJson);
            JsonElement? evaluation = response.EvaluationJson is "" ? null : JsonElement.Parse(response.EvaluationJson);
            if (manifest.ValueKind != JsonValueKind.Object || evaluation is { ValueKind: not JsonValueKind.Object })
                return null;
            return new(
                response.ModelVersion,
                response.SimulatedModel,
                response.Baseline,
                response.ServedSince?.ToDateTimeOffset(),
                response.RefusedAt is { } seen ? new(seen.ToDateTimeOffset(), response.RefusedReason) : null,
                manifest,
                evaluation
            );
        }
        // A time that there is not is an InvalidOperationException or out of range.
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
