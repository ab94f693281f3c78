using System.Collections.Frozen;
using Matcher.Data.Text;

namespace Matcher.Data.Reading;

/// <summary>
/// The words that people and form tools write for an enum's values: the values themselves in any case and spacing, and what is written in
/// their place. data/README.md has the table. JSON takes only the values as they are (<see cref="EnumNames"/>).
/// </summary>
public static class WrittenWord
{
    // A mistyped letter or two in a word of this length is still the word.
    private const int LettersATypo = 4;

    /// <summary>What is written for levels.</summary>
    public static IReadOnlyList<(string Value, string[] Others)> Levels { get; } =
    [
        ("nonAccredited", ["non-accredited course", "not accredited", "unaccredited", "no accreditation", "short course"]),
        ("level6", ["6", "L6", "level six", "accredited at level 6"]),
        ("level7", ["7", "L7", "level seven", "accredited at level 7"]),
    ];

    private static readonly (string Value, string[] Others)[] Sessions =
    [
        ("weekdayFullDay", ["full day", "full days", "whole days", "weekday full days", "weekdays", "weekday", "full days in the week"]),
        ("weekdayHalfDay", ["half day", "half days", "weekday half days", "mornings", "afternoons"]),
        ("twoDaysBackToBack", ["two days", "2 days back to back", "two consecutive days", "2 consecutive days", "residential"]),
        ("twilight", ["twilights", "twilight session", "twilight sessions", "evening", "evenings", "after school"]),
        ("weekend", ["weekends", "saturday", "saturdays", "sunday", "sundays"]),
        ("online", ["online only", "online sessions", "remote", "remotely", "virtual", "virtually", "webinar", "webinars"]),
    ];

    private static readonly (string Value, string[] Others)[] Sectors =
    [
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
        ("independentTrainingProvider", ["ITP", "training provider"]),
    ];

    private static readonly (string Value, string[] Others)[] Profiles =
    [
        ("newbie", ["new", "new to role", "new to the role", "new to careers", "newcomer", "beginner", "just started"]),
        ("oldHand", ["old hands", "experienced", "experienced careers leader", "established"]),
        ("careersSpecialist", ["specialist", "careers adviser", "careers advisor", "qualified careers adviser", "careers professional"]),
    ];

    /// <summary>The values that the words of an enum mean, by the words' normal form.</summary>
    public static FrozenDictionary<string, string> Of<T>()
        where T : struct, Enum => Spelling<T>.Values;

    /// <summary>The same of an enum that has words of its own.</summary>
    public static FrozenDictionary<string, string> Of<T>(IEnumerable<(string Value, string[] Others)> others)
        where T : struct, Enum =>
        EnumNames
            .All<T>()
            .Select(value => (Word: value, Value: value))
            .Concat(others.SelectMany(each => each.Others.Select(word => (Word: word, each.Value))))
            .ToFrozenDictionary(each => Normal(each.Word), each => each.Value);

    /// <summary>The value that a word means: as it is, or without what is in brackets behind it; null when it means none.</summary>
    public static string? Value(FrozenDictionary<string, string> spelling, string word)
    {
        if (spelling.TryGetValue(Normal(word), out var value))
            return value;
        return
            word.IndexOf('(', StringComparison.Ordinal) is > 0 and var bracket
            && word.EndsWith(')')
            && spelling.TryGetValue(Normal(word[..bracket]), out value)
            ? value
            : null;
    }

    /// <summary>Reads a word; <see langword="false"/> when it means no value.</summary>
    public static bool TryParse<T>(string word, out T value)
        where T : struct, Enum
    {
        // Most files are written with the very words.
        if (EnumNames.TryParse(word, out value))
            return true;
        return Value(Of<T>(), word) is { } meant && EnumNames.TryParse(meant, out value);
    }

    /// <summary>The value whose word is nearest to one that means none, as a mistyped one is; null when it is like none.</summary>
    public static string? Nearest<T>(string word)
        where T : struct, Enum
    {
        var known = Of<T>();
        return EditDistance.Nearest(Normal(word), known.Keys, LettersATypo) is { } nearest ? known[nearest] : null;
    }

    /// <summary>A name or word without what people vary in it: case, spaces, dashes, underscores and what nobody sees.</summary>
    public static string Normal(string name) => string.Concat(name.Where(Counts).Select(char.ToLowerInvariant));

    private static bool Counts(char letter) =>
        !char.IsWhiteSpace(letter)
        && !char.IsControl(letter)
        && letter != '_'
        && !PlainText.IsDash(letter)
        && !PlainText.IsInvisible(letter);

    // By name: the domain stands on what reads its files, and not the other way round.
    private static IReadOnlyList<(string Value, string[] Others)> OthersOf(string words) =>
        words switch
        {
            "Accreditation" => Levels,
            "SessionType" => Sessions,
            "Sector" => Sectors,
            "ExperienceProfile" => Profiles,
            _ => [],
        };

    private static class Spelling<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<string, string> Values = Of<T>(OthersOf(typeof(T).Name));
    }
}
