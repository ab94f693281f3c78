using System.Text.RegularExpressions;

namespace Matcher.Api.Tests;

/// <summary>The rules that keep the parts apart.</summary>
public sealed class StructureTests
{
    private static readonly string[] Slices = ["Recommendations", "Catalogues", "BatchRuns", "Models", "Choices"];

    [Fact]
    public void Only_the_file_that_starts_the_scorer_knows_its_assembly()
    {
        var knowing = Sources("api")
            .Where(file => Regex.IsMatch(File.ReadAllText(file), @"Matcher\.Scorer\b|\bScorerApp\b"))
            .Select(Path.GetFileName);
        Assert.Equal(["EmbeddedScorer.cs"], knowing);
    }

    [Fact]
    public void The_scorer_knows_nothing_of_the_api() =>
        Assert.DoesNotContain(Sources("scorer"), file => File.ReadAllText(file).Contains("Matcher.Api", StringComparison.Ordinal));

    // A batch run ranks with the recommender; decisions are read as waiting lists and requests are.
    private static readonly (string Slice, string Used)[] Allowed =
    [
        ("BatchRuns", "Recommendations"),
        ("Choices", "BatchRuns"),
        ("Choices", "Recommendations"),
    ];

    [Fact]
    public void Slices_do_not_use_each_other_but_for_what_ranks_and_what_reads_people()
    {
        foreach (var slice in Slices.Where(slice => Directory.Exists(Path.Combine(SourceTree.Root, "api", slice))))
        {
            foreach (var other in Slices.Where(other => other != slice && !Allowed.Contains((slice, other))))
            {
                Assert.DoesNotContain(
                    Sources(Path.Combine("api", slice)),
                    file => Regex.IsMatch(File.ReadAllText(file), $@"\bMatcher\.Api\.{other}\b|(?<![.\w]){other}\.\w")
                );
            }
        }
    }

    [Fact]
    public void What_serves_scores_never_uses_what_trains_or_measures()
    {
        foreach (var folder in new[] { "Features", "Models", "Scoring", "Grpc", "Serving" })
        {
            Assert.DoesNotContain(
                Sources(Path.Combine("scorer", folder)),
                file => Regex.IsMatch(File.ReadAllText(file), @"Matcher\.Scorer\.(Training|Evaluation|Simulation)\b")
            );
        }
    }

    [Theory]
    [InlineData("api")]
    [InlineData("data")]
    [InlineData("scorer")]
    public void No_folders_use_each_other_in_a_circle(string project)
    {
        var sources = Sources(project)
            .Select(File.ReadAllText)
            .Select(text => (Text: text, Space: Regex.Match(text, @"^namespace ([\w.]+);", RegexOptions.Multiline).Groups[1].Value))
            .ToList();
        var spaces = sources.Select(source => source.Space).Distinct().ToList();
        // The project's own folder starts the others, so it may use them all.
        var root = spaces.MinBy(space => space.Length)!;
        var left = spaces
            .Where(space => space != root)
            .ToDictionary(
                space => space,
                space =>
                    sources
                        .Where(source => source.Space == space)
                        .SelectMany(source => Regex.Matches(source.Text, @"^using (?:static )?([\w.]+?);", RegexOptions.Multiline))
                        .Select(match => match.Groups[1].Value)
                        .Where(other => other != space && spaces.Contains(other))
                        .ToHashSet()
            );
        // Folders that use nothing that is left can't be part of a circle.
        while (left.Keys.Where(space => !left[space].Overlaps(left.Keys)).ToList() is { Count: > 0 } free)
            free.ForEach(space => left.Remove(space));
        Assert.Empty(left.Keys);
    }

    [Fact]
    public void Asynchronous_methods_have_no_suffix_but_for_the_framework_s_and_the_twin_of_a_synchronous_one()
    {
        var declared = Sources(".")
            .SelectMany(file =>
                Regex.Matches(File.ReadAllText(file), @"(?<!override (async )?)\b(Value)?Task(<[^\n(]*>)? (?<name>\w+Async)\(")
            )
            .Select(match => match.Groups["name"].Value);
        Assert.Empty(
            declared.Except([
                "StartAsync",
                "StopAsync",
                "StartingAsync",
                "StartedAsync",
                "StoppingAsync",
                "StoppedAsync",
                "WaitForStartAsync",
                "ExecuteAsync",
                "InitializeAsync",
                "DisposeAsync",
                "BindAsync",
                "AcceptAsync",
                "UnbindAsync",
                "TryHandleAsync",
                "InvokeAsync",
                "HandleAsync",
                "ReadAsync",
            ])
        );
    }

    [Fact]
    public void No_line_of_code_is_longer_than_140_columns()
    {
        var isRaw = false;
        var tooLong = new List<string>();
        foreach (var file in Sources(".").Where(file => !file.Contains("Migrations", StringComparison.Ordinal)))
        {
            foreach (var (index, line) in File.ReadLines(file).Index())
            {
                // A sentence may be longer: broken apart it is harder to read, and to find.
                var code = Regex.Replace(line, "\"(?:[^\"\\\\]|\\\\.)*\"", "\"\"");
                var marks = Regex.Count(line, "\"\"\"");
                if (line.Length > 140 && !isRaw && marks == 0 && code.Length > 140)
                    tooLong.Add($"{file}:{index + 1}");
                isRaw ^= marks % 2 == 1;
            }
        }
        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_file_is_longer_than_300_lines() => Assert.DoesNotContain(Sources("."), file => File.ReadLines(file).Count() > 300);

    [Fact]
    public void No_method_is_longer_than_70_lines()
    {
        var tooLong = Sources(".")
            .Where(file => !file.Contains("Migrations", StringComparison.Ordinal))
            .SelectMany(file =>
                Methods(File.ReadAllLines(file))
                    .Where(method => method.Lines > 70)
                    .Select(method => $"{method.Name}, {method.Lines} lines, in {file}")
            );
        Assert.Empty(tooLong);
    }

    // A method begins with its modifier, at an indentation that nothing in it has but its brackets. Local functions are part of it, and a
    // field or property has an equals sign or an accessor before its first bracket.
    private static IEnumerable<(string Name, int Lines)> Methods(string[] lines)
    {
        foreach (var (index, line) in lines.Index())
        {
            var start = Regex.Match(
                line,
                @"^( +)(?:public|private|protected|internal|static)\b(?!.*\b(?:class|struct|record|interface|enum|delegate)\b)[^=;]*?(\w+)(?:<[^()]*>)?\("
            );
            if (!start.Success)
                continue;
            var within = new Regex($@"^(?:\s*$|{start.Groups[1].Value}[ {{}})\]])");
            var rest = lines.Skip(index + 1).TakeWhile(next => within.IsMatch(next)).ToList();
            yield return (start.Groups[2].Value, 2 + rest.FindLastIndex(next => next.Length > 0));
        }
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
}
