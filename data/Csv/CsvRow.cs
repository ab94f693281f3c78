using System.Globalization;
using System.Text.RegularExpressions;
using Matcher.Data.Reading;
using Matcher.Data.Text;

namespace Matcher.Data.Csv;

/// <summary>
/// One row of a <see cref="CsvTable"/>. A cell that can't be read is noted as a fault and answered with a substitute, so that one pass
/// finds all faults.
/// </summary>
public sealed partial class CsvRow(
    string file,
    int row,
    IReadOnlyDictionary<string, int> indexes,
    string[] cells,
    ICollection<Fault> faults
)
{
    private const int LongestText = 200;

    private static readonly DateOnly FirstDay = new(2000, 1, 1);
    private static readonly DateOnly LastDay = new(2099, 12, 31);

    private readonly HashSet<string> faultyColumns = new(StringComparer.Ordinal);

    /// <summary>The cells as they are, by column; what the catalogue's version is made from.</summary>
    public IEnumerable<KeyValuePair<string, string>> Cells => indexes.Select(index => KeyValuePair.Create(index.Key, cells[index.Value]));

    /// <summary>The line of the file, from 1, the heading's.</summary>
    public int Line => row;

    /// <summary>
    /// Whether the row has the wrong number of cells, or one that can't be read, so that a cell may be under another's heading. The fault
    /// was noted.
    /// </summary>
    public bool IsBroken { get; init; }

    /// <summary>Whether a fault was noted in this row.</summary>
    public bool IsFaulty => IsBroken || faultyColumns.Count > 0;

    /// <summary>Whether a fault was noted in one of some columns, so that what follows from it need not be noted too.</summary>
    public bool HasFault(params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            if (faultyColumns.Contains(column))
                return true;
        }

        return false;
    }

    /// <summary>Whether a column has anything in it.</summary>
    public bool Has(string column) => Cell(column).Length > 0;

    /// <summary>
    /// Notes a fault in a column of this row; a column that is missing altogether was complained of once, in the heading.
    /// </summary>
    public void AddError(string column, string advice) => AddError(column, advice, hidesRows: false);

    /// <summary>Says something of a column of this row, without noting it.</summary>
    internal Fault Describe(string column, string advice) => new(file, row, column, Cell(column), advice);

    /// <summary>A text of 1 to 200 characters.</summary>
    public string Text(string column)
    {
        var cell = Cell(column);
        if (string.IsNullOrWhiteSpace(cell))
            AddError(column, "This cell is empty. Fill it in.");
        if (cell.Length > LongestText)
            AddError(column, $"Longer than {LongestText} characters. Shorten it.");
        return cell;
    }

    /// <summary>An id: lower-case letters, digits and hyphens.</summary>
    public string Id(string column)
    {
        var cell = Cell(column);
        if (!IdForm().IsMatch(cell))
            AddError(column, "An id is 1 to 60 lower-case letters, digits and hyphens, and starts with a letter or digit.");
        return cell;
    }

    /// <summary>Ids with spaces between them, perhaps none.</summary>
    public IReadOnlyList<string> Ids(string column)
    {
        var ids = Parts(column);
        if (!Array.TrueForAll(ids, id => IdForm().IsMatch(id)))
            AddError(column, "Write ids with spaces between them: lower-case letters, digits and hyphens, at most 60 each.");
        return ids;
    }

    /// <summary>An id that another file defines; null when it doesn't, with a fault, or when what it defines can't be read.</summary>
    internal T? Reference<T>(string column, Definitions<T> known, string definedIn)
        where T : class
    {
        if (!known.TryFind(Cell(column), out var item))
            AddError(column, $"{definedIn} does not have this id. Add it there, or correct it here.");
        return item;
    }

    /// <summary>A whole number in a range.</summary>
    public int WholeNumber(string column, int least, int most)
    {
        if (
            int.TryParse(Cell(column), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
        {
            return number;
        }

        AddError(column, $"Write a whole number from {least} to {most}.");
        return least;
    }

    /// <summary>A number in a range.</summary>
    public double Number(string column, double least, double most)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (double.TryParse(Cell(column), style, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        AddError(column, string.Create(CultureInfo.InvariantCulture, $"Write a number from {least} to {most}."));
        return least;
    }

    /// <summary>true or false, in one of the forms of <see cref="WrittenFlag"/>.</summary>
    public bool Flag(string column)
    {
        if (WrittenFlag.Of(PlainText.Of(Cell(column))) is { } flag)
            return flag;
        AddError(column, "Write true or false, or yes or no.");
        return false;
    }

    /// <summary>A day, in one of the forms of <see cref="WrittenDate"/>.</summary>
    public DateOnly Date(string column) => Date(column, PlainText.Of(Cell(column)));

    /// <summary>Days, perhaps none, in order.</summary>
    public IReadOnlyList<DateOnly> Dates(string column) =>
        [.. Parts(column, part => WrittenDate.Of(part) is not null).Select(part => Date(column, part)).Distinct().Order()];

    /// <summary>A time of day, as in 09:30 or 9:30.</summary>
    public TimeOnly Time(string column)
    {
        if (TimeOnly.TryParseExact(Cell(column), "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return time;
        AddError(column, "Write a time as hours and minutes, such as 09:30.");
        return default;
    }

    /// <summary>One of an enum's words, in one of the forms of <see cref="WrittenWord"/>.</summary>
    public T Word<T>(string column)
        where T : struct, Enum => Word<T>(column, Cell(column));

    /// <summary>Some of an enum's words, perhaps none.</summary>
    public IReadOnlyList<T> WordList<T>(string column)
        where T : struct, Enum =>
        [.. Parts(column, part => WrittenWord.TryParse<T>(part, out _)).Select(part => Word<T>(column, part)).Distinct().Order()];

    /// <summary>Whole numbers in a range with spaces between them, perhaps none, in order.</summary>
    public IReadOnlyList<int> WholeNumbers(string column, int least, int most)
    {
        var numbers = new SortedSet<int>();
        foreach (var part in Parts(column))
        {
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                numbers.Add(number);
            else
                AddError(column, $"Write whole numbers from {least} to {most} with spaces between them.");
        }
        return [.. numbers];
    }

    /// <summary>The text in a column; empty when the column is missing.</summary>
    public string Cell(string column) => indexes.TryGetValue(column, out var index) ? cells[index] : "";

    private void AddError(string column, string advice, bool hidesRows)
    {
        faultyColumns.Add(column);
        if (indexes.ContainsKey(column))
            faults.Add(Describe(column, advice) with { HidesRows = hidesRows });
    }

    // The values of a cell that holds several; those that may have spaces in them are known by what they are.
    private string[] Parts(string column, Func<string, bool>? isValue = null) =>
        isValue is null ? WrittenList.Split(PlainText.Of(Cell(column))) : WrittenList.Split(PlainText.Of(Cell(column)), isValue);

    private DateOnly Date(string column, string text)
    {
        text = WrittenDate.WithoutTime(text);
        if (WrittenDate.Of(text) is { } date && date >= FirstDay && date <= LastDay)
            return date;
        if (WrittenDate.Orders(text).Contains(true))
        {
            // What else has slashes in the file was read day first, and may be wrong.
            AddError(
                column,
                "This date can only be read month first, so others with slashes may be meant so too. Write every date in the column as 2027-01-31, or all of them day first as 31/01/2027.",
                hidesRows: true
            );
        }
        else
        {
            AddError(column, "Write a date from 2000 to 2099 as year, month and day, such as 2027-01-31.");
        }

        return FirstDay;
    }

    private T Word<T>(string column, string text)
        where T : struct, Enum
    {
        if (WrittenWord.TryParse<T>(text, out var value))
            return value;
        var nearest = WrittenWord.Nearest<T>(text) is { } near ? $" Perhaps {near} is meant." : "";
        AddError(column, $"Write one of {string.Join(", ", EnumNames.All<T>())}.{nearest}");
        return default;
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,59}\z")]
    private static partial Regex IdForm();
}
