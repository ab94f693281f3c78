using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Matcher.Api.Hosting;

/// <summary>Whether a value is what its setting takes, and no other than it seems: "2" would be two days where seconds were meant.</summary>
internal static partial class SettingValue
{
    /// <summary>What is wrong with a value, in a sentence; null when nothing is.</summary>
    /// <param name="key">The setting, such as Scorer:Deadline.</param>
    /// <param name="property">Where the value goes, with its range.</param>
    /// <param name="value">As it is written.</param>
    public static string? Fault(string key, PropertyInfo property, string value)
    {
        var type = property.PropertyType;
        if (type == typeof(TimeSpan) && !Duration().IsMatch(value))
        {
            return byte.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 60
                ? $"{key} is {value}, a number without a unit. Write 00:00:{number:00} for {number} seconds, or {number}.00:00:00 for {number} days."
                : $"{key} is not a duration: \"{value}\". Write hours:minutes:seconds, such as 00:00:02 for 2 seconds, or days.hours:minutes:seconds, such as 30.00:00:00 for 30 days.";
        }
        if (
            (type == typeof(int) || type == typeof(long))
            && !long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
        )
        {
            return $"{key} is not a whole number: \"{value}\".";
        }

        if (type == typeof(bool) && !bool.TryParse(value, out _))
            return $"{key} is \"{value}\". Write true or false.";
        if (type.IsArray && value.Length > 0)
            return $"{key} is a list. Number its entries: {key}:0={value}, or {key.Replace(":", "__", StringComparison.Ordinal)}__0={value} in the environment.";
        if (property.GetCustomAttribute<RangeAttribute>() is not { } range)
            return null;
        // As they are declared: the attribute turns them into its own type once it is asked.
        var (least, most) = (range.Minimum, range.Maximum);
        return range.IsValid(value)
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{key} is {value}. It must be from {least} to {most}.");
    }

    // The framework reads more: a number as days, hours above 23 as days, two numbers as hours and minutes.
    [GeneratedRegex(@"\A(\d{1,7}\.)?([01]?\d|2[0-3]):[0-5]?\d:[0-5]?\d(\.\d{1,7})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Duration();
}
