using System.Buffers;
using Matcher.Api.Http;
using Matcher.Data.Domain;
using Matcher.Data.Reading;

namespace Matcher.Api.Courses;

/// <summary>Everything that is served, for whoever keeps a copy.</summary>
/// <param name="Version">Which catalogue it is.</param>
/// <param name="Today">The day for which it stands, in England.</param>
/// <param name="Illustrative">True when its providers, courses and cohorts are made up.</param>
/// <param name="Courses">Every course with every cohort, by id; those that have begun as well.</param>
internal sealed record WholeCatalogue(string Version, DateOnly Today, bool Illustrative, IReadOnlyList<CourseView> Courses)
{
    private static readonly string[] Columns =
    [
        "course", "title", "provider", "providerName", "providerType", "coverage", "accreditation", "credits", "delivery", "contactHours", "selfStudyHoursPerWeek", "balance", "sectors",
        "benchmarks", "catchUp", "satisfactionPercent", "cohort", "venue", "region", "latitude", "longitude", "startsOn", "endsOn", "residential", "daysAwayFromSchool", "places", "placesLeft",
        "minimumViable", "assignmentsDue", "sessions", "catalogueVersion", "illustrative",
    ];

    public static WholeCatalogue Of(CatalogueDay day)
    {
        var cohorts = day.Catalogue.Cohorts.ToLookup(cohort => cohort.Course.Id);
        return new(day.Catalogue.Version, day.Today, day.Catalogue.About.Illustrative, [.. day.Catalogue.Courses.Select(course => CourseView.Of(course, cohorts[course.Id]))]);
    }

    /// <summary>Writes it as CSV: a row for each cohort, and one for each course that has none.</summary>
    public byte[] ToCsv()
    {
        var bytes = new ArrayBufferWriter<byte>();
        var csv = new DefusedCsv(bytes);
        csv.Begin();
        foreach (var column in Columns) csv.Cell(column);
        csv.EndRow();
        foreach (var course in Courses)
        {
            foreach (var cohort in course.Cohorts.DefaultIfEmpty())
            {
                Write(csv, course);
                Write(csv, cohort);
                csv.Cell(Version);
                csv.Cell(Illustrative ? "true" : "false");
                csv.EndRow();
            }
        }
        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(DefusedCsv csv, CourseView course)
    {
        csv.Cell(course.Id);
        csv.Cell(course.Title);
        csv.Cell(course.Provider.Id);
        csv.Cell(course.Provider.Name);
        csv.Word(course.Provider.Type);
        csv.Word(course.Provider.Coverage);
        csv.Word(course.Accreditation);
        csv.Cell(course.Credits);
        csv.Word(course.Delivery);
        csv.Cell(course.ContactHours);
        csv.Cell(course.SelfStudyHoursPerWeek);
        csv.Word(course.Balance);
        csv.Cell(string.Join(' ', course.Sectors.Select(Words.Of)));
        csv.Cell(string.Join(' ', course.Benchmarks));
        csv.Word(course.CatchUp);
        csv.Cell(course.SatisfactionPercent);
    }

    private static void Write(DefusedCsv csv, CohortView? cohort)
    {
        if (cohort is null)
        {
            for (var i = 0; i < 14; i++) csv.Empty();
            return;
        }
        csv.Cell(cohort.Id);
        csv.Cell(cohort.Venue.Name);
        csv.Cell(cohort.Venue.Region);
        csv.Cell(cohort.Venue.Latitude);
        csv.Cell(cohort.Venue.Longitude);
        csv.Cell(cohort.StartsOn);
        csv.Cell(cohort.EndsOn);
        csv.Cell(cohort.Residential ? "true" : "false");
        csv.Cell(cohort.DaysAwayFromSchool);
        csv.Cell(cohort.Places);
        csv.Cell(cohort.PlacesLeft);
        csv.Cell(cohort.MinimumViable);
        csv.Cell(string.Join(' ', cohort.AssignmentsDue.Select(day => $"{day:yyyy-MM-dd}")));
        csv.Cell(string.Join("; ", cohort.Sessions.Select(session => $"{session.Date:yyyy-MM-dd} {session.From:HH:mm}-{session.To:HH:mm} {Words.Of(session.Type)}")));
    }
}
