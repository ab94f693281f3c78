using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Matcher.Api.BatchRuns.Allocation;
using Matcher.Scorer.CommandLine;

namespace Matcher.Benchmarks.Allocations;

/// <summary>The verb <c>allocation</c>: how long the methods take to place people, and what they and general solvers reach.</summary>
internal static class AllocationCommand
{
    private const int Turns = 5;

    /// <summary>Measures.</summary>
    public static Command Allocation()
    {
        var people = NumberOption.Of("--people", "How many people wait.", 5_000, 1, 50_000);
        var cohorts = NumberOption.Of("--cohorts", "How many cohorts there are.", 200, 14, 10_000);
        var seed = NumberOption.Of("--seed", "What people and cohorts are drawn with.", 1, 0, int.MaxValue);
        var rivals = NumberOption.Of(
            "--solvers",
            "How long CP-SAT and the solvers for mixed-integer programmes get for each of two goals, in seconds; 0: they are left out.",
            0,
            0,
            3600
        );
        var isShort = new Option<bool>("--short") { Description = "Few people, once: shows that it works, and measures nothing." };
        var command = new Command(
            "allocation",
            "How long does it take to place a waiting list, and how good is the placement? Takes about a minute, and the solvers' time."
        )
        {
            people,
            cohorts,
            seed,
            rivals,
            isShort,
        };
        command.SetAction(
            (parsed, cancellation) =>
                CommandWork.Run(() =>
                {
                    var quick = parsed.GetValue(isShort);
                    var problem = AllocationWorkload.Draw(
                        quick ? 300 : parsed.GetValue(people),
                        quick ? 40 : parsed.GetValue(cohorts),
                        parsed.GetValue(seed),
                        cancellation
                    );
                    Console.WriteLine(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{problem.People.Count:N0} people (simulated), {problem.Offers.Count:N0} cohorts (made up) with {problem.Offers.Sum(offer => offer.Capacity):N0} places, {problem.People.Average(person => person.Cohorts.Length):N1} choices a person"
                        )
                    );
                    Console.WriteLine(
                        $"{"method",-22}{"median",12}{"placed",8}{"cohorts",9}{"first choice",14}{"worst rank",12}{"total rank",12}"
                    );
                    var worst = 0;
                    foreach (
                        var method in (IAllocationMethod[])[new FirstComeFirstServed(), new PriorityAllocation(), new OptimalAllocation()]
                    )
                    {
                        worst = Time(problem, method, quick ? 1 : Turns, cancellation).WorstRank;
                    }

                    var limit = TimeSpan.FromSeconds(quick ? 5 : parsed.GetValue(rivals));
                    if (limit == TimeSpan.Zero)
                        return;
                    // They are spared the search for the worst rank: it is theirs to begin with.
                    var within = new AllocationProblem(
                        problem.People.Select(person => person with { Cohorts = [.. person.Cohorts.Take(worst)] }),
                        problem.Offers,
                        problem.Seed
                    );
                    TimeSolver("CP-SAT", () => WholeProblem.ByCpSat(within, limit));
                    foreach (var solver in (string[])["SCIP", "HIGHS"])
                        TimeSolver(solver, () => WholeProblem.ByMip(within, solver, limit));
                })
        );
        return command;
    }

    private static MethodSummary Time(AllocationProblem problem, IAllocationMethod method, int turns, CancellationToken cancellation)
    {
        var times = new List<TimeSpan>();
        Placement placement;
        do
        {
            var begun = Stopwatch.GetTimestamp();
            placement = method.Place(problem, cancellation);
            times.Add(Stopwatch.GetElapsedTime(begun));
        }
        // What takes long is not repeated: it is compiled for good soon.
        while (times.Count < turns && times[^1] < TimeSpan.FromSeconds(20));
        var summary = AllocationReport.Summarise(method.Name, problem, placement);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{summary.Method,-22}{times.Order().ElementAt(times.Count / 2).TotalSeconds,10:N3} s{summary.Placed,8}{summary.Opened,9}{summary.FirstChoice,14}{summary.WorstRank,12}{summary.TotalRank,12}"
            )
        );
        if (summary.Goals.Length > 0)
            Console.WriteLine($"  {summary.Goals}");
        return summary;
    }

    private static void TimeSolver(string name, Func<SolverResult> solve)
    {
        var begun = Stopwatch.GetTimestamp();
        var result = solve();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-22}{Stopwatch.GetElapsedTime(begun).TotalSeconds,10:N3} s  {Reached("placed", result.Placed, result.PlacedBound)}, {Reached("total rank", result.TotalRank, result.TotalBound)}"
            )
        );
    }

    private static string Reached(string goal, long? value, long? bound) =>
        $"{goal} {(value is { } found ? $"{found}" : "not found")}{(bound is { } proven ? $" (bound {proven})" : "")}";
}
