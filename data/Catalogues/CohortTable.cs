using Matcher.Data.Csv;
using Matcher.Data.Domain;

namespace Matcher.Data.Catalogues;

/// <summary>The cohorts, and the rules for how their numbers, their course and their sessions go together.</summary>
internal static class CohortTable
{
    public static readonly string[] Columns =
    [
        "id",
        "course",
        "venue",
        "residential",
        "places",
        "placesLeft",
        "minimumViable",
        "assignmentsDue",
    ];

    /// <summary>The bounds of the scoring contract, so that what is read here can be scored.</summary>
    private const int MostWeeks = 156;
    private const int MostSessions = 200;
    private const int MostDaysToAssignment = 365;

    /// <summary>Reads a row; null when no cohort can be made of it.</summary>
    public static Cohort? Read(
        CsvRow row,
        string id,
        Definitions<Course> courses,
        Definitions<Venue> venues,
        IReadOnlyDictionary<string, List<SessionRow>> sessions
    )
    {
        var course = row.Reference("course", courses, CatalogueFolder.CoursesFile);
        var venue = row.Reference("venue", venues, CatalogueFolder.VenuesFile);
        var residential = row.Flag("residential");
        var places = row.WholeNumber("places", 1, 1_000);
        var placesLeft = row.WholeNumber("placesLeft", 0, 1_000);
        var minimumViable = row.WholeNumber("minimumViable", 1, 1_000);
        var assignmentsDue = row.Dates("assignmentsDue");
        if (!row.HasFault("places", "placesLeft") && placesLeft > places)
            row.AddError("placesLeft", "More places are left than there are. Correct one of them.");
        if (!row.HasFault("places", "minimumViable") && minimumViable > places)
            row.AddError("minimumViable", "It needs more people than it has places. Correct one of them.");
        if (assignmentsDue.Count > 0 && course is { Accreditation: Accreditation.NonAccredited })
            row.AddError("assignmentsDue", "A non-accredited course has no assignments. Remove the dates, or correct the course's level.");
        if (!sessions.TryGetValue(id, out var dated))
        {
            if (sessions.Count > 0 && !row.HasFault("id"))
                row.AddError("id", $"The cohort has no session. Add its sessions to {CatalogueFolder.SessionsFile}.");
            return null;
        }
        // Whether the sessions suit the cohort can be checked once they can be read.
        if (dated.Exists(session => session.Row.IsFaulty))
            return null;
        if (!row.HasFault("residential") && residential && !dated.Exists(session => session.Session.Type == SessionType.TwoDaysBackToBack))
            row.AddError("residential", "A night away needs two days back to back. Add them, or write false.");
        if (dated.Count > MostSessions)
            row.AddError("id", $"The cohort has more than {MostSessions} sessions. Correct {CatalogueFolder.SessionsFile}.");
        if (course is null || venue is null)
            return null;
        var cohort = new Cohort(dated.Select(session => session.Session))
        {
            Id = id,
            Course = course,
            Venue = venue,
            Residential = residential,
            Places = places,
            PlacesLeft = placesLeft,
            MinimumViable = minimumViable,
            AssignmentsDue = assignmentsDue,
        };
        if (cohort.Weeks > MostWeeks)
        {
            row.AddError(
                "id",
                $"The cohort lasts longer than {MostWeeks} weeks. Correct the dates of its sessions in {CatalogueFolder.SessionsFile}."
            );
        }

        if (
            !row.HasFault("assignmentsDue")
            && assignmentsDue.Any(due => due < cohort.StartsOn || due > cohort.EndsOn.AddDays(MostDaysToAssignment))
        )
        {
            row.AddError(
                "assignmentsDue",
                "An assignment is due before the first session, or more than a year after the last. Correct the date."
            );
        }

        return cohort;
    }
}
