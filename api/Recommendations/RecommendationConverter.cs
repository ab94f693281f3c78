using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Matcher.Api.Recommendations.Ranking;
using Matcher.Data.Domain;
using Matcher.Data.Text;

namespace Matcher.Api.Recommendations;

/// <summary>
/// Writes a recommendation, as the generated code would but faster, since an answer is made of little else: what is the same for everybody
/// is copied, and the numbers between are put beside it in one buffer. To the writer such a run of fields is one raw value, which begins
/// behind the name of the first.
/// </summary>
internal sealed class RecommendationConverter : JsonConverter<Recommendation>
{
    // The names and numbers of a recommendation; of a contribution; of another cohort.
    private const int LongestNumbers = 512;
    private const int LongestContribution = 96;
    private const int LongestOther = 128;

    private static readonly byte[][] Factors =
    [
        .. Enum.GetValues<Factor>().Select(factor => Encoding.UTF8.GetBytes($$"""{"factor":"{{EnumNames.Of(factor)}}","value":""")),
    ];

    /// <inheritdoc/>
    public override Recommendation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Recommendations are only written.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Recommendation value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        WriteNumbers(writer, value);
        WriteTexts(writer, "reasons"u8, value.Reasons);
        WriteTexts(writer, "cautions"u8, value.Cautions);
        WriteOthers(writer, value.OtherCohorts);
        writer.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, Recommendation value)
    {
        var (course, length) = (value.Fixed.Course, value.Fixed.Length);
        var pooled = ArrayPool<byte>.Shared.Rent(
            LongestNumbers + course.Length + length.Length + LongestContribution * (value.Contributions?.Count ?? 0)
        );
        var text = new JsonBuffer(pooled);
        text.Put(value.Rank);
        text.Put(","u8);
        text.Put(course);
        text.Put(",\"distanceMiles\":"u8);
        text.Put(value.DistanceMiles);
        text.Put(",\"sessionsYouCanAttend\":"u8);
        text.Put(value.SessionsYouCanAttend);
        text.Put(","u8);
        text.Put(length);
        text.Put(",\"score\":"u8);
        text.Put(value.Score);
        text.Put(",\"choiceProbability\":"u8);
        text.Put(value.ChoiceProbability);
        text.Put(",\"baseScore\":"u8);
        text.Put(value.BaseScore);
        text.Put(",\"contributions\":"u8);
        if (value.Contributions is { } contributions)
            Put(ref text, contributions);
        else
            text.Put("null"u8);
        writer.WritePropertyName("rank"u8);
        writer.WriteRawValue(text.Written, skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(pooled);
    }

    private static void Put(ref JsonBuffer text, IReadOnlyList<Contribution> contributions)
    {
        text.Put("["u8);
        for (var i = 0; i < contributions.Count; i++)
        {
            if (i > 0)
                text.Put(","u8);
            text.Put(Factors[(int)contributions[i].Factor]);
            text.Put(contributions[i].Value);
            text.Put("}"u8);
        }
        text.Put("]"u8);
    }

    private static void WriteTexts(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        for (var i = 0; i < texts.Count; i++)
            writer.WriteStringValue(texts[i]);
        writer.WriteEndArray();
    }

    private static void WriteOthers(Utf8JsonWriter writer, IReadOnlyList<OtherCohort> others)
    {
        var longest = 2;
        for (var i = 0; i < others.Count; i++)
            longest += others[i].Fixed.Other.Length + LongestOther;
        var pooled = ArrayPool<byte>.Shared.Rent(longest);
        var text = new JsonBuffer(pooled);
        text.Put("["u8);
        for (var i = 0; i < others.Count; i++)
        {
            text.Put(i == 0 ? "{"u8 : ",{"u8);
            text.Put(others[i].Fixed.Other);
            text.Put(",\"distanceMiles\":"u8);
            text.Put(others[i].DistanceMiles);
            text.Put(",\"placesLeft\":"u8);
            text.Put(others[i].PlacesLeft);
            text.Put("}"u8);
        }
        text.Put("]"u8);
        writer.WritePropertyName("otherCohorts"u8);
        writer.WriteRawValue(text.Written, skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(pooled);
    }
}
