namespace Matcher.Data.Text;

/// <summary>How unlike two words are.</summary>
public static class EditDistance
{
    /// <summary>How many letters have to be put in, left out or changed (Levenshtein); 0: they are equal.</summary>
    public static int Between(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }

    /// <summary>The word that a text is most like, the first of several; null when it is like none.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="words">What may have been meant.</param>
    /// <param name="lettersATypo">In how many letters of the text one may be wrong.</param>
    public static string? Nearest(string text, IEnumerable<string> words, int lettersATypo) =>
        words
            .Select(word => (Word: word, Distance: Between(text, word)))
            .Where(each => each.Distance <= text.Length / lettersATypo)
            .OrderBy(each => each.Distance)
            .Select(each => each.Word)
            .FirstOrDefault();
}
