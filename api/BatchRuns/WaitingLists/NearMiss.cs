using System.Text.RegularExpressions;
using Matcher.Data.Reading;
using Matcher.Data.Text;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>Guesses what a heading that is not understood may have been meant as: only ever said, never acted on.</summary>
internal static partial class NearMiss
{
    // A mistyped letter or two in a word of this length is still the word.
    private const int LettersATypo = 5;

    // Words that many headings share.
    private static readonly HashSet<string> Common =
    [
        "a",
        "and",
        "are",
        "at",
        "can",
        "career",
        "careers",
        "college",
        "date",
        "dates",
        "do",
        "does",
        "far",
        "how",
        "in",
        "is",
        "leader",
        "list",
        "long",
        "many",
        "max",
        "maximum",
        "name",
        "number",
        "of",
        "on",
        "or",
        "per",
        "preferred",
        "ref",
        "role",
        "school",
        "since",
        "the",
        "time",
        "to",
        "type",
        "types",
        "what",
        "when",
        "where",
        "which",
        "work",
        "would",
        "you",
        "your",
    ];

    private static readonly (ListColumn Column, string Normal, HashSet<string> Words)[] Names =
    [
        .. ListColumn.All.SelectMany(column =>
            column
                .OtherNames.Concat(column.LikelyNames)
                .Prepend(column.Name)
                .Select(name => (column, WrittenWord.Normal(name), Words(name)))
        ),
    ];

    /// <summary>The column that a name may mean; null when it is like none.</summary>
    public static ListColumn? Of(string name)
    {
        var (normal, words) = (WrittenWord.Normal(name), Words(name));
        if (EditDistance.Nearest(normal, Names.Select(each => each.Normal), LettersATypo) is { } nearest)
            return Array.Find(Names, each => each.Normal == nearest).Column;
        // Of those that share a word, the one that has least besides.
        return Names
            .Select(each =>
                (each.Column, Shared: each.Words.Count(words.Contains), Others: each.Words.Count(word => !words.Contains(word)))
            )
            .Where(each => each.Shared > 0)
            .OrderByDescending(each => each.Shared)
            .ThenBy(each => each.Others)
            .FirstOrDefault()
            .Column;
    }

    private static HashSet<string> Words(string name) =>
        [.. Word().Matches(name).Select(word => word.Value.ToLowerInvariant()).Where(word => !Common.Contains(word))];

    // maxDistanceMiles has three.
    [GeneratedRegex(@"\p{Lu}?\p{Ll}+|\p{Lu}+")]
    private static partial Regex Word();
}
