using System.Globalization;
using System.Text;

namespace Matcher.Data.Text;

/// <summary>
/// Text from outside without what nobody sees in it. Postcodes, words and dates are copied from web pages and documents, which put
/// zero-width spaces, soft hyphens, marks of direction and byte order marks between the characters.
/// </summary>
public static class PlainText
{
    /// <summary>The text without invisible characters (Unicode's category Format); the same instance when it has none.</summary>
    public static string Visible(string text) =>
        Ascii.IsValid(text) || !text.Any(IsInvisible) ? text : string.Concat(text.Where(character => !IsInvisible(character)));

    /// <summary>
    /// The text without invisible characters and space around it, with every kind of space as a space and every dash as a hyphen.
    /// </summary>
    public static string Of(string text) => Ascii.IsValid(text) ? text.Trim() : string.Concat(Visible(text).Select(Ordinary)).Trim();

    /// <summary>Whether nobody sees a character.</summary>
    public static bool IsInvisible(char character) => char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    /// <summary>Whether a character is a dash or a minus of any length.</summary>
    public static bool IsDash(char character) =>
        character == '\u2212' || char.GetUnicodeCategory(character) == UnicodeCategory.DashPunctuation;

    private static char Ordinary(char character) =>
        char.IsWhiteSpace(character) ? ' '
        : IsDash(character) ? '-'
        : character;
}
