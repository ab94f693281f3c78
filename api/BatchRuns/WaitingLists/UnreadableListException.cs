using Matcher.Api.Http;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>A file that is not a waiting list at all. The message says why and what to do.</summary>
internal class UnreadableListException(string message) : Exception(message);

/// <summary>Columns may mean something that changes who gets what, and nobody said whether they do.</summary>
/// <param name="heading">What each column is taken for.</param>
/// <param name="uncertain">Those that are not certain.</param>
internal sealed class UncertainHeadingException(IReadOnlyList<ColumnMeaning> heading, IReadOnlyList<ColumnMeaning> uncertain)
    : UnreadableListException(string.Join(' ', Explain(heading, uncertain)))
{
    private const int MostShown = 20;

    /// <summary>The columns that are not certain.</summary>
    public IReadOnlyList<ColumnMeaning> Uncertain => uncertain;

    /// <summary>The message, sentence by sentence.</summary>
    public IReadOnlyList<string> Sentences => Explain(heading, uncertain);

    private static string[] Explain(IReadOnlyList<ColumnMeaning> heading, IReadOnlyList<ColumnMeaning> uncertain)
    {
        var what = uncertain.Count == 1 ? "one column of the list means" : $"{uncertain.Count} columns of the list mean";
        var passed = heading.Where(column => column.Field is null && !uncertain.Contains(column));
        return
        [
            $"It is not certain what {what}, so nobody was ranked.",
            $"Not certain: {List(uncertain.Select(column => $"{JsonItem.Quote(column.Name)} may be {column.LikelyField}"))}.",
            $"Understood: {List(heading.Where(column => column.Field is not null).Select(Understood))}.",
            $"Passed through: {List(passed.Select(column => JsonItem.Quote(column.Name)))}.",
            "Map each column that is not certain to the field that it means, or ignore it.",
        ];
    }

    private static string Understood(ColumnMeaning column) => $"{JsonItem.Quote(column.Name)} as {column.Field}";

    private static string List(IEnumerable<string> items)
    {
        var all = items.ToList();
        return all.Count == 0 ? "none"
            : all.Count > MostShown ? $"{string.Join(", ", all.Take(MostShown))} and {all.Count - MostShown} more"
            : string.Join(", ", all);
    }
}
