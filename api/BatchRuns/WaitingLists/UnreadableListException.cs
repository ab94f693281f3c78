using Matcher.Api.Http;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>A file that is not a waiting list at all. The message says why and what to do.</summary>
internal class UnreadableListException(string message) : Exception(message);

/// <summary>Columns may mean something that changes who gets what, and nobody said whether they do.</summary>
/// <param name="heading">What each column is taken for.</param>
/// <param name="uncertain">Those that are not certain.</param>
internal sealed class UncertainHeadingException(IReadOnlyList<ColumnMeaning> heading, IReadOnlyList<ColumnMeaning> uncertain)
    : UnreadableListException(Sentences(heading, uncertain))
{
    private const int MostShown = 20;

    /// <summary>The columns that are not certain.</summary>
    public IReadOnlyList<ColumnMeaning> Uncertain => uncertain;

    private static string Sentences(IReadOnlyList<ColumnMeaning> heading, IReadOnlyList<ColumnMeaning> uncertain)
    {
        var understood = heading
            .Where(column => column.Field is not null)
            .Select(column => $"{JsonItem.Quote(column.Name)} as {column.Field}");
        var passed = heading
            .Where(column => column.Field is null && !uncertain.Contains(column))
            .Select(column => JsonItem.Quote(column.Name));
        var likely = uncertain.Select(column => $"{JsonItem.Quote(column.Name)} may be {column.LikelyField}");
        return $"It is not certain what {(uncertain.Count == 1 ? "a column" : $"{uncertain.Count} columns")} of the list {(uncertain.Count == 1 ? "means" : "mean")}, so nobody was ranked. "
            + $"Not certain: {List(likely)}. Understood: {List(understood)}. Passed through: {List(passed)}. "
            + "Map each column that is not certain to the field that it means, or ignore it.";
    }

    private static string List(IEnumerable<string> items)
    {
        var all = items.ToList();
        return all.Count == 0 ? "none"
            : all.Count > MostShown ? $"{string.Join(", ", all.Take(MostShown))} and {all.Count - MostShown} more"
            : string.Join(", ", all);
    }
}
