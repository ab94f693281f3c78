using System.Globalization;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Matcher.Data.Catalogues;
using Matcher.Data.Domain;

namespace Matcher.Api.Catalogues;

/// <summary>A cohort's sessions as a calendar (iCalendar, RFC 5545), which a Careers Leader adds to their own.</summary>
internal static class CohortCalendar
{
    // A sequence is a 32-bit number; from here it lasts until 2088.
    private static readonly DateTimeOffset SequenceZero = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes it in UTF-8: an event for each session and each day on which an assignment is due.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="day">The day it is asked for, and the catalogue it is of: the same for the same catalogue, so that caches hold.</param>
    public static byte[] Write(Cohort cohort, CatalogueDay day)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//Matcher//Careers Leader training//EN", Method = "PUBLISH" };
        calendar.AddTimeZone(EnglandTimeZone.Create());
        calendar.AddProperty("X-WR-CALNAME", cohort.Course.Title);
        var taken = new HashSet<string>();
        foreach (var (number, session) in cohort.Sessions.Index())
        {
            var online = session.Type == SessionType.Online;
            calendar.Events.Add(
                Stamped(
                    day,
                    new CalendarEvent
                    {
                        Uid = SessionId(cohort, session, taken),
                        Start = At(session.Date, session.From),
                        End = At(session.Date, session.To),
                        Summary = $"{cohort.Course.Title}: session {number + 1} of {cohort.Sessions.Count}",
                        Location = online ? "Online" : cohort.Venue.Name,
                        GeographicLocation = online ? null : new(cohort.Venue.Position.Latitude, cohort.Venue.Position.Longitude),
                        Description = Describe(cohort, day.Catalogue),
                    }
                )
            );
        }
        foreach (var due in cohort.AssignmentsDue)
        {
            calendar.Events.Add(
                Stamped(
                    day,
                    new CalendarEvent
                    {
                        Uid = $"{cohort.Id}-due-{due:yyyyMMdd}@matcher",
                        Start = new CalDateTime(due),
                        Summary = $"{cohort.Course.Title}: assignment due",
                        Description = Describe(cohort, day.Catalogue),
                        Transparency = TransparencyType.Transparent,
                    }
                )
            );
        }
        return CalendarLines.Fold(new CalendarSerializer().SerializeToString(calendar)!);
    }

    // By when it is and not by its number, which changes when another session goes. Two may begin at once.
    private static string SessionId(Cohort cohort, Session session, HashSet<string> taken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{cohort.Id}-{session.Date:yyyyMMdd}-{session.From:HHmm}");
        var id = name;
        for (var another = 2; !taken.Add(id); another++)
            id = $"{name}-{another}";
        return $"{id}@matcher";
    }

    // Calendar programs keep what they have unless the file's event is newer.
    private static CalendarEvent Stamped(CatalogueDay day, CalendarEvent item)
    {
        var since = new CalDateTime(day.ServedSince.UtcDateTime, "UTC");
        (item.DtStamp, item.LastModified, item.Sequence) = (since, since, (int)(day.ServedSince - SequenceZero).TotalSeconds);
        return item;
    }

    private static CalDateTime At(DateOnly day, TimeOnly time) => new(day.ToDateTime(time), EnglandTimeZone.Name);

    private static string Describe(Cohort cohort, Catalogue catalogue) =>
        cohort.Course.Provider.Name + (catalogue.About.Illustrative ? ". Illustrative: this course is made up." : "");
}
