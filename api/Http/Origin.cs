namespace Matcher.Api.Http;

/// <summary>An origin, as browsers send it: scheme, host and perhaps port of a page.</summary>
internal static class Origin
{
    /// <summary>Whether a text is one as browsers write it: it is compared by the letter.</summary>
    public static bool IsValid(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.GetLeftPart(UriPartial.Authority) == origin;

    /// <summary>What is said of a text that is none.</summary>
    public static string Advice(string origin) =>
        $"'{origin}' is not an origin. Write scheme, host and perhaps port, in lower case and without a slash at the end, such as https://hub.example.";
}
