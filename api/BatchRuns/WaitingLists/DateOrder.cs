using System.Globalization;
using System.Text.RegularExpressions;
using Matcher.Data.Text;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>
/// Finds out whether the dates of a column are month first, as in America: 3/18/2026 can only be read that way, and of 4/2/2026 beside it
/// nobody can tell. It takes the whole list to know.
/// </summary>
internal sealed partial class DateOrder
{
    private const int MostNamed = 3;
    private const int Months = 12;

    private readonly Evidence?[] columns;

    /// <summary>Prepares for the columns of a list.</summary>
    public DateOrder(IReadOnlyList<string> columns, HeadingMeaning meaning)
    {
        this.columns = new Evidence?[columns.Count];
        foreach (var (column, place) in meaning.Places)
        {
            if (column.Form is CellForm.Date or CellForm.Ranges)
                this.columns[place] = new();
        }
    }

    /// <summary>Whether a text is a date of one of the forms that lists have.</summary>
    public static bool IsDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        || Slashed().Match(text) is { Success: true, Index: 0 };

    /// <summary>A date without the time that a form tool writes behind it.</summary>
    public static string WithoutTime(string text) => WithTime().Match(text) is { Success: true } match ? match.Groups["date"].Value : text;

    /// <summary>Looks at a row.</summary>
    public void Look(RawRow row)
    {
        for (var i = 0; i < columns.Length && i < row.Cells.Length; i++)
        {
            if (columns[i] is { } evidence && row.Cells[i].Contains('/', StringComparison.Ordinal))
                evidence.Look(PlainText.Of(row.Cells[i]), row.Number);
        }
    }

    /// <summary>
    /// For each column the rows that tell that it is month first, as "rows 2, 3 and 6"; empty when none do. Nothing at all when there is no
    /// such column.
    /// </summary>
    public string[] MonthFirst()
    {
        var rows = Array.ConvertAll(columns, evidence => evidence?.MonthFirst() ?? "");
        return Array.TrueForAll(rows, string.IsNullOrEmpty) ? [] : rows;
    }

    [GeneratedRegex(
        @"^(?<date>[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})(?:,?\s+|T)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,7})?)?(?:\s*(?:am|pm|Z|UTC|GMT|BST|[+-][0-9]{2}:?[0-9]{2}))?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex WithTime();

    [GeneratedRegex(@"\b([0-9]{1,2})/([0-9]{1,2})/[0-9]{4}\b")]
    private static partial Regex Slashed();

    private sealed class Evidence
    {
        private readonly List<int> named = [];
        private int monthFirst;
        private int dayFirst;

        public void Look(string cell, int row)
        {
            var isMonthFirst = false;
            foreach (Match date in Slashed().Matches(cell))
            {
                var (first, second) = (Number(date.Groups[1]), Number(date.Groups[2]));
                if (first > Months && second <= Months)
                    dayFirst++;
                isMonthFirst |= first <= Months && second > Months;
            }
            if (!isMonthFirst)
                return;
            monthFirst++;
            if (named.Count < MostNamed)
                named.Add(row);
        }

        // One slip among British dates is a slip.
        public string MonthFirst()
        {
            if (monthFirst == 0 || monthFirst < dayFirst)
                return "";
            if (monthFirst == 1)
                return $"row {named[0]}";
            return monthFirst > named.Count
                ? $"rows {string.Join(", ", named)} and {monthFirst - named.Count} more"
                : $"rows {string.Join(", ", named[..^1])} and {named[^1]}";
        }

        private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);
    }
}
