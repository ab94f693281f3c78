using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Matcher.Api.Recommendations.Ranking;
using Matcher.Api.Recommendations.Wording;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using Matcher.Data.Text;

namespace Matcher.Api.Recommendations;

/// <summary>
/// Writes an answer in the shape of <see cref="RecommendationResponse"/>, as generated code would but faster: of each course, what is the
/// same for everybody is copied, and the numbers between are put beside it in one buffer. To the JSON writer such a run of fields is one
/// raw value, which begins behind the name of the first.
/// </summary>
internal sealed class AnswerWriter : JsonConverter<Answer>
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
    public override Answer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Answers are only written.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Answer value, JsonSerializerOptions options)
    {
        var (eligible, scored) = (value.Eligible, value.Scored);
        var (profile, catalogue) = (eligible.Profile, eligible.Catalogue);
        writer.WriteStartObject();
        writer.WriteString("requestId"u8, value.RequestId);
        writer.WriteString("modelVersion"u8, scored?.ModelVersion);
        writer.WriteString("catalogueVersion"u8, catalogue.Version);
        writer.WriteBoolean("illustrativeCatalogue"u8, catalogue.About.Illustrative);
        if (scored is null)
        {
            writer.WriteNull("simulatedModel"u8);
            writer.WriteNull("recordedShare"u8);
        }
        else
        {
            writer.WriteBoolean("simulatedModel"u8, scored.SimulatedModel);
            writer.WriteNumber("recordedShare"u8, scored.RecordedShare);
        }
        writer.WriteBoolean("degraded"u8, value.Degraded);
        writer.WriteString("placedBy"u8, EnumNames.Of(profile.Home.Precision));
        writer.WriteString("distanceNote"u8, EnglishText.DistanceNote);
        writer.WriteNumber("eligibleCourses"u8, eligible.CourseCount);
        WriteTexts(writer, "commonReasons"u8, value.CommonReasons);
        WriteRecommendations(writer, value);
        WriteTexts(writer, "advice"u8, value.Ranking.Advice);
        WriteValue(
            writer,
            "notEligible"u8,
            RefusalSentences.NotEligible(eligible),
            RecommendationJson.Default.IReadOnlyListIneligibleCourse
        );
        WriteValue(writer, "funding"u8, FundingRules.For(profile, catalogue.About), RecommendationJson.Default.Funding);
        WriteValue(writer, "onlineIntroduction"u8, OnlineIntroduction.Of(catalogue.About), RecommendationJson.Default.OnlineIntroduction);
        writer.WriteEndObject();
    }

    private static void WriteRecommendations(Utf8JsonWriter writer, Answer answer)
    {
        var cohorts = CohortJson.OfAll(answer.Eligible.Catalogue);
        var (courses, words) = (answer.Ranking.Courses, answer.Ranking.Words);
        writer.WriteStartArray("recommendations"u8);
        for (var i = 0; i < courses.Length; i++)
        {
            writer.WriteStartObject();
            WriteNumbers(writer, i + 1, courses[i], answer.Ranking.Explanations[i], answer.Eligible, cohorts);
            WriteTexts(writer, "reasons"u8, words[i].FirstReasons);
            WriteTexts(writer, "cautions"u8, words[i].Cautions);
            WriteOthers(writer, courses[i].Cohorts[1..], answer.Eligible, cohorts);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteNumbers(
        Utf8JsonWriter writer,
        int rank,
        RankedCourse course,
        Explanation? explanation,
        EligibleCohorts eligible,
        IReadOnlyList<CohortJson> cohorts
    )
    {
        var best = eligible[course.Best];
        var json = cohorts[eligible.CohortOf(course.Best).Value];
        var longest = LongestNumbers + json.Course.Length + json.Length.Length + LongestContribution * Factors.Length;
        var pooled = ArrayPool<byte>.Shared.Rent(longest);
        var text = new JsonBuffer(pooled);
        text.Put(rank);
        text.Put(","u8);
        text.Put(json.Course);
        text.Put(",\"distanceMiles\":"u8);
        text.Put(EnglishText.OneDecimal(best.DistanceMiles));
        text.Put(",\"sessionsYouCanAttend\":"u8);
        text.Put(best.AttendableSessions);
        text.Put(","u8);
        text.Put(json.Length);
        text.Put(",\"score\":"u8);
        text.Put(course.Score);
        text.Put(",\"choiceProbability\":"u8);
        text.Put(course.ChoiceProbability);
        text.Put(",\"baseScore\":"u8);
        text.Put(explanation?.BaseScore);
        text.Put(",\"contributions\":"u8);
        Put(ref text, explanation);
        writer.WritePropertyName("rank"u8);
        writer.WriteRawValue(text.Written, skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(pooled);
    }

    private static void Put(ref JsonBuffer text, Explanation? explanation)
    {
        if (explanation is null)
        {
            text.Put("null"u8);
            return;
        }
        text.Put("["u8);
        var isFirst = true;
        foreach (var contribution in explanation.Contributions())
        {
            if (!isFirst)
                text.Put(","u8);
            isFirst = false;
            text.Put(Factors[(int)contribution.Factor]);
            text.Put(contribution.Value);
            text.Put("}"u8);
        }
        text.Put("]"u8);
    }

    private static void WriteOthers(
        Utf8JsonWriter writer,
        ReadOnlySpan<CandidateIndex> others,
        EligibleCohorts eligible,
        IReadOnlyList<CohortJson> cohorts
    )
    {
        var longest = 2;
        foreach (var other in others)
            longest += cohorts[eligible.CohortOf(other).Value].Other.Length + LongestOther;
        var pooled = ArrayPool<byte>.Shared.Rent(longest);
        var text = new JsonBuffer(pooled);
        text.Put("["u8);
        for (var i = 0; i < others.Length; i++)
        {
            var candidate = eligible[others[i]];
            text.Put(i == 0 ? "{"u8 : ",{"u8);
            text.Put(cohorts[eligible.CohortOf(others[i]).Value].Other);
            text.Put(",\"distanceMiles\":"u8);
            text.Put(EnglishText.OneDecimal(candidate.DistanceMiles));
            text.Put(",\"placesLeft\":"u8);
            text.Put(candidate.Cohort.PlacesLeft);
            text.Put("}"u8);
        }
        text.Put("]"u8);
        writer.WritePropertyName("otherCohorts"u8);
        writer.WriteRawValue(text.Written, skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(pooled);
    }

    private static void WriteTexts(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        for (var i = 0; i < texts.Count; i++)
            writer.WriteStringValue(texts[i]);
        writer.WriteEndArray();
    }

    private static void WriteValue<T>(Utf8JsonWriter writer, ReadOnlySpan<byte> name, T value, JsonTypeInfo<T> type)
    {
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, type);
    }
}
