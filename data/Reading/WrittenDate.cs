using System.Globalization;
using System.Text.RegularExpressions;

namespace Matcher.Data.Reading;

/// <summary>Days, as people and form tools write them in Britain: 2027-01-31, 31/01/2027, 31 January 2027 or 31-Jan-2027.</summary>
public static partial class WrittenDate
{
    private const string Plain = "yyyy-MM-dd";
    private const int Months = 12;
    private static readonly string[] Certain = [Plain, "d MMMM yyyy", "d MMM yyyy", "d-MMM-yyyy"];
    private static readonly string[] DayFirst = [.. Certain, "d/M/yyyy"];

    /// <summary>Reads a day; null when it is not certain which it is.</summary>
    /// <param name="text">What is written, without space around it.</param>
    /// <param name="isMonthFirst">Whether dates with slashes beside it are month first: then no date with slashes is read.</param>
    public static DateOnly? Of(ReadOnlySpan<char> text, bool isMonthFirst = false) =>
        DateOnly.TryParseExact(text, isMonthFirst ? Certain : DayFirst, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    /// <summary>Whether a text is a date of one of the forms, or one with slashes that no calendar has.</summary>
    public static bool IsDate(string text) => Of(text) is not null || Slashed().Match(text) is { Success: true, Index: 0 };

    /// <summary>A date without the time that a form tool writes behind it.</summary>
    public static string WithoutTime(string text) => WithTime().Match(text) is { Success: true } match ? match.Groups["date"].Value : text;

    /// <summary>Of each date with slashes in a text whether it can only be month first (true), only day first (false), or either.</summary>
    public static IEnumerable<bool?> Orders(string text)
    {
        foreach (Match date in Slashed().Matches(text))
        {
            var (first, second) = (Number(date.Groups[1]), Number(date.Groups[2]));
            yield return first > Months && second <= Months ? false
            : first <= Months && second > Months ? true
            : null;
        }
    }

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<date>[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})(?:,?\s+|T)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,7})?)?(?:\s*(?:am|pm|Z|UTC|GMT|BST|[+-][0-9]{2}:?[0-9]{2}))?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex WithTime();

    [GeneratedRegex(@"\b([0-9]{1,2})/([0-9]{1,2})/[0-9]{4}\b")]
    private static partial Regex Slashed();
}
