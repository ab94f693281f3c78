using System.Buffers;
using Matcher.Api.BatchRuns.Allocation;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Api.Http;
using Matcher.Data.Domain;

namespace Matcher.Api.BatchRuns.Results;

/// <summary>What becomes of a cohort, as it is written out.</summary>
internal sealed record CohortLine(
    string CohortId,
    string CourseId,
    string Title,
    string Provider,
    string Venue,
    DateOnly StartsOn,
    int PlacesLeft,
    int Needed,
    int Placed,
    bool Opens,
    int MoreToOpen
);

/// <summary>Writes what becomes of the cohorts as CSV or NDJSON.</summary>
internal static class CohortRows
{
    private static readonly string[] Columns =
    [
        "cohortId",
        "courseId",
        "title",
        "provider",
        "venue",
        "startsOn",
        "placesLeft",
        "needed",
        "placed",
        "opens",
        "moreToOpen",
    ];

    /// <summary>Writes what becomes of every cohort that has not begun: nobody can open the others any more.</summary>
    public static void Write(AllocationReport report, Catalogue catalogue, DateOnly today, ListFormat format, IBufferWriter<byte> to)
    {
        var lines = report
            .Cohorts.Zip(catalogue.Cohorts)
            .Where(each => each.Second.StartsOn >= today)
            .Select(each => Line(each.First, each.Second));
        if (format == ListFormat.Ndjson)
        {
            foreach (var line in lines)
                ResultJson.WriteLine(to, line, ResultJson.Default.CohortLine);
            return;
        }

        var csv = new SafeCsvWriter(to);
        csv.Begin();
        foreach (var column in Columns)
            csv.Cell(column);
        csv.EndRow();
        foreach (var line in lines)
        {
            foreach (var text in (ReadOnlySpan<string>)[line.CohortId, line.CourseId, line.Title, line.Provider, line.Venue])
                csv.Cell(text);
            csv.Cell(line.StartsOn);
            foreach (var number in (ReadOnlySpan<int>)[line.PlacesLeft, line.Needed, line.Placed])
                csv.Cell(number);
            csv.Cell(line.Opens ? "yes" : "no");
            csv.Cell(line.MoreToOpen);
            csv.EndRow();
        }
    }

    private static CohortLine Line(PlacedCohort placed, Cohort cohort) =>
        new(
            cohort.Id,
            cohort.Course.Id,
            cohort.Course.Title,
            cohort.Course.Provider.Name,
            cohort.Venue.Name,
            cohort.StartsOn,
            placed.Capacity,
            placed.Needed,
            placed.Placed,
            placed.Opens,
            placed.MoreToOpen
        );
}
