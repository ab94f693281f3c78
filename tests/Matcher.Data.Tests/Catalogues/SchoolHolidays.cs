namespace Matcher.Data.Tests.Catalogues;

/// <summary>
/// School holidays as most English local authorities set them: half-terms around the last Monday of October, in mid February and at the
/// spring bank holiday, two weeks at Christmas and Easter (before or after Easter Sunday), and the summer.
/// </summary>
internal static class SchoolHolidays
{
    public static bool Contain(DateOnly day)
    {
        var (year, easter) = (day.Year, EasterSunday(day.Year));
        (DateOnly From, DateOnly To)[] holidays =
        [
            (new(year, 1, 1), new(year, 1, 3)),
            Week(FirstMonday(new(year, 2, 12))),
            (easter.AddDays(-8), easter.AddDays(14)),
            (FirstMonday(new(year, 5, 1)), FirstMonday(new(year, 5, 1))),
            Week(FirstMonday(new(year, 5, 25))),
            (new(year, 7, 22), new(year, 9, 2)),
            Week(FirstMonday(new(year, 10, 25))),
            (new(year, 12, 20), new(year, 12, 31)),
        ];
        return holidays.Any(holiday => holiday.From <= day && day <= holiday.To);
    }

    private static (DateOnly From, DateOnly To) Week(DateOnly monday) => (monday, monday.AddDays(6));

    private static DateOnly FirstMonday(DateOnly from) => from.AddDays(((int)DayOfWeek.Monday - (int)from.DayOfWeek + 7) % 7);

    /// <summary>The Gregorian computus in its anonymous form (Meeus, Astronomical Algorithms, 1991, chapter 8).</summary>
    private static DateOnly EasterSunday(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var (d, e) = (b / 4, b % 4);
        var g = (b - (b + 8) / 25 + 1) / 3;
        var h = (19 * a + b - d - g + 15) % 30;
        var (i, k) = (c / 4, c % 4);
        var l = (32 + 2 * e + 2 * i - h - k) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var month = (h + l - 7 * m + 114) / 31;
        return new(year, month, (h + l - 7 * m + 114) % 31 + 1);
    }
}
