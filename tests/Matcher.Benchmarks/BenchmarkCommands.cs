using System.CommandLine;
using Matcher.Benchmarks.Allocations;
using Matcher.Benchmarks.Load;
using Matcher.Benchmarks.Workloads;
using Matcher.Scorer.CommandLine;

namespace Matcher.Benchmarks;

/// <summary>The verbs of the command line.</summary>
internal static class BenchmarkCommands
{
    public static RootCommand Root() =>
        new(
            "Measures Matcher: its scoring, explaining and ordering beside plain ways and another library, and the whole of it under load. Run it with -c Release."
        )
        {
            AllCommand(),
            ScoringCommand(),
            ExplainingCommand(),
            OrderingCommand(),
            GrowthCommand(),
            AllocationCommand.Allocation(),
            LoadCommand.Load(),
            LoadCommand.Serve(),
        };

    private static Command AllCommand()
    {
        var isShort = IsShort();
        var command = new Command("all", "Everything that is timed in this process: scoring, explaining, ordering and growth.") { isShort };
        command.SetAction(
            (parsed, cancellation) =>
                CommandWork.Run(() =>
                {
                    Workbench.Prepare(cancellation);
                    TimeScoring(parsed.GetValue(isShort));
                    TimeExplaining(parsed.GetValue(isShort));
                    BenchmarkRun.Of<Ordering>(parsed.GetValue(isShort));
                    BenchmarkRun.Of<Growth>(parsed.GetValue(isShort));
                })
        );
        return command;
    }

    private static Command ScoringCommand()
    {
        var isShort = IsShort();
        var candidates = new Option<int?>("--candidates")
        {
            Description = $"Only requests of this size: {string.Join(", ", Workbench.Sizes.Keys)}. All of them otherwise.",
        };
        candidates.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is { } size && !Workbench.Sizes.ContainsKey(size))
                result.AddError($"--candidates takes {string.Join(", ", Workbench.Sizes.Keys)}.");
        });
        var command = new Command("scoring", "How long does it take to score all candidates of a request?") { isShort, candidates };
        command.SetAction(
            (parsed, cancellation) =>
                CommandWork.Run(() =>
                {
                    Workbench.Prepare(cancellation);
                    TimeScoring(parsed.GetValue(isShort), parsed.GetValue(candidates));
                })
        );
        return command;
    }

    private static Command ExplainingCommand()
    {
        var isShort = IsShort();
        var command = new Command("explaining", "How long does it take to say what one candidate's score is made of?") { isShort };
        command.SetAction(
            (parsed, cancellation) =>
                CommandWork.Run(() =>
                {
                    Workbench.Prepare(cancellation);
                    TimeExplaining(parsed.GetValue(isShort));
                })
        );
        return command;
    }

    private static Command OrderingCommand()
    {
        var isShort = IsShort();
        var command = new Command("ordering", "How long does it take to order courses, a few and thousands?") { isShort };
        command.SetAction((parsed, _) => CommandWork.Run(() => BenchmarkRun.Of<Ordering>(parsed.GetValue(isShort))));
        return command;
    }

    private static Command GrowthCommand()
    {
        var isShort = IsShort();
        var command = new Command("growth", "How do time and memory of a whole request grow with its candidates?") { isShort };
        command.SetAction((parsed, _) => CommandWork.Run(() => BenchmarkRun.Of<Growth>(parsed.GetValue(isShort))));
        return command;
    }

    private static void TimeScoring(bool isShort, int? candidates = null)
    {
        foreach (var size in Workbench.Sizes.Keys)
            Agreement.OfScores(Workbench.Current.Of(size));
        BenchmarkRun.Of<Scoring>(
            isShort,
            benchmark => candidates is not { } size || benchmark.Parameters[nameof(Scoring.Candidates)] is int value && value == size
        );
    }

    private static void TimeExplaining(bool isShort)
    {
        Agreement.OfExplanations(Workbench.Current.Of(Explaining.Candidates));
        BenchmarkRun.Of<Explaining>(isShort);
    }

    private static Option<bool> IsShort() =>
        new("--short") { Description = "Only see that everything runs, in less than a minute: do not quote the times." };
}
