using Microsoft.Net.Http.Headers;

namespace Matcher.Api.Http;

/// <summary>Chooses the form of an answer by the header accept.</summary>
internal static class Accepts
{
    /// <summary>The form that is wanted most.</summary>
    /// <param name="request">The request.</param>
    /// <param name="offered">Media types, the one to take where any will do first.</param>
    /// <returns>One of those that are offered; null when none of them is wanted.</returns>
    public static string? Choose(HttpRequest request, params ReadOnlySpan<string> offered)
    {
        if (request.GetTypedHeaders().Accept is not { Count: > 0 } accepted)
            return offered[0];
        foreach (var wanted in accepted.Where(type => type.Quality != 0).OrderByDescending(type => type.Quality ?? 1))
        {
            foreach (var type in offered)
            {
                if (new MediaTypeHeaderValue(type).IsSubsetOf(wanted))
                    return type;
            }
        }
        return null;
    }
}
