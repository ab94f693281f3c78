using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace Matcher.Api.Catalogues;

/// <summary>
/// England's time zone in a calendar. Written out here because the library's own conversion looks at the machine's clock, and leaves out
/// rules that begin more than a year from now.
/// </summary>
internal static class EnglandTimeZone
{
    /// <summary>Its name in the time zone database.</summary>
    public const string Name = "Europe/London";

    private static readonly UtcOffset Winter = new(TimeSpan.Zero);
    private static readonly UtcOffset Summer = new(TimeSpan.FromHours(1));

    /// <summary>
    /// Makes it. The rules hold since 1996 (Summer Time Order 2002, and the European directives before it): the last Sundays of March and
    /// October, at 1:00 UTC.
    /// </summary>
    public static VTimeZone Create()
    {
        var zone = new VTimeZone(Name);
        zone.AddChild(Rule("DAYLIGHT", "BST", new(1996, 3, 31, 1, 0, 0), Winter, Summer));
        zone.AddChild(Rule("STANDARD", "GMT", new(1996, 10, 27, 2, 0, 0), Summer, Winter));
        return zone;
    }

    private static VTimeZoneInfo Rule(string kind, string name, CalDateTime first, UtcOffset from, UtcOffset to) =>
        new(kind)
        {
            TimeZoneName = name,
            Start = first,
            OffsetFrom = from,
            OffsetTo = to,
            RecurrenceRule = new(FrequencyType.Yearly) { ByMonth = [first.Month], ByDay = [new WeekDay(DayOfWeek.Sunday, -1)] },
        };
}
