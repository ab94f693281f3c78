using Matcher.Data.Csv;
using Matcher.Data.Domain;

namespace Matcher.Data.Catalogues;

/// <summary>What in a catalogue's files is probably a mistake. The catalogue can be served all the same.</summary>
public sealed class CatalogueWarnings
{
    /// <summary>Sessions of a cohort that are further apart are probably mistyped: even over the summer there are fewer days.</summary>
    private const int MostDaysBetweenSessions = 182;

    private readonly List<Warning> warnings = [];

    /// <summary>Those that hold at a time, file by file.</summary>
    /// <param name="now">The date and time, in England: a cohort may begin after its files were read.</param>
    public IReadOnlyList<Fault> At(DateTime now) => [.. warnings.Where(warning => !(warning.From > now)).Select(warning => warning.Fault)];

    /// <summary>Adds a warning for each row of a file that no row of another file refers to.</summary>
    /// <param name="rows">The rows; each has an id.</param>
    /// <param name="others">The rows of the other file.</param>
    /// <param name="column">The column of the other file that refers to an id.</param>
    /// <param name="advice">What is wrong and what to do.</param>
    internal void CheckReferences(IEnumerable<CsvRow> rows, IEnumerable<CsvRow> others, string column, string advice)
    {
        var known = others.Select(other => other.Cell(column)).ToHashSet(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => !row.HasFault("id") && !known.Contains(row.Cell("id"))))
            Add(row.Describe("id", advice));
    }

    /// <summary>Adds a warning, from the day it begins on, for each cohort with places that nobody can take any more.</summary>
    /// <param name="rows">The rows of the cohorts.</param>
    /// <param name="cohorts">Those of them that are without fault.</param>
    internal void CheckBegun(IEnumerable<CsvRow> rows, Definitions<Cohort> cohorts)
    {
        foreach (var row in rows)
        {
            if (row.IsFaulty || !cohorts.TryFind(row.Cell("id"), out var cohort) || cohort is not { PlacesLeft: > 0 })
                continue;
            Add(
                row.Describe(
                    "placesLeft",
                    $"The cohort began on {cohort.StartsOn:yyyy-MM-dd}, so nobody can take these places. Write 0, or correct the dates of its sessions in {CatalogueFolder.SessionsFile}."
                ),
                cohort.StartsOn.ToDateTime(cohort.Sessions[0].From)
            );
        }
    }

    /// <summary>Adds a warning for each session on a bank holiday, and for each that is far from the others of its cohort.</summary>
    internal void CheckSessions(IEnumerable<List<SessionRow>> sessions)
    {
        var found = new List<Fault>();
        foreach (var cohort in sessions)
        {
            var readable = cohort.Where(session => !session.Row.IsFaulty).OrderBy(session => session.Session.Date).ToList();
            found.AddRange(OnBankHolidays(readable));
            // A row that can't be read may be the one between.
            if (readable.Count == cohort.Count)
                found.AddRange(FarFromOthers(readable));
        }
        foreach (var fault in found.OrderBy(fault => fault.Row))
            Add(fault);
    }

    private static IEnumerable<Fault> OnBankHolidays(List<SessionRow> sessions) =>
        sessions
            .Select(session => (session.Row, Holiday: BankHolidays.NameOf(session.Session.Date)))
            .Where(session => session.Holiday is not null)
            .Select(session =>
                session.Row.Describe(
                    "date",
                    $"This is a bank holiday in England: {session.Holiday}. Correct the date, or leave it if the cohort does meet then."
                )
            );

    // Of the two sessions beside a gap, the one on the side with fewer sessions is more likely mistyped.
    private static IEnumerable<Fault> FarFromOthers(List<SessionRow> sessions)
    {
        for (var i = 1; i < sessions.Count; i++)
        {
            var days = sessions[i].Session.Date.DayNumber - sessions[i - 1].Session.Date.DayNumber;
            if (days <= MostDaysBetweenSessions)
                continue;
            var (row, where) = i * 2 < sessions.Count ? (sessions[i - 1].Row, "before the next one") : (sessions[i].Row, "after the one before");
            yield return row.Describe(
                "date",
                $"This session of the cohort is {days} days {where}. Correct the year or the month, or leave it if it is right."
            );
        }
    }

    private void Add(Fault fault, DateTime? from = null) => warnings.Add(new(fault, from));

    // Where and what, and from when on it is one; null: from the beginning.
    private sealed record Warning(Fault Fault, DateTime? From);
}
