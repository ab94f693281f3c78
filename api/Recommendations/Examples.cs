using Matcher.Data;

namespace Matcher.Api.Recommendations;

/// <summary>The sample requests, and what the first of them was answered on 23 November 2026; a test holds both to the truth.</summary>
internal static class Examples
{
    /// <summary>Name, summary and body of each sample request, the one that the README shows first.</summary>
    public static IReadOnlyList<(string Name, string Summary, string Json)> Requests { get; } =
    [
        Sample("newbie-brighton", "A newbie in a secondary academy, who would like Level 6"),
        Sample("old-hand-leeds", "An old hand, who knows most of it and wants no assignments"),
        Sample("careers-specialist-special-school", "A careers specialist in a special school, who would like Level 7"),
        Sample("further-education-college", "A middle leader in a further education college"),
        Sample("time-poor", "A time-poor senior leader, who can spare an hour a week until the summer"),
        Sample("location-only", "Nothing but a location, which is all that is needed"),
    ];

    /// <summary>The answer to the first.</summary>
    public static string Response { get; } = File.ReadAllText(Path.Combine(DataFiles.Samples, "responses", "newbie-brighton.json"));

    private static (string Name, string Summary, string Json) Sample(string name, string summary) =>
        (name, summary, File.ReadAllText(Path.Combine(DataFiles.Samples, $"{name}.json")));
}
