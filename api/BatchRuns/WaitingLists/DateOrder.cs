using Matcher.Data.Reading;
using Matcher.Data.Text;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>
/// Finds out whether the dates of a column are month first, as in America: 3/18/2026 can only be read that way, and of 4/2/2026 beside it
/// nobody can tell. It takes the whole list to know.
/// </summary>
internal sealed class DateOrder
{
    private const int MostNamed = 3;

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

    private sealed class Evidence
    {
        private readonly List<int> named = [];
        private int monthFirst;
        private int dayFirst;

        public void Look(string cell, int row)
        {
            var isMonthFirst = false;
            foreach (var order in WrittenDate.Orders(cell))
            {
                if (order is false)
                    dayFirst++;
                isMonthFirst |= order is true;
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
    }
}
