using System.Buffers;
using Matcher.Api.Http;
using Matcher.Data.Catalogues;
using Matcher.Data.Text;

namespace Matcher.Api.Catalogues;

/// <summary>Everything that is served, for callers who keep a copy.</summary>
/// <param name="Version">Which catalogue it is.</param>
/// <param name="Today">The day that it is for, in England.</param>
/// <param name="Illustrative">True when its providers, courses and cohorts are made up.</param>
/// <param name="Courses">Every course with every cohort, by id; those that have begun as well.</param>
internal sealed record WholeCatalogue(string Version, DateOnly Today, bool Illustrative, IReadOnlyList<CourseView> Courses)
{
    private static readonly Column[] Columns =
    [
        Column.OfCourse("course", (csv, course) => csv.Cell(course.Id)),
        Column.OfCourse("title", (csv, course) => csv.Cell(course.Title)),
        Column.OfCourse("provider", (csv, course) => csv.Cell(course.Provider.Id)),
        Column.OfCourse("providerName", (csv, course) => csv.Cell(course.Provider.Name)),
        Column.OfCourse("providerType", (csv, course) => csv.Word(course.Provider.Type)),
        Column.OfCourse("coverage", (csv, course) => csv.Word(course.Provider.Coverage)),
        Column.OfCourse("accreditation", (csv, course) => csv.Word(course.Accreditation)),
        Column.OfCourse("credits", (csv, course) => csv.Cell(course.Credits)),
        Column.OfCourse("delivery", (csv, course) => csv.Word(course.Delivery)),
        Column.OfCourse("contactHours", (csv, course) => csv.Cell(course.ContactHours)),
        Column.OfCourse("selfStudyHoursPerWeek", (csv, course) => csv.Cell(course.SelfStudyHoursPerWeek)),
        Column.OfCourse("balance", (csv, course) => csv.Word(course.Balance)),
        Column.OfCourse("sectors", (csv, course) => csv.Cell(string.Join(' ', course.Sectors.Select(EnumNames.Of)))),
        Column.OfCourse("benchmarks", (csv, course) => csv.Cell(string.Join(' ', course.Benchmarks))),
        Column.OfCourse("catchUp", (csv, course) => csv.Word(course.CatchUp)),
        Column.OfCourse("satisfactionPercent", (csv, course) => csv.Cell(course.SatisfactionPercent)),
        Column.OfCohort("cohort", (csv, cohort) => csv.Cell(cohort.Id)),
        Column.OfCohort("venue", (csv, cohort) => csv.Cell(cohort.Venue.Name)),
        Column.OfCohort("region", (csv, cohort) => csv.Cell(cohort.Venue.Region)),
        Column.OfCohort("latitude", (csv, cohort) => csv.Cell(cohort.Venue.Latitude)),
        Column.OfCohort("longitude", (csv, cohort) => csv.Cell(cohort.Venue.Longitude)),
        Column.OfCohort("startsOn", (csv, cohort) => csv.Cell(cohort.StartsOn)),
        Column.OfCohort("endsOn", (csv, cohort) => csv.Cell(cohort.EndsOn)),
        Column.OfCohort("residential", (csv, cohort) => csv.Cell(TrueOrFalse(cohort.Residential))),
        Column.OfCohort("daysAwayFromSchool", (csv, cohort) => csv.Cell(cohort.DaysAwayFromSchool)),
        Column.OfCohort("places", (csv, cohort) => csv.Cell(cohort.Places)),
        Column.OfCohort("placesLeft", (csv, cohort) => csv.Cell(cohort.PlacesLeft)),
        Column.OfCohort("minimumViable", (csv, cohort) => csv.Cell(cohort.MinimumViable)),
        Column.OfCohort(
            "assignmentsDue",
            (csv, cohort) => csv.Cell(string.Join(' ', cohort.AssignmentsDue.Select(day => $"{day:yyyy-MM-dd}")))
        ),
        Column.OfCohort(
            "sessions",
            (csv, cohort) =>
                csv.Cell(
                    string.Join(
                        "; ",
                        cohort.Sessions.Select(session =>
                            $"{session.Date:yyyy-MM-dd} {session.From:HH:mm}-{session.To:HH:mm} {EnumNames.Of(session.Type)}"
                        )
                    )
                )
        ),
        new("catalogueVersion", (csv, whole, _, _) => csv.Cell(whole.Version)),
        new("illustrative", (csv, whole, _, _) => csv.Cell(TrueOrFalse(whole.Illustrative))),
    ];

    public static WholeCatalogue Of(CatalogueDay day)
    {
        var cohorts = day.Catalogue.Cohorts.ToLookup(cohort => cohort.Course.Id);
        return new(
            day.Catalogue.Version,
            day.Today,
            day.Catalogue.About.Illustrative,
            [.. day.Catalogue.Courses.Select(course => CourseView.Of(course, cohorts[course.Id]))]
        );
    }

    /// <summary>Writes it as CSV: a row for each cohort, and one for each course that has none.</summary>
    public byte[] ToCsv()
    {
        var bytes = new ArrayBufferWriter<byte>();
        var csv = new SafeCsvWriter(bytes);
        csv.Begin();
        foreach (var column in Columns)
            csv.Cell(column.Name);
        csv.EndRow();
        foreach (var course in Courses)
        {
            foreach (var cohort in course.Cohorts.DefaultIfEmpty())
            {
                foreach (var column in Columns)
                    column.Write(csv, this, course, cohort);
                csv.EndRow();
            }
        }
        return bytes.WrittenSpan.ToArray();
    }

    private static string TrueOrFalse(bool value) => value ? "true" : "false";

    /// <summary>A column of the CSV.</summary>
    /// <param name="Name">The text of the heading.</param>
    /// <param name="Write">Writes the cell of a course's cohort, or of a course that has none.</param>
    private sealed record Column(string Name, Action<SafeCsvWriter, WholeCatalogue, CourseView, CohortView?> Write)
    {
        public static Column OfCourse(string name, Action<SafeCsvWriter, CourseView> write) =>
            new(name, (csv, _, course, _) => write(csv, course));

        public static Column OfCohort(string name, Action<SafeCsvWriter, CohortView> write) =>
            new(
                name,
                (csv, _, _, cohort) =>
                {
                    if (cohort is null)
                        csv.Empty();
                    else
                        write(csv, cohort);
                }
            );
    }
}
