namespace Matcher.EndToEnd.Tests;

/// <summary>Whether long trials run in their long form, which is for a quiet machine: see CONTRIBUTING.md.</summary>
internal static class LongForm
{
    public static bool IsWanted { get; } = Environment.GetEnvironmentVariable("MATCHER_TESTS_LONG") == "true";
}
