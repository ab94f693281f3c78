using System.Globalization;
using System.Text.RegularExpressions;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>In which unit a number is written, and so what "2-3", "5+" or "up to 30" beside it mean.</summary>
internal enum NumberUnit
{
    /// <summary>None: the number alone.</summary>
    None,

    /// <summary>Miles that somebody would travel: of "20-30", 30.</summary>
    Miles,

    /// <summary>Hours that somebody has: of "2-3", the 2 that they surely have.</summary>
    Hours,

    /// <summary>Years that somebody has behind them: of "1-2", the 1 that they surely have; "less than 1" is 0.</summary>
    Years,
}

/// <summary>Reads numbers as people write them into forms.</summary>
internal static partial class WrittenNumber
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>Reads a number.</summary>
    /// <param name="cell">What is written.</param>
    /// <param name="unit">In which unit; another unit beside the number is not read.</param>
    /// <returns>Null when it is not certain which number it is.</returns>
    public static double? Of(string cell, NumberUnit unit)
    {
        if (double.TryParse(cell, Style, CultureInfo.InvariantCulture, out var plain))
            return double.IsFinite(plain) ? plain : null;
        if (unit == NumberUnit.None || Form().Match(cell) is not { Success: true } match)
            return null;
        if (match.Groups["unit"] is { Success: true, Value: var written } && !IsOf(written, unit))
            return null;
        var first = double.Parse(match.Groups["first"].ValueSpan, CultureInfo.InvariantCulture);
        var second = match.Groups["second"] is { Success: true, ValueSpan: var last }
            ? double.Parse(last, CultureInfo.InvariantCulture)
            : first;
        if (second < first)
            return null;
        var (isMost, isLess, isMore) = (match.Groups["most"].Success, match.Groups["less"].Success, match.Groups["more"].Success);
        return unit switch
        {
            NumberUnit.None => null,
            // A limit that is open upwards is none that can be kept.
            NumberUnit.Miles => isMore ? null : second,
            NumberUnit.Hours => isLess ? null : first,
            NumberUnit.Years => isMost || isLess ? 0 : first,
        };
    }

    private static bool IsOf(string written, NumberUnit unit) => char.ToUpperInvariant(written[0]) == unit.ToString()[0];

    [GeneratedRegex(
        @"^\s*(?:about\s+|around\s+|approx\.?\s*|~\s*)?(?:(?<most>up\s+to|at\s+most|max\.?|maximum(?:\s+of)?|within)\s*|(?<less>less\s+than|under|<)\s*|(?<more>more\s+than|over|at\s+least|>)\s*)?(?<first>[0-9]{1,4}(?:\.[0-9]{1,2})?)\s*(?:(?:-|–|—|to)\s*(?<second>[0-9]{1,4}(?:\.[0-9]{1,2})?)\s*)?(?<more>\+)?\s*(?<unit>miles|mile|mi|hours|hour|hrs|hr|h|years|year|yrs|yr|y)?\.?(?:\s*(?<more>\+)|\s+(?:or\s+(?<more>more)|(?:per|a|each)\s+week|max\.?|maximum|away))?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Form();
}
