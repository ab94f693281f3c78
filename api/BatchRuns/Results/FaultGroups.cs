using Matcher.Api.BatchRuns.WaitingLists;

namespace Matcher.Api.BatchRuns.Results;

/// <summary>Faults of rows that are alike: the same value in the same column, with the same message.</summary>
/// <param name="Column">The column, as the list calls it; empty when it is the rows as a whole.</param>
/// <param name="Value">The text that is there, cut short.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Advice">What to do.</param>
/// <param name="LeftOut">Whether the people were ranked without the cell; else they were not ranked.</param>
/// <param name="Count">How many rows.</param>
/// <param name="Rows">The first hundred of them.</param>
internal sealed record FaultGroup(
    string Column,
    string Value,
    string Message,
    string Advice,
    bool LeftOut,
    int Count,
    IReadOnlyList<int> Rows
);

/// <summary>All that is wrong with a list.</summary>
/// <param name="Items">The groups, the largest first.</param>
internal sealed record FaultGroupList(IReadOnlyList<FaultGroup> Items);

/// <summary>Puts faults together that are alike. What it holds is bounded, however many there are.</summary>
internal sealed class FaultGroups
{
    private const int MostRows = 100;

    // Values that nobody else wrote, such as wrong postcodes, would make a group each.
    private const int MostValues = 1_000;

    private readonly Dictionary<
        (string Column, string Value, string Message, bool LeftOut),
        (string Advice, List<int> Rows, int Count)
    > groups = [];

    /// <summary>Adds a fault.</summary>
    public void Add(RowFault fault)
    {
        var key = (fault.Column, fault.Value, fault.Message, fault.LeftOut);
        if (groups.Count >= MostValues && !groups.ContainsKey(key))
            key = (fault.Column, "", "Other values have faults too.", fault.LeftOut);
        var (advice, rows, count) = groups.TryGetValue(key, out var known) ? known : (fault.Advice, [], 0);
        if (rows.Count < MostRows)
            rows.Add(fault.Row);
        groups[key] = (advice, rows, count + 1);
    }

    /// <summary>The groups, the largest first, and then in the order of their first rows.</summary>
    public IReadOnlyList<FaultGroup> MostFirst() =>
        [
            .. groups
                .Select(group => new FaultGroup(
                    group.Key.Column,
                    group.Key.Value,
                    group.Key.Message,
                    group.Value.Advice,
                    group.Key.LeftOut,
                    group.Value.Count,
                    group.Value.Rows
                ))
                .OrderByDescending(group => group.Count)
                .ThenBy(group => group.Rows[0]),
        ];
}
