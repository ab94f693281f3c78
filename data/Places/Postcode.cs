using System.Text.RegularExpressions;
using Matcher.Data.Text;

namespace Matcher.Data.Places;

/// <summary>A postcode of the United Kingdom and the Crown dependencies, whole ("BN3 1TL") or only its district ("BN3").</summary>
public sealed partial record Postcode
{
    /// <summary>The longest text that is looked at, in characters.</summary>
    public const int LongestText = 16;

    /// <summary>How many units a district can have at most: a digit and two letters.</summary>
    public const int Units = 10 * 26 * 26;

    private const int LongestDistrict = 4;
    private const int InwardLength = 3;

    private Postcode(string area, string district, int? unit) => (Area, District, Unit) = (area, district, unit);

    /// <summary>The letters at the front: "BN".</summary>
    public string Area { get; }

    /// <summary>The part before the space: "BN3".</summary>
    public string District { get; }

    /// <summary>
    /// The place of the last three characters, as in "1TL", among all there can be, from 0 for "0AA"; null for a district.
    /// </summary>
    public int? Unit { get; }

    /// <summary>
    /// Reads a postcode in any case and spacing, whatever invisible characters it has; null when the text does not have the form of one.
    /// </summary>
    public static Postcode? TryParse(string text)
    {
        text = PlainText.Visible(text);
        if (text.Length > LongestText)
            return null;
        Span<char> room = stackalloc char[LongestText];
        var length = 0;
        var spaceAfterDigit = false;
        foreach (var character in text.AsSpan().Trim())
        {
            if (!char.IsWhiteSpace(character))
                room[length++] = char.ToUpperInvariant(character);
            else if (char.IsAsciiDigit(room[length - 1]))
                spaceAfterDigit = true;
        }
        ReadOnlySpan<char> code = room[..length];
        var whole = length > LongestDistrict;
        // "B1 1" is a sector of B1: taken together it would pass for the district B11.
        if (!Form().IsMatch(code) || (spaceAfterDigit && !whole))
            return null;
        var district = whole ? code[..^InwardLength] : code;
        int? unit = whole ? ((((code[^3] - '0') * 26) + (code[^2] - 'A')) * 26) + (code[^1] - 'A') : null;
        return new(district[..district.IndexOfAnyInRange('0', '9')].ToString(), district.ToString(), unit);
    }

    // Area, district number with perhaps a letter, and perhaps the inward code. A district has 2 to 4 characters and a whole
    // postcode 5 to 7, so without the space there is no doubt which one it is.
    [GeneratedRegex(@"\A[A-Z]{1,2}[0-9][A-Z0-9]?([0-9][A-Z]{2})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
