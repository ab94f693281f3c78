using Matcher.Data;

namespace Matcher.Api.Recommendations;

/// <summary>The sample requests, and what the first of them was answered on 23 November 2026; a test holds both to the truth.</summary>
internal static class Examples
{
    /// <summary>Name and body of each sample request, the one that the README shows first.</summary>
    public static IReadOnlyList<(string Name, string Json)> Requests { get; } =
    [
        .. new[] { "newbie-brighton", "old-hand-leeds", "careers-specialist-special-school", "location-only" }
            .Select(name => (name, File.ReadAllText(Path.Combine(DataFiles.Samples, $"{name}.json")))),
    ];

    /// <summary>The answer to the first.</summary>
    public static string Response { get; } = File.ReadAllText(Path.Combine(DataFiles.Samples, "responses", "newbie-brighton.json"));
}
