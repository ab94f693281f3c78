using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Matcher.Api.Http;
using Matcher.Data.Domain;

namespace Matcher.Api.Recommendations;

/// <summary>
/// Writes a recommendation, as the generated code would but faster, since an answer is made of little else: what stands in every answer is
/// copied, and lists of which there are many short items are written in one go.
/// </summary>
internal sealed class RecommendationConverter : JsonConverter<Recommendation>
{
    private const int LongestContribution = 96;
    private const int MostOnStack = 512;
    private static readonly byte[][] Factors = [.. Enum.GetValues<Factor>().Select(factor => Encoding.UTF8.GetBytes($$"""{"factor":"{{Words.Of(factor)}}","value":"""))];

    /// <inheritdoc/>
    public override Recommendation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Recommendations are only written.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Recommendation value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("rank"u8, value.Rank);
        writer.WriteString("courseId"u8, value.CourseId);
        writer.WriteString("title"u8, value.Title);
        WriteRaw(writer, "provider"u8, value.Provider.Json);
        writer.WriteString("accreditation"u8, Words.Of(value.Accreditation));
        writer.WriteNumber("credits"u8, value.Credits);
        writer.WriteString("delivery"u8, Words.Of(value.Delivery));
        WriteRaw(writer, "cohort"u8, value.Cohort.Json);
        WriteNumber(writer, "distanceMiles"u8, value.DistanceMiles);
        writer.WriteNumber("sessionsYouCanAttend"u8, value.SessionsYouCanAttend);
        writer.WriteNumber("sessions"u8, value.Sessions);
        writer.WriteNumber("daysAwayFromSchool"u8, value.DaysAwayFromSchool);
        writer.WriteNumber("weeks"u8, value.Weeks);
        WriteNumber(writer, "score"u8, value.Score);
        WriteNumber(writer, "choiceProbability"u8, value.ChoiceProbability);
        WriteNumber(writer, "baseScore"u8, value.BaseScore);
        if (value.Contributions is { } contributions) WriteContributions(writer, contributions);
        else writer.WriteNull("contributions"u8);
        WriteTexts(writer, "reasons"u8, value.Reasons);
        WriteTexts(writer, "cautions"u8, value.Cautions);
        WriteOthers(writer, value.OtherCohorts);
        writer.WriteEndObject();
    }

    private static void WriteRaw(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(json, skipInputValidation: true);
    }

    private static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> name, RoundedNumber value)
    {
        Span<byte> text = stackalloc byte[RoundedNumber.LongestText];
        WriteRaw(writer, name, text[..value.Write(text)]);
    }

    private static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } number) writer.WriteNumber(name, number);
        else writer.WriteNull(name);
    }

    private static void WriteTexts(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        for (var i = 0; i < texts.Count; i++) writer.WriteStringValue(texts[i]);
        writer.WriteEndArray();
    }

    private static void WriteContributions(Utf8JsonWriter writer, IReadOnlyList<Contribution> contributions)
    {
        Span<byte> text = stackalloc byte[(Factors.Length + 1) * LongestContribution];
        var length = 0;
        for (var i = 0; i < contributions.Count; i++)
        {
            text[length++] = (byte)(i == 0 ? '[' : ',');
            Factors[(int)contributions[i].Factor].CopyTo(text[length..]);
            length += Factors[(int)contributions[i].Factor].Length;
            length += contributions[i].Value.Write(text[length..]);
            text[length++] = (byte)'}';
        }
        if (length == 0) text[length++] = (byte)'[';
        text[length++] = (byte)']';
        WriteRaw(writer, "contributions"u8, text[..length]);
    }

    private static void WriteOthers(Utf8JsonWriter writer, IReadOnlyList<OtherCohort> others)
    {
        writer.WriteStartArray("otherCohorts"u8);
        for (var i = 0; i < others.Count; i++) WriteOther(writer, others[i]);
        writer.WriteEndArray();
    }

    private static void WriteOther(Utf8JsonWriter writer, OtherCohort other)
    {
        var before = other.JsonBefore;
        var after = ",\"placesLeft\":"u8;
        var most = before.Length + after.Length + 2 * RoundedNumber.LongestText;
        var text = most <= MostOnStack ? stackalloc byte[MostOnStack] : new byte[most];
        before.CopyTo(text);
        var length = before.Length + other.DistanceMiles.Write(text[before.Length..]);
        after.CopyTo(text[length..]);
        length += after.Length;
        Utf8Formatter.TryFormat(other.PlacesLeft, text[length..], out var digits);
        text[length + digits] = (byte)'}';
        writer.WriteRawValue(text[..(length + digits + 1)], skipInputValidation: true);
    }
}
