using Matcher.Api.Http;
using Matcher.Data.Domain;

namespace Matcher.Api.BatchRuns.Results;

/// <summary>Writes people's courses as CSV: a row for each course, or one that says why nothing fits.</summary>
internal sealed class CourseRows(Catalogue catalogue, IReadOnlyList<string> carried, SafeCsvWriter csv)
{
    private static readonly string[] PersonColumns = ["placedBy", "eligibleCourses"];

    private static readonly string[] CourseColumns =
    [
        "rank",
        "courseId",
        "title",
        "provider",
        "accreditation",
        "cohortId",
        "venue",
        "startsOn",
        "endsOn",
        "placesLeft",
        "distanceMiles",
        "score",
        "choiceProbability",
        "reasons",
        "cautions",
        "nothingFits",
        "advice",
    ];

    // Between sentences, which hold commas themselves.
    private const string Between = "; ";

    /// <summary>Writes the heading.</summary>
    public void Heading()
    {
        csv.Begin();
        csv.Cell("row");
        csv.Cell("reference");
        foreach (var column in carried)
            csv.Cell(column);
        foreach (var column in (IEnumerable<string>)[.. PersonColumns, .. CourseColumns])
            csv.Cell(column);
        csv.EndRow();
    }

    /// <summary>How many rows a person has.</summary>
    public static int RowsOf(PersonResult person) => Math.Max(1, person.Courses.Count);

    /// <summary>Writes one row of a person.</summary>
    /// <param name="person">The person.</param>
    /// <param name="row">Which of their rows, from 0.</param>
    public void Write(PersonResult person, int row)
    {
        Person(person);
        if (row < person.Courses.Count)
            Course(person.Courses[row], rank: row + 1);
        else
            NoCourse(person);
        csv.Cell(string.Join(' ', person.Advice));
        csv.EndRow();
    }

    private void NoCourse(PersonResult person)
    {
        for (var i = 0; i < CourseColumns.Length - 2; i++)
            csv.Empty();
        csv.Cell(string.Join(' ', person.NothingFits));
    }

    private void Course(CourseResult course, int rank)
    {
        var cohort = catalogue.Cohorts[course.Cohort];
        csv.Cell(rank);
        csv.Cell(cohort.Course.Id);
        csv.Cell(cohort.Course.Title);
        csv.Cell(cohort.Course.Provider.Name);
        csv.Word(cohort.Course.Accreditation);
        csv.Cell(cohort.Id);
        csv.Cell(cohort.Venue.Name);
        csv.Cell(cohort.StartsOn);
        csv.Cell(cohort.EndsOn);
        csv.Cell(cohort.PlacesLeft);
        csv.Cell(course.DistanceMiles, "0.0");
        csv.Cell(course.Score, "0.######");
        csv.Cell(course.ChoiceProbability, "0.######");
        csv.Cell(string.Join(Between, course.Reasons));
        csv.Cell(string.Join(Between, course.Cautions));
        csv.Empty();
    }

    private void Person(PersonResult person)
    {
        csv.Cell(person.Row);
        csv.Cell(person.Reference);
        foreach (var cell in person.Carried)
            csv.Cell(cell);
        if (person.PlacedBy is { } placedBy)
            csv.Word(placedBy);
        else
            csv.Empty();
        csv.Cell(person.EligibleCourses);
    }
}
