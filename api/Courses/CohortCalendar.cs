using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Matcher.Data.Domain;
using Matcher.Data.Reading;

namespace Matcher.Api.Courses;

/// <summary>A cohort's sessions as a calendar (iCalendar, RFC 5545), which a Careers Leader adds to their own.</summary>
internal static class CohortCalendar
{
    private const string England = "Europe/London";

    /// <summary>Writes it in UTF-8: an event for each session and each day on which an assignment is due.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="day">The day it is asked for, and the catalogue it is of: the same for the same day, so that caches hold.</param>
    public static byte[] Write(Cohort cohort, CatalogueDay day)
    {
        var calendar = new Calendar { ProductId = "-//Matcher//Careers Leader training//EN", Method = "PUBLISH" };
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(England, cohort.StartsOn.ToDateTime(TimeOnly.MinValue), includeHistoricalData: false));
        calendar.AddProperty("X-WR-CALNAME", cohort.Course.Title);
        var stamp = new CalDateTime(day.Today.ToDateTime(TimeOnly.MinValue), "UTC");
        foreach (var (number, session) in cohort.Sessions.Index())
        {
            var online = session.Type == SessionType.Online;
            calendar.Events.Add(new CalendarEvent
            {
                Uid = $"{cohort.Id}-{number + 1}@matcher",
                DtStamp = stamp,
                Start = At(session.Date, session.From),
                End = At(session.Date, session.To),
                Summary = $"{cohort.Course.Title}: session {number + 1} of {cohort.Sessions.Count}",
                Location = online ? "Online" : cohort.Venue.Name,
                GeographicLocation = online ? null : new(cohort.Venue.Position.Latitude, cohort.Venue.Position.Longitude),
                Description = Describe(cohort, day.Catalogue),
            });
        }
        foreach (var due in cohort.AssignmentsDue)
        {
            calendar.Events.Add(new CalendarEvent
            {
                Uid = $"{cohort.Id}-due-{due:yyyyMMdd}@matcher",
                DtStamp = stamp,
                Start = new CalDateTime(due),
                Summary = $"{cohort.Course.Title}: assignment due",
                Description = Describe(cohort, day.Catalogue),
                Transparency = TransparencyType.Transparent,
            });
        }
        return Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!);
    }

    private static CalDateTime At(DateOnly day, TimeOnly time) => new(day.ToDateTime(time), England);

    private static string Describe(Cohort cohort, Catalogue catalogue) =>
        cohort.Course.Provider.Name + (catalogue.About.Illustrative ? ". Illustrative: this course is made up." : "");
}
