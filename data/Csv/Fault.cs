namespace Matcher.Data.Csv;

/// <summary>Something wrong, or probably wrong, in a file that a person maintains.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Row">The line of the file, from 1, the heading's; 0 when the whole file is meant.</param>
/// <param name="Column">The column's name, or empty.</param>
/// <param name="Value">The text that is there, or empty.</param>
/// <param name="Advice">What is wrong and what to do, as a sentence.</param>
public sealed record Fault(string File, int Row, string Column, string Value, string Advice)
{
    private const int LongestValueShown = 60;

    /// <summary>
    /// Whether other rows may be missing, or read wrongly, on account of it: leaving out the row that it names is then not enough.
    /// </summary>
    public bool HidesRows { get; init; }

    /// <summary>One line for a person.</summary>
    public override string ToString()
    {
        var place = (Row, Column) switch
        {
            (0, "") => File,
            (_, "") => $"{File} row {Row}",
            (0, _) => $"{File} column {Column}",
            _ => $"{File} row {Row} column {Column}",
        };
        var value =
            Value.Length <= LongestValueShown
                ? Value
                : Value[..(char.IsHighSurrogate(Value[LongestValueShown - 1]) ? LongestValueShown - 1 : LongestValueShown)] + "…";
        return Value.Length == 0 ? $"{place}: {Advice}" : $"{place}: \"{value}\". {Advice}";
    }
}
