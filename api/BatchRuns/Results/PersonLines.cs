using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Data.Domain;
using Matcher.Data.Places;

namespace Matcher.Api.BatchRuns.Results;

/// <summary>A course that is recommended to a person, as NDJSON has it.</summary>
internal sealed record CourseLine(
    int Rank,
    string CourseId,
    string Title,
    string Provider,
    Accreditation Accreditation,
    string CohortId,
    string Venue,
    DateOnly StartsOn,
    DateOnly EndsOn,
    int PlacesLeft,
    double DistanceMiles,
    double Score,
    double ChoiceProbability,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<string> Cautions
);

/// <summary>A person with their courses, as NDJSON has them.</summary>
internal sealed record PersonLine(
    int Row,
    string Reference,
    IReadOnlyDictionary<string, string> Carried,
    Precision? PlacedBy,
    int EligibleCourses,
    IReadOnlyList<CourseLine> Courses,
    IReadOnlyList<string> NothingFits,
    IReadOnlyList<string> Advice
);

/// <summary>Writes people as NDJSON: an object a line.</summary>
internal sealed class PersonLines(Catalogue catalogue, IReadOnlyList<string> carried, IBufferWriter<byte> output) : IDisposable
{
    private readonly Utf8JsonWriter writer = new(
        output,
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }
    );

    /// <summary>Writes a person.</summary>
    public void Write(PersonResult person)
    {
        var courses = new CourseLine[person.Courses.Count];
        for (var i = 0; i < courses.Length; i++)
        {
            var course = person.Courses[i];
            var cohort = catalogue.Cohorts[course.Cohort];
            courses[i] = new(
                i + 1,
                cohort.Course.Id,
                cohort.Course.Title,
                cohort.Course.Provider.Name,
                cohort.Course.Accreditation,
                cohort.Id,
                cohort.Venue.Name,
                cohort.StartsOn,
                cohort.EndsOn,
                cohort.PlacesLeft,
                course.DistanceMiles,
                Math.Round(course.Score, 6),
                Math.Round(course.ChoiceProbability, 6),
                course.Reasons,
                course.Cautions
            );
        }
        var line = new PersonLine(
            person.Row,
            person.Reference,
            person.CarriedBy(carried),
            person.PlacedBy,
            person.EligibleCourses,
            courses,
            person.NothingFits,
            person.Advice
        );
        JsonSerializer.Serialize(writer, line, ResultJson.Default.PersonLine);
        writer.Reset();
        output.Write("\n"u8);
    }

    public void Dispose() => writer.Dispose();
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PersonLine))]
[JsonSerializable(typeof(RowFault))]
[JsonSerializable(typeof(PlacementLine))]
[JsonSerializable(typeof(CohortLine))]
internal sealed partial class ResultJson : JsonSerializerContext
{
    /// <summary>Writes an object as a line.</summary>
    public static void WriteLine<T>(IBufferWriter<byte> to, T item, JsonTypeInfo<T> type)
    {
        to.Write(JsonSerializer.SerializeToUtf8Bytes(item, type));
        to.Write("\n"u8);
    }
}
