namespace Matcher.Data.Reading;

/// <summary>Yes and no, as people write them.</summary>
public static class WrittenFlag
{
    private static readonly string[] Yes = ["true", "yes", "y", "1"];
    private static readonly string[] No = ["false", "no", "n", "0"];

    /// <summary>Reads a flag; null when it is neither.</summary>
    public static bool? Of(ReadOnlySpan<char> text) =>
        IsOneOf(text, Yes) ? true
        : IsOneOf(text, No) ? false
        : null;

    private static bool IsOneOf(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
