using System.Text.Json.Nodes;
using Matcher.Data;

namespace Matcher.EndToEnd.Tests;

/// <summary>What people type, and what it answers.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Catalogue_check_prints_every_fault_and_every_warning_and_exits_1_when_there_is_a_fault()
    {
        Copy(DataFiles.Catalogue);
        using (var check = Program("Matcher.Api", "catalogue", "check", folder.FullName))
        {
            await check.Exits(0);
            Assert.StartsWith("No faults and no warnings: 14 providers, ", check.Output, StringComparison.Ordinal);
        }
        Replace("sessions.csv", "2026-12-14", "2026-12-28");
        using (var check = Program("Matcher.Api", "catalogue", "check", folder.FullName))
        {
            await check.Exits(0);
            Assert.StartsWith("Warnings: ", check.Output, StringComparison.Ordinal);
            Assert.Contains("column date: \"2026-12-28\". This is a bank holiday in England", check.Output, StringComparison.Ordinal);
            Assert.Contains("No faults, 1 warning: 14 providers, ", check.Output, StringComparison.Ordinal);
        }
        Replace("venues.csv", "true", "maybe");
        Replace("providers.csv", ",national,", ",global,");
        using (var check = Program("Matcher.Api", "catalogue", "check", folder.FullName))
        {
            await check.Exits(1);
            Assert.Contains(
                "venues.csv row 2 column nearStation: \"maybe\". Write true or false, or yes or no.",
                check.Output,
                StringComparison.Ordinal
            );
            Assert.Contains("column coverage: \"global\". Write one of regional, national.", check.Output, StringComparison.Ordinal);
            Assert.Contains("column date: \"2026-12-28\". This is a bank holiday in England", check.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_hubs_own_catalogue_is_served_and_a_faulty_one_is_refused_with_its_faults()
    {
        Copy(DataFiles.Catalogue);
        Replace("about.csv", "true,2026-09-01", "false,");
        using (var api = RunningProgram.Api("--catalogue", folder.FullName))
        {
            using var site = new HubWebsite(api.Address("listens on"));
            Assert.False((bool)(await site.Recommend("""{ "location": { "postcode": "BN3" } }"""))["illustrativeCatalogue"]!);
        }
        Replace("venues.csv", "true", "maybe");
        using var refused = RunningProgram.Api("--catalogue", folder.FullName);
        await refused.Exits(1);
        Assert.Contains("venues.csv row 2 column nearStation", refused.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Matcher.Api", "--help", "--catalogue")]
    [InlineData("Matcher.Scorer", "--help", "train")]
    [InlineData("Matcher.Scorer", "train --help", "--choosers")]
    [InlineData("Matcher.Scorer", "simulate --help", "--seed")]
    [InlineData("Matcher.Scorer", "evaluate --help", "--choices")]
    [InlineData("Matcher.Api", "choices convert --help", "--skip-bad-rows")]
    public async Task Help_tells_what_there_is(string program, string arguments, string expected)
    {
        using var help = Program(program, arguments.Split(' '));
        await help.Exits(0);
        Assert.Contains(expected, help.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("batch run list.csv --out results", "--skip")]
    [InlineData("batch sample --people 3", "--sed=1")]
    [InlineData("catalogue check .", "--strict")]
    [InlineData("postcodes import file.csv", "--too")]
    [InlineData("keys list", "--hubs")]
    [InlineData("choices convert decisions.csv --out choices.csv", "--overwrit")]
    public async Task A_mistyped_option_is_refused_and_nothing_is_done(string command, string mistyped)
    {
        using var program = Program("Matcher.Api", [.. command.Split(' '), mistyped]);
        await program.Exits(1);
        var verb = string.Join(' ', command.Split(' ').Take(2));
        Assert.Equal($"Unknown option: {mistyped}. See {verb} --help.", program.Output.Trim());
    }

    [Theory]
    [InlineData("Matcher.Api", "--ulrs http://localhost:1")]
    [InlineData("Matcher.Api", "srve")]
    [InlineData("Matcher.Api", "--urls http://localhost:99999")]
    [InlineData("Matcher.Api", "--urls http://192.0.2.1:5080")]
    [InlineData("Matcher.Scorer", "serve --urls http://localhost:99999")]
    [InlineData("Matcher.Scorer", "serve --urls http://192.0.2.1:5081")]
    [InlineData("Matcher.Scorer", "train --choosers many")]
    [InlineData("Matcher.Scorer", "train --out /dev/null/model")]
    [InlineData("Matcher.Api", "--urls nonsense")]
    [InlineData("Matcher.Api", "--urls http://127.0.0.1:0 --scorer nonsense")]
    [InlineData("Matcher.Api", "--urls http://127.0.0.1:0 --Scorer:Deadline=01:00:00")]
    [InlineData("Matcher.Api", "--urls http://127.0.0.1:0 --Cors:Origins:0=https://hub.example/")]
    [InlineData("Matcher.Scorer", "train --choosers 3")]
    [InlineData("Matcher.Scorer", "train --trainer oak")]
    [InlineData("Matcher.Scorer", "train --choices /nowhere.csv")]
    [InlineData("Matcher.Api", "choices convert /nowhere.ndjson --out /tmp/nothing.csv")]
    [InlineData("Matcher.Api", "choices convert decisions.csv")]
    [InlineData("Matcher.Scorer", "simulate")]
    [InlineData("Matcher.Scorer", "simulate --choosers 0 --out choices.csv")]
    [InlineData("Matcher.Scorer", "evaluate --model /nowhere")]
    [InlineData("Matcher.Scorer", "evaluate --choices /nowhere.csv")]
    [InlineData("Matcher.Scorer", "evaluate --small")]
    [InlineData("Matcher.Scorer", "serve --urls nonsense")]
    [InlineData("Matcher.Scorer", "serve --model /nowhere")]
    [InlineData("Matcher.Scorer", "serve --baseline")]
    public async Task A_mistake_is_told_in_a_sentence_and_exits_1(string program, string arguments)
    {
        using var mistaken = Program(program, arguments.Split(' '));
        await mistaken.Exits(1);
        Assert.NotEmpty(mistaken.Output);
        Assert.DoesNotContain("   at ", mistaken.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_shows_its_progress_writes_a_model_and_the_scorer_serves_it()
    {
        using var train = Program("Matcher.Scorer", "train", "--choosers", "200", "--out", folder.FullName);
        await train.Exits(0);
        // In a file, at most a line for each tenth of a step.
        Assert.InRange(train.Output.Split('\n').Count(line => line.EndsWith('%')), 2, 11);
        var version = (string)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "manifest.json")))!["version"]!;
        using var api = RunningProgram.Api($"--Scorer:ModelFolder={folder.FullName}");
        using var site = new HubWebsite(api.Address("listens on"));
        Assert.Equal(version, (string)(await site.Recommend("""{ "location": { "postcode": "BN3" } }"""))["modelVersion"]!);
    }

    [Fact]
    public async Task Choices_of_others_are_learned_from_and_measured_and_bad_rows_are_listed_or_skipped()
    {
        var (choices, model) = (Path.Combine(folder.FullName, "choices.csv"), Path.Combine(folder.FullName, "model"));
        using (var simulate = Program("Matcher.Scorer", "simulate", "--choosers", "40", "--seed", "3", "--out", choices))
            await simulate.Exits(0);
        using (var train = Program("Matcher.Scorer", "train", "--choosers", "200", "--choices", choices, "--out", model))
            await train.Exits(0);
        using (var evaluate = Program("Matcher.Scorer", "evaluate", "--choices", choices, "--model", model))
        {
            await evaluate.Exits(0);
            Assert.Equal(evaluate.Output.Trim(), (await File.ReadAllTextAsync(Path.Combine(model, "CHOICES.md"))).Trim());
        }
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(model, "manifest.json")))!;
        // The file calls its choosers simulated.
        Assert.Equal(0, (double)manifest["recordedShare"]!);

        var lines = await File.ReadAllLinesAsync(choices);
        lines[1] = lines[1].Replace(",true,", ",maybe,", StringComparison.Ordinal).Replace(",false,", ",maybe,", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(choices, lines);
        using (var refused = Program("Matcher.Scorer", "evaluate", "--choices", choices, "--model", model))
        {
            await refused.Exits(1);
            Assert.Contains("choices.csv row 2 column", refused.Output, StringComparison.Ordinal);
        }
        using var skipped = Program("Matcher.Scorer", "evaluate", "--choices", choices, "--skip-bad-rows", "--model", model);
        await skipped.Exits(0);
    }

    private static RunningProgram Program(string name, params string[] arguments) => new(name, arguments);

    private void Copy(string source)
    {
        foreach (var file in Directory.EnumerateFiles(source))
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
    }

    private void Replace(string file, string right, string wrong)
    {
        var path = Path.Combine(folder.FullName, file);
        var text = File.ReadAllText(path);
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} has no {right}.");
        File.WriteAllText(path, text[..at] + wrong + text[(at + right.Length)..]);
    }
}
