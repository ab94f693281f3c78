using System.Text.RegularExpressions;

namespace Matcher.Api.Tests;

/// <summary>The rules that keep the parts apart.</summary>
public sealed class StructureTests
{
    private static readonly string[] Slices = ["Recommendations", "Courses", "BatchRuns", "Models"];

    [Fact]
    public void Only_the_file_that_starts_the_scorer_knows_its_assembly()
    {
        var knowing = Sources("api").Where(file => Regex.IsMatch(File.ReadAllText(file), @"Matcher\.Scorer\b|\bScorerApp\b")).Select(Path.GetFileName);
        Assert.Equal(["EmbeddedScorer.cs"], knowing);
    }

    [Fact]
    public void The_scorer_knows_nothing_of_the_api() =>
        Assert.DoesNotContain(Sources("scorer"), file => File.ReadAllText(file).Contains("Matcher.Api", StringComparison.Ordinal));

    [Fact]
    public void Slices_do_not_use_each_other_but_that_batch_runs_use_the_recommender()
    {
        foreach (var slice in Slices.Where(slice => Directory.Exists(Path.Combine(SourceTree.Root, "api", slice))))
        {
            foreach (var other in Slices.Where(other => other != slice && (slice, other) != ("BatchRuns", "Recommendations")))
                Assert.DoesNotContain(Sources(Path.Combine("api", slice)), file => Regex.IsMatch(File.ReadAllText(file), $@"\bMatcher\.Api\.{other}\b|(?<![.\w]){other}\.\w"));
        }
    }

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Assert.DoesNotContain(Sources("."), file => File.ReadLines(file).Count() > 300);

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
}
