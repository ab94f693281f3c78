namespace Matcher.Api.Http;

/// <summary>What is said of a word that is none of those that a field or a parameter takes.</summary>
internal static class ValidWords
{
    /// <summary>That it is not valid.</summary>
    public static string Unknown(string text) => $"{JsonItem.Quote(text)} is not one of the valid words.";

    /// <summary>Which words are.</summary>
    /// <param name="words">At least one.</param>
    public static string Advice(IReadOnlyList<string> words) =>
        words.Count == 1 ? $"Send {words[0]}." : $"Send one of {string.Join(", ", words)}.";
}
