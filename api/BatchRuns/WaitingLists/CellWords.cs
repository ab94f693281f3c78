using System.Collections.Frozen;
using Matcher.Api.Recommendations;
using Matcher.Data.Reading;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>The words of cells that only lists have: levels with "no preference" among them, and what says nothing.</summary>
internal static class CellWords
{
    /// <summary>Levels, or none in particular.</summary>
    public static FrozenDictionary<string, string> Levels { get; } =
        WrittenWord.Of<PreferredAccreditation>([
            .. WrittenWord.Levels,
            ("noPreference", ["any", "any level", "either", "not sure", "unsure", "don't know", "don't mind"]),
        ]);

    // What a cell holds that says nothing, whatever its field.
    private static readonly FrozenSet<string> Blank = Normal(["-", "–", "n/a", "na", "not applicable", "tbc", "blank", "not given"]);

    // What says that a field sets no limit.
    private static readonly FrozenSet<string> NoLimit = Normal([
        "any",
        "anything",
        "anywhere",
        "any time",
        "any distance",
        "no limit",
        "unlimited",
        "no preference",
        "don't mind",
        "not sure",
        "none",
    ]);

    /// <summary>Whether a cell says no more than an empty one.</summary>
    public static bool SaysNothing(ListColumn column, string cell)
    {
        // None of these words begins with a digit, as most cells do that are no words.
        if (cell.Length == 0 || char.IsAsciiDigit(cell[0]))
            return false;
        var normal = WrittenWord.Normal(cell);
        return column.Spelling?.ContainsKey(normal) != true
            && (Blank.Contains(normal) || (column.Form != CellForm.Text && column.Form != CellForm.Flag && NoLimit.Contains(normal)));
    }

    private static FrozenSet<string> Normal(string[] words) => words.Select(WrittenWord.Normal).ToFrozenSet();
}
