using System.Globalization;
using System.Text;

namespace Matcher.Api.Catalogues;

/// <summary>
/// Folds the lines of a calendar (RFC 5545, 3.1). The library does so within characters, and by characters where octets count.
/// </summary>
internal static class CalendarLines
{
    private const int MostOctets = 75;
    private const string LineEnd = "\r\n";
    private const string FoldedLineEnd = LineEnd + " ";

    /// <summary>
    /// Folds anew what is folded already, never within what a reader sees as one character, unless that alone is longer than a line.
    /// </summary>
    public static byte[] Fold(string calendar)
    {
        var folded = new StringBuilder(calendar.Length);
        foreach (
            var line in calendar.Replace(FoldedLineEnd, "", StringComparison.Ordinal).Split(LineEnd, StringSplitOptions.RemoveEmptyEntries)
        )
        {
            var room = MostOctets;
            var characters = StringInfo.GetTextElementEnumerator(line);
            while (characters.MoveNext())
            {
                foreach (var part in Parts(characters.GetTextElement()))
                {
                    var octets = Encoding.UTF8.GetByteCount(part);
                    if (octets > room)
                    {
                        folded.Append(FoldedLineEnd);
                        room = MostOctets - 1;
                    }
                    folded.Append(part);
                    room -= octets;
                }
            }
            folded.Append(LineEnd);
        }
        return Encoding.UTF8.GetBytes(folded.ToString());
    }

    // A letter may have any number of marks above it.
    private static IEnumerable<string> Parts(string character) =>
        Encoding.UTF8.GetByteCount(character) < MostOctets ? [character] : character.EnumerateRunes().Select(rune => rune.ToString());
}
