using System.Text.Json.Nodes;
using Matcher.Data;

namespace Matcher.EndToEnd.Tests;

/// <summary>A hub that knows who took what makes a model of it: decisions, choices, model, card.</summary>
public sealed class DecisionTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Decisions_become_choices_that_a_model_is_trained_with_and_its_card_names()
    {
        var (choices, model) = (At("choices.csv"), At("model"));
        await Run("Matcher.Api", 0, "choices", "convert", Sample("ndjson"), "--simulated", "--out", choices);
        await Run("Matcher.Scorer", 0, "train", "--choosers", "200", "--choices", choices, "--out", model);
        await Run("Matcher.Scorer", 0, "evaluate", "--small", "--skip-lightgbm", "--model", model);

        var rows = (await File.ReadAllLinesAsync(choices)).Length - 1;
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(model, "manifest.json")))!["recordedChoices"]!;
        Assert.Equal("choices.csv", (string)recorded["files"]![0]!["name"]!);
        Assert.Equal(rows, (int)recorded["files"]![0]!["rows"]!);
        var card = await File.ReadAllTextAsync(Path.Combine(model, "MODEL_CARD.md"));
        Assert.Contains("`choices.csv`", card, StringComparison.Ordinal);
        Assert.Contains("train --choosers 200 --seed 2026 --choices choices.csv --out my-model", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_decisions_as_csv_become_the_same_choices_but_for_the_row_numbers()
    {
        await Run("Matcher.Api", 0, "choices", "convert", Sample("ndjson"), "--out", At("lines.csv"));
        await Run("Matcher.Api", 0, "choices", "convert", Sample("csv"), "--out", At("cells.csv"));
        Assert.Equal(Rows("lines.csv"), Rows("cells.csv"));
        Assert.Equal(6, Rows("lines.csv").Count(row => row.Contains(",true,true,", StringComparison.Ordinal)));

        IEnumerable<string> Rows(string file) =>
            File.ReadLines(At(file)).Skip(1).Select(line => line[line.IndexOf(',', StringComparison.Ordinal)..]);
    }

    [Fact]
    public async Task Every_faulty_decision_is_told_with_its_line_and_nothing_is_written_unless_they_may_be_left_out()
    {
        string[] good = await File.ReadAllLinesAsync(Sample("ndjson"));
        var (file, output) = (At("decisions.ndjson"), At("choices.csv"));
        await File.WriteAllLinesAsync(
            file,
            [
                good[0],
                good[0].Replace("\"se-l6-day\",", "\"se-l6-dya\",", StringComparison.Ordinal),
                good[0].Replace("\"chosen\": \"se-l6-day\"", "\"chosen\": \"nw-na-day\"", StringComparison.Ordinal),
                good[0].Replace("2026-10-05", "2029-10-05", StringComparison.Ordinal).Replace("2029", "20-29", StringComparison.Ordinal),
                good[0].Replace("BN3", "nowhere", StringComparison.Ordinal),
                "{",
                good[1],
            ]
        );
        var refused = await Run("Matcher.Api", 1, "choices", "convert", file, "--out", output);
        foreach (var line in Enumerable.Range(2, 5))
            Assert.Contains($"decisions.ndjson row {line}", refused, StringComparison.Ordinal);
        Assert.Contains("Perhaps se-l6-day is meant", refused, StringComparison.Ordinal);
        Assert.Contains("not among what was offered", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("row 1 ", refused, StringComparison.Ordinal);
        Assert.Equal(["decisions.ndjson"], folder.EnumerateFiles().Select(each => each.Name));

        var skipped = await Run("Matcher.Api", 0, "choices", "convert", file, "--skip-bad-rows", "--out", output);
        Assert.Contains("2 decisions written", skipped, StringComparison.Ordinal);
        Assert.Contains("Left out: 5.", skipped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_replaced_without_saying_so()
    {
        var output = At("choices.csv");
        await File.WriteAllTextAsync(output, "mine");
        var refused = await Run("Matcher.Api", 1, "choices", "convert", Sample("csv"), "--out", output);
        Assert.Contains("--overwrite", refused, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(output));
        var mistyped = await Run("Matcher.Api", 1, "choices", "convert", Sample("csv"), "--overwrit", "--out", output);
        Assert.Contains("Unknown option: --overwrit", mistyped, StringComparison.Ordinal);
        await Run("Matcher.Api", 0, "choices", "convert", Sample("csv"), "--overwrite", "--out", output);
        Assert.StartsWith("chooser,", await File.ReadAllTextAsync(output), StringComparison.Ordinal);
    }

    private static string Sample(string form) => Path.Combine(DataFiles.Samples, $"made-up-decisions.{form}");

    private string At(string file) => Path.Combine(folder.FullName, file);

    private static async Task<string> Run(string program, int code, params string[] arguments)
    {
        using var running = new RunningProgram(program, arguments);
        await running.Exits(code);
        return running.Output;
    }
}
