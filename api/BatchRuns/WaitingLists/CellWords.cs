using System.Collections.Frozen;
using Matcher.Api.Recommendations;
using Matcher.Data.Domain;
using Matcher.Data.Text;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>
/// The words that cells have for the fields' values: the values themselves, and what people and form tools write in their place.
/// data/README.md has the table.
/// </summary>
internal static class CellWords
{
    /// <summary>Levels.</summary>
    public static FrozenDictionary<string, string> Levels { get; } =
        Of<PreferredAccreditation>(
            ("nonAccredited", ["non-accredited course", "not accredited", "unaccredited", "no accreditation", "short course"]),
            ("level6", ["6", "L6", "level six", "accredited at level 6"]),
            ("level7", ["7", "L7", "level seven", "accredited at level 7"]),
            ("noPreference", ["any", "any level", "either", "not sure", "unsure", "don't know", "don't mind"])
        );

    /// <summary>Kinds of session.</summary>
    public static FrozenDictionary<string, string> Sessions { get; } =
        Of<SessionType>(
            (
                "weekdayFullDay",
                ["full day", "full days", "whole days", "weekday full days", "weekdays", "weekday", "full days in the week"]
            ),
            ("weekdayHalfDay", ["half day", "half days", "weekday half days", "mornings", "afternoons"]),
            ("twoDaysBackToBack", ["two days", "2 days back to back", "two consecutive days", "2 consecutive days", "residential"]),
            ("twilight", ["twilights", "twilight session", "twilight sessions", "evening", "evenings", "after school"]),
            ("weekend", ["weekends", "saturday", "saturdays", "sunday", "sundays"]),
            ("online", ["online only", "online sessions", "remote", "remotely", "virtual", "virtually", "webinar", "webinars"])
        );

    /// <summary>Kinds of school and college.</summary>
    public static FrozenDictionary<string, string> Sectors { get; } =
        Of<Sector>(
            (
                "secondary",
                [
                    "secondary school",
                    "mainstream secondary",
                    "academy",
                    "secondary academy",
                    "free school",
                    "comprehensive",
                    "grammar school",
                    "maintained school",
                    "state school",
                    "community school",
                ]
            ),
            ("sixthFormCollege", ["sixth form", "6th form", "6th form college"]),
            (
                "furtherEducation",
                ["FE", "FE college", "further education college", "general FE college", "GFE", "college of further education"]
            ),
            ("special", ["special school", "SEN school", "SEND school", "SEND"]),
            (
                "alternativeProvision",
                ["AP", "AP academy", "PRU", "pupil referral unit", "alternative provision academy", "alternative provider"]
            ),
            ("utc", ["university technical college", "studio school"]),
            ("boarding", ["boarding school", "state boarding school"]),
            ("independent", ["independent school", "private", "private school", "fee-paying"]),
            ("independentTrainingProvider", ["ITP", "training provider"])
        );

    /// <summary>Where people are in the role.</summary>
    public static FrozenDictionary<string, string> Profiles { get; } =
        Of<ExperienceProfile>(
            ("newbie", ["new", "new to role", "new to the role", "new to careers", "newcomer", "beginner", "just started"]),
            ("oldHand", ["old hands", "experienced", "experienced careers leader", "established"]),
            ("careersSpecialist", ["specialist", "careers adviser", "careers advisor", "qualified careers adviser", "careers professional"])
        );

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

    /// <summary>The values of an enum alone.</summary>
    public static FrozenDictionary<string, string> Of<T>()
        where T : struct, Enum => Of<T>([]);

    /// <summary>Whether a cell says no more than an empty one.</summary>
    public static bool SaysNothing(ListColumn column, string cell)
    {
        // None of these words begins with a digit, as most cells do that are no words.
        if (cell.Length == 0 || char.IsAsciiDigit(cell[0]))
            return false;
        var normal = ListColumn.Normal(cell);
        return column.Spelling?.ContainsKey(normal) != true
            && (Blank.Contains(normal) || (column.Form != CellForm.Text && column.Form != CellForm.Flag && NoLimit.Contains(normal)));
    }

    /// <summary>The value that a word means: as it is, or without what is in brackets behind it; null when it means none.</summary>
    public static string? Value(FrozenDictionary<string, string> spelling, string word)
    {
        if (spelling.TryGetValue(ListColumn.Normal(word), out var value))
            return value;
        return
            word.IndexOf('(', StringComparison.Ordinal) is > 0 and var bracket
            && word.EndsWith(')')
            && spelling.TryGetValue(ListColumn.Normal(word[..bracket]), out value)
            ? value
            : null;
    }

    private static FrozenDictionary<string, string> Of<T>(params (string Value, string[] Others)[] others)
        where T : struct, Enum =>
        EnumNames
            .All<T>()
            .Select(value => (Word: value, Value: value))
            .Concat(others.SelectMany(each => each.Others.Select(word => (Word: word, each.Value))))
            .ToFrozenDictionary(each => ListColumn.Normal(each.Word), each => each.Value);

    private static FrozenSet<string> Normal(string[] words) => words.Select(ListColumn.Normal).ToFrozenSet();
}
