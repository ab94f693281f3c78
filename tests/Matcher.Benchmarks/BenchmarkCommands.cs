using System.CommandLine;
using Matcher.Benchmarks.Allocations;
using Matcher.Benchmarks.LightGbm;
using Matcher.Benchmarks.Load;
using Matcher.Benchmarks.Reference;
using Matcher.Benchmarks.Workloads;
using Matcher.Scorer;

namespace Matcher.Benchmarks;

/// <summary>The verbs of the command line.</summary>
internal static class BenchmarkCommands
{
    public static RootCommand Root() => new("Measures Matcher: its trees against other libraries on the same trees and rows, and the whole of it under load. Run it with -c Release.")
    {
        AllCommand(),
        ScoringCommand(),
        ExplainingCommand(),
        GrowthCommand(),
        AllocationCommand.Allocation(),
        LoadCommand.Load(),
        LoadCommand.Serve(),
        TreesCommand(),
        ReferenceCommand(),
    };

    private static Command AllCommand()
    {
        var isShort = IsShort();
        var command = new Command("all", "Everything that is timed in this process: scoring, explaining and growth.") { isShort };
        command.SetAction((parsed, cancellation) => ScorerCommands.Work(() =>
        {
            Workbench.Prepare(cancellation);
            TimeScoring(parsed.GetValue(isShort));
            TimeExplaining(parsed.GetValue(isShort));
            BenchmarkRun.Of<Growth>(parsed.GetValue(isShort));
        }));
        return command;
    }

    private static Command ScoringCommand()
    {
        var isShort = IsShort();
        var candidates = new Option<int?>("--candidates") { Description = $"Only requests of this size: {string.Join(", ", Workbench.Sizes.Keys)}. All of them otherwise." };
        candidates.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is { } size && !Workbench.Sizes.ContainsKey(size)) result.AddError($"--candidates takes {string.Join(", ", Workbench.Sizes.Keys)}.");
        });
        var command = new Command("scoring", "How long does it take to score all candidates of a request? Takes about five minutes.") { isShort, candidates };
        command.SetAction((parsed, cancellation) => ScorerCommands.Work(() =>
        {
            Workbench.Prepare(cancellation);
            TimeScoring(parsed.GetValue(isShort), parsed.GetValue(candidates));
        }));
        return command;
    }

    private static Command ExplainingCommand()
    {
        var isShort = IsShort();
        var command = new Command("explaining", "How long does it take to explain one candidate's score by Shapley values? Takes about a minute.") { isShort };
        command.SetAction((parsed, cancellation) => ScorerCommands.Work(() =>
        {
            Workbench.Prepare(cancellation);
            TimeExplaining(parsed.GetValue(isShort));
        }));
        return command;
    }

    private static Command GrowthCommand()
    {
        var isShort = IsShort();
        var command = new Command("growth", "How do time and memory of a whole request grow with its candidates? Takes about half a minute.") { isShort };
        command.SetAction((parsed, _) => ScorerCommands.Work(() => BenchmarkRun.Of<Growth>(parsed.GetValue(isShort))));
        return command;
    }

    private static void TimeScoring(bool isShort, int? candidates = null)
    {
        ForEach(Workbench.Sizes.Keys, Agreement.OfScores);
        BenchmarkRun.Of<Scoring>(isShort, benchmark => candidates is not { } size || benchmark.Parameters[nameof(Scoring.Candidates)] is int value && value == size);
    }

    private static void TimeExplaining(bool isShort)
    {
        ForEach([Explaining.Candidates], Agreement.OfExplanations);
        BenchmarkRun.Of<Explaining>(isShort);
    }

    private static Command TreesCommand()
    {
        var command = new Command("trees", "What shape do the trees have that are timed?");
        command.SetAction((_, cancellation) => ScorerCommands.Work(() =>
        {
            Workbench.Prepare(cancellation);
            foreach (var model in Enum.GetValues<BenchmarkModel>()) Console.WriteLine($"{model}\n{TreeShapes.Describe(Workbench.Current.Of(model, Explaining.Candidates).Prepared)}\n");
        }));
        return command;
    }

    private static Command ReferenceCommand()
    {
        var file = new Option<string>("--out") { Description = "The JSON file to write; tests/Matcher.Scorer.Tests/Fixtures/lightgbm-contributions.json is the one that the tests read.", Required = true };
        var command = new Command("reference", "Writes made-up trees with LightGBM's Shapley values, which the tests hold ours against.") { file };
        command.SetAction((parsed, _) => ScorerCommands.Work(() =>
        {
            if (!LightGbmLibrary.Loads) throw new InvalidDataException(LightGbmLibrary.HowToGetIt);
            File.WriteAllText(parsed.GetValue(file)!, ContributionCase.ToJson(ReferenceCases.Ask()));
        }));
        return command;
    }

    private static void ForEach(IEnumerable<int> sizes, Action<Workload> work)
    {
        foreach (var model in Enum.GetValues<BenchmarkModel>())
            foreach (var candidates in sizes) work(Workbench.Current.Of(model, candidates));
    }

    private static Option<bool> IsShort() => new("--short") { Description = "Only see that everything runs, in less than a minute: the times are no figures to quote." };
}
