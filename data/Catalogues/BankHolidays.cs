namespace Matcher.Data.Catalogues;

/// <summary>
/// The bank holidays of England by rule (Banking and Financial Dealings Act 1971, and what has been proclaimed every year since 1978), with
/// Christmas Day and Good Friday. It does not know days that a proclamation adds or moves, such as 8 May 2023. Compare
/// https://www.gov.uk/bank-holidays.
/// </summary>
internal static class BankHolidays
{
    /// <summary>What a day is; null when it is not a bank holiday.</summary>
    public static string? NameOf(DateOnly day)
    {
        var easter = EasterSunday(day.Year);
        return (day.Month, day.Day) switch
        {
            (1, 1) => "New Year's Day",
            (1, 2 or 3) when day.DayOfWeek is DayOfWeek.Monday => "New Year's Day, substitute day",
            (5, <= 7) when day.DayOfWeek is DayOfWeek.Monday => "the early May bank holiday",
            (5, >= 25) when day.DayOfWeek is DayOfWeek.Monday => "the spring bank holiday",
            (8, >= 25) when day.DayOfWeek is DayOfWeek.Monday => "the summer bank holiday",
            (12, 25) => "Christmas Day",
            (12, 26) => "Boxing Day",
            // Christmas Day on a weekend moves both.
            (12, 27) when day.DayOfWeek is DayOfWeek.Monday or DayOfWeek.Tuesday => "Christmas Day, substitute day",
            (12, 28) when day.DayOfWeek is DayOfWeek.Monday or DayOfWeek.Tuesday => "Boxing Day, substitute day",
            _ when day == easter.AddDays(-2) => "Good Friday",
            _ when day == easter.AddDays(1) => "Easter Monday",
            _ => null,
        };
    }

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
