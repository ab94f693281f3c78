using Matcher.Api.Tests;

namespace Matcher.Clients.Tests;

/// <summary>The approved document under the recommended rules of two public linters.</summary>
public sealed class LinterTests
{
    private static readonly string Document = Path.Combine(SourceTree.Root, "api", "openapi.json");
    private static readonly string Here = Path.Combine(SourceTree.Root, "tests", "Matcher.Clients.Tests");

    [SkippableFact]
    public async Task Spectral_finds_nothing()
    {
        Tools.NeedNode();
        Assert.Contains(
            "No results",
            await Tools.RunPackage(Here, "spectral", "lint", Document, "--ruleset", "spectral.yaml", "--fail-severity", "hint"),
            StringComparison.Ordinal
        );
    }

    [SkippableFact]
    public async Task Redocly_finds_nothing()
    {
        Tools.NeedNode();
        var said = await Tools.RunPackage(Here, "redocly", "lint", Document, "--config", "redocly.yaml");
        Assert.Contains("is valid", said, StringComparison.Ordinal);
        Assert.DoesNotContain("You have", said, StringComparison.Ordinal);
    }
}
