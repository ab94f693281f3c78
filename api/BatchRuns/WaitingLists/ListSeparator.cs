using Matcher.Data.Csv;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>Finds out what separates the cells of a list.</summary>
internal static class ListSeparator
{
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <summary>
    /// The separator by which the heading has the most columns that mean something; of several, the one by which it has most columns.
    /// </summary>
    /// <param name="beginning">The beginning of the list, perhaps cut off anywhere.</param>
    public static char Of(string beginning) =>
        Separators.MaxBy(separator =>
        {
            var heading = Heading(beginning, separator);
            return (new HeadingMeaning(heading).Known, heading.Length);
        });

    /// <summary>Whether a row comes before the heading: it is blank, or tells Excel what the separator is ("sep=;").</summary>
    public static bool IsBeforeHeading(string[] cells) => Array.TrueForAll(cells, string.IsNullOrWhiteSpace) || IsForExcel(cells);

    /// <summary>Whether a row only tells Excel what the separator is; a spreadsheet does not count it.</summary>
    public static bool IsForExcel(string[] cells) =>
        cells[0].Trim() is ['s' or 'S', 'e' or 'E', 'p' or 'P', '=', ..] and { Length: <= 5 }
        && cells.Skip(1).All(string.IsNullOrWhiteSpace);

    private static string[] Heading(string beginning, char separator)
    {
        using var records = new CsvRecords(new StringReader(beginning), separator);
        while (records.Read())
        {
            if (!IsBeforeHeading(records.Cells))
                return records.Cells;
        }

        return [];
    }
}
