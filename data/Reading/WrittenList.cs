namespace Matcher.Data.Reading;

/// <summary>Several values in one cell, with commas, semicolons, | or spaces between them.</summary>
public static class WrittenList
{
    private static readonly char[] Marks = [',', ';', '|'];
    private static readonly char[] Separators = [' ', .. Marks];

    /// <summary>Splits a cell whose values have no spaces in them.</summary>
    public static string[] Split(string cell) => Split(cell, Separators);

    /// <summary>
    /// Splits a cell whose values may have spaces in them, as "weekday full day, online": where they have, other marks are between them, or
    /// there is only one, known or not.
    /// </summary>
    /// <param name="cell">What is written.</param>
    /// <param name="isValue">Whether a text is a value.</param>
    public static string[] Split(string cell, Func<string, bool> isValue) =>
        cell.IndexOfAny(Marks) >= 0 || isValue(cell) || !Array.Exists(cell.Split(' '), part => isValue(part))
            ? Split(cell, Marks)
            : Split(cell);

    private static string[] Split(string cell, char[] separators) =>
        cell.Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
