namespace Matcher.Api.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class SourceTree
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder switch
        {
            null => throw new InvalidOperationException("No folder above the tests holds Matcher.sln."),
            _ when File.Exists(Path.Combine(folder.FullName, "Matcher.sln")) => folder.FullName,
            _ => Find(folder.Parent),
        };
}
