using System.Collections.Frozen;
using System.Text.Json;

namespace Matcher.Data.Text;

/// <summary>
/// The one spelling of an enum's members outside the program (JSON, CSV, sentences about input): camelCase, case-sensitive.
/// </summary>
public static class EnumNames
{
    /// <summary>Every word of an enum, in its order.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => Spelling<T>.All;

    /// <summary>The word of a member.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Spelling<T>.Words[value];

    /// <summary>Reads a word, whatever invisible characters are in it; <see langword="false"/> when there is no such word.</summary>
    public static bool TryParse<T>(string word, out T value)
        where T : struct, Enum => Spelling<T>.Values.TryGetValue(PlainText.Visible(word), out value);

    private static class Spelling<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Words = Enum.GetValues<T>()
            .ToFrozenDictionary(value => value, value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

        public static readonly FrozenDictionary<string, T> Values = Words.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

        public static readonly IReadOnlyList<string> All = [.. Enum.GetValues<T>().Select(value => Words[value])];
    }
}
