using Matcher.Api.BatchRuns.Store;
using Matcher.Data.Places;

namespace Matcher.Api.BatchRuns.Results;

/// <summary>A course that is recommended to a person. What the catalogue says of it is not kept again.</summary>
/// <param name="Cohort">The place in the run's catalogue of the course's best cohort.</param>
/// <param name="DistanceMiles">From home to the venue, to one decimal.</param>
/// <param name="Score">The course's score.</param>
/// <param name="ChoiceProbability">How likely the course is chosen.</param>
/// <param name="Reasons">What speaks for it.</param>
/// <param name="Cautions">What to know before.</param>
internal sealed record CourseResult(
    int Cohort,
    double DistanceMiles,
    double Score,
    double ChoiceProbability,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<string> Cautions
);

/// <summary>What came of ranking for one person.</summary>
/// <param name="Row">Their row.</param>
/// <param name="Reference">The hub's own name for them.</param>
/// <param name="Carried">The cells that were carried through.</param>
/// <param name="PlacedBy">How they were located; null: not known, as an earlier version ranked them.</param>
/// <param name="EligibleCourses">How many courses they can take.</param>
/// <param name="Courses">The best of them, the best first.</param>
/// <param name="NothingFits">Why they can take none, a sentence for each reason; empty when they can.</param>
/// <param name="Advice">When little fits, what would bring more; empty when enough does, or as an earlier version ranked them.</param>
internal sealed record PersonResult(
    int Row,
    string Reference,
    string[] Carried,
    Precision? PlacedBy,
    int EligibleCourses,
    IReadOnlyList<CourseResult> Courses,
    IReadOnlyList<string> NothingFits,
    IReadOnlyList<string> Advice
)
{
    private const byte NotKnown = byte.MaxValue;
    private const int FirstFormWithPlacedBy = 2;
    private const int FirstFormWithAdvice = 3;

    /// <summary>The cells that were carried through, by the names of their columns.</summary>
    public IReadOnlyDictionary<string, string> CarriedBy(IReadOnlyList<string> names)
    {
        // A heading may have cells without a name; those can't be distinguished here.
        var cells = new Dictionary<string, string>(names.Count);
        for (var i = 0; i < names.Count; i++)
            cells[names[i]] = Carried[i];
        return cells;
    }

    /// <summary>Writes it to be packed.</summary>
    public static void Write(BinaryWriter writer, PersonResult person)
    {
        writer.Write7BitEncodedInt(person.Row);
        writer.Write(person.Reference);
        writer.Write(person.Carried);
        writer.Write(person.PlacedBy is { } placedBy ? (byte)placedBy : NotKnown);
        writer.Write7BitEncodedInt(person.EligibleCourses);
        writer.Write7BitEncodedInt(person.Courses.Count);
        foreach (var course in person.Courses)
        {
            writer.Write7BitEncodedInt(course.Cohort);
            writer.Write(course.DistanceMiles);
            writer.Write(course.Score);
            writer.Write(course.ChoiceProbability);
            writer.Write(course.Reasons);
            writer.Write(course.Cautions);
        }
        writer.Write(person.NothingFits);
        writer.Write(person.Advice);
    }

    /// <summary>Reads what was written.</summary>
    public static PersonResult Read(BlobReader reader)
    {
        var (row, reference, carried) = (reader.Read7BitEncodedInt(), reader.ReadString(), reader.ReadTexts());
        var placedBy = reader.Form < FirstFormWithPlacedBy ? NotKnown : reader.ReadByte();
        var eligible = reader.Read7BitEncodedInt();
        var courses = new CourseResult[reader.Read7BitEncodedInt()];
        for (var i = 0; i < courses.Length; i++)
        {
            courses[i] = new(
                reader.Read7BitEncodedInt(),
                reader.ReadDouble(),
                reader.ReadDouble(),
                reader.ReadDouble(),
                reader.ReadTexts(),
                reader.ReadTexts()
            );
        }

        return new(
            row,
            reference,
            carried,
            placedBy == NotKnown ? null : (Precision)placedBy,
            eligible,
            courses,
            reader.ReadTexts(),
            reader.Form < FirstFormWithAdvice ? [] : reader.ReadTexts()
        );
    }
}
