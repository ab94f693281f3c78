using System.Globalization;
using Matcher.Scorer.Simulation;
using static System.FormattableString;

namespace Matcher.Scorer.Evaluation;

/// <summary>Tables and figures as the card writes them: the same on every machine.</summary>
internal static class Markdown
{
    private const string NoNumber = "–";

    /// <summary>A table; a sentence where there is nothing to show.</summary>
    /// <param name="words">How many columns, from the left, hold words; the others hold figures and are aligned to the right.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="columns">Each column's heading and its text for a row.</param>
    public static string Table<T>(
        int words,
        IReadOnlyCollection<T> rows,
        params IReadOnlyList<(string Heading, Func<T, string> Text)> columns
    )
    {
        if (rows.Count == 0)
            return "Not measured.";
        return string.Join(
            '\n',
            [
                Line(columns.Select(column => column.Heading)),
                Line(columns.Select((_, i) => i < words ? "---" : "---:")),
                .. rows.Select(row => Line(columns.Select(column => column.Text(row)))),
            ]
        );
    }

    /// <summary>A share of 0 to 1 as a percentage.</summary>
    public static string Percent(double share) => Figure(share, 100, "0.0", "%");

    /// <summary>The same to three places but without zeros at the end: shows one exception in ten thousand.</summary>
    public static string ExactPercent(double share) => Figure(share, 100, "0.###", "%");

    /// <summary>A mean share with the least and the most, as <c>97.9% (97.6–98.1)</c>.</summary>
    public static string Percent(Spread share) => Percent(share.Mean) + Range(share, 100, "0.0");

    /// <summary>A difference of shares in percentage points, signed.</summary>
    public static string Points(double difference) => Figure(difference, 100, "+0.0;-0.0;0.0", "");

    /// <summary>A number.</summary>
    public static string Number(double number) => Figure(number, 1, "0.000", "");

    /// <summary>A mean with the least and the most; a dash for none.</summary>
    public static string Number(Spread? number) => number is null ? NoNumber : Number(number.Mean) + Range(number, 1, "0.000");

    /// <summary>Miles.</summary>
    public static string Miles(double miles) => Figure(miles, 1, "0.0", "");

    /// <summary>Miles with the least and the most.</summary>
    public static string Miles(Spread miles) => Miles(miles.Mean) + Range(miles, 1, "0");

    /// <summary>A whole number.</summary>
    public static string Count(int count) => Invariant($"{count:N0}");

    // One seed alone, or one that all agree with, has no range.
    private static string Range(Spread spread, double factor, string format) =>
        spread.Least.Equals(spread.Most) ? "" : $" ({Figure(spread.Least, factor, format, "")}–{Figure(spread.Most, factor, format, "")})";

    private static string Figure(double value, double factor, string format, string unit)
    {
        if (!double.IsFinite(value))
            return NoNumber;
        var text = (value * factor).ToString(format, CultureInfo.InvariantCulture);
        // What rounds to zero has no sign.
        return (text.AsSpan().ContainsAnyInRange('1', '9') ? text : text.TrimStart('-')) + unit;
    }

    private static string Line(IEnumerable<string> cells) =>
        $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |";
}
