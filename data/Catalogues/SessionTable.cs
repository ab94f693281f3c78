using Matcher.Data.Csv;
using Matcher.Data.Domain;

namespace Matcher.Data.Catalogues;

/// <summary>A session with the row that it was read from.</summary>
internal sealed record SessionRow(Session Session, CsvRow Row);

/// <summary>The sessions of all cohorts, and the rules for when each kind may take place.</summary>
internal static class SessionTable
{
    public static readonly string[] Columns = ["cohort", "date", "type", "from", "to"];

    public static Dictionary<string, List<SessionRow>> Read(IReadOnlyList<CsvRow> rows)
    {
        var sessions = new Dictionary<string, List<SessionRow>>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var cohort = row.Id("cohort");
            var session = new Session(row.Date("date"), row.Word<SessionType>("type"), row.Time("from"), row.Time("to"));
            CheckTimes(row, session);
            if (!sessions.TryGetValue(cohort, out var list))
                sessions.Add(cohort, list = []);
            if (
                !row.IsFaulty
                && list.Exists(other =>
                    !other.Row.IsFaulty
                    && other.Session.Date == session.Date
                    && other.Session.From < session.To
                    && session.From < other.Session.To
                )
            )
            {
                row.AddError("from", "The cohort has another session at this time. Correct or remove one of them.");
            }

            list.Add(new(session, row));
        }
        foreach (var list in sessions.Values.Where(list => !list.Exists(session => session.Row.IsFaulty)))
            CheckPairs(list);
        return sessions;
    }

    /// <summary>Notes sessions of a cohort that is not there.</summary>
    public static void CheckCohorts(Dictionary<string, List<SessionRow>> sessions, Definitions<Cohort> cohorts)
    {
        foreach (var (cohort, rows) in sessions)
        {
            if (!rows[0].Row.HasFault("cohort") && !cohorts.TryFind(cohort, out _))
            {
                rows[0]
                    .Row.AddError(
                        "cohort",
                        $"{CatalogueFolder.CohortsFile} does not have this cohort. Add it there, or remove its sessions here."
                    );
            }
        }
    }

    private static void CheckTimes(CsvRow row, Session session)
    {
        if (!row.HasFault("from", "to") && session.To <= session.From)
            row.AddError("to", "The session ends before it begins. Correct one of the times.");
        if (row.HasFault("date", "type"))
            return;
        var atWeekend = session.Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        if (session.Type is SessionType.Weekend && !atWeekend)
            row.AddError("date", $"A weekend session falls on a {session.Date.DayOfWeek}. Correct the date or the type.");
        if (session.Type is SessionType.WeekdayFullDay or SessionType.WeekdayHalfDay or SessionType.Twilight && atWeekend)
            row.AddError("date", $"A session on a school day falls on a {session.Date.DayOfWeek}. Correct the date or the type.");
    }

    private static void CheckPairs(List<SessionRow> sessions)
    {
        var days = sessions.Where(session => session.Session.Type is SessionType.TwoDaysBackToBack).ToList();
        foreach (var (session, row) in days)
        {
            if (!days.Exists(other => Math.Abs(other.Session.Date.DayNumber - session.Date.DayNumber) == 1))
            {
                row.AddError(
                    "date",
                    "Two days back to back: no other such session falls on the day before or after. Add it, or correct the type."
                );
            }
        }
    }
}
