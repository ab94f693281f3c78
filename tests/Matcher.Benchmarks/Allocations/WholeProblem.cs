using Google.OrTools.LinearSolver;
using Google.OrTools.Sat;
using Matcher.Api.BatchRuns.Allocation;

namespace Matcher.Benchmarks.Allocations;

/// <summary>What a solver made of the whole problem; null: it did not get so far in its time.</summary>
/// <param name="Placed">The most people that it placed.</param>
/// <param name="PlacedBound">What it proved that no placement surpasses.</param>
/// <param name="TotalRank">The least total rank that it found for as many.</param>
/// <param name="TotalBound">What it proved that none is below.</param>
internal sealed record SolverResult(long? Placed, long? PlacedBound, long? TotalRank, long? TotalBound);

/// <summary>
/// The placement as one mathematical programme, to compare with: a yes or no for each person and cohort and for each cohort's opening;
/// first the most people, then the least total rank of as many.
/// </summary>
internal static class WholeProblem
{
    /// <summary>By CP-SAT, on one processor.</summary>
    public static SolverResult ByCpSat(AllocationProblem problem, TimeSpan limitOfEachGoal)
    {
        var model = new CpModel();
        var places = Enumerable.Range(0, problem.Offers.Count).Select(_ => new List<BoolVar>()).ToArray();
        var (all, ranks) = (new List<BoolVar>(), new List<long>());
        foreach (var person in problem.People)
        {
            var own = new List<BoolVar>();
            for (var rank = 0; rank < person.Cohorts.Length; rank++)
            {
                if (problem.Offers[person.Cohorts[rank]] is var offer && offer.Needed > offer.Capacity)
                    continue;
                var goes = model.NewBoolVar("");
                own.Add(goes);
                places[person.Cohorts[rank]].Add(goes);
                all.Add(goes);
                ranks.Add(rank + 1);
            }
            model.AddAtMostOne(own);
        }
        for (var cohort = 0; cohort < places.Length; cohort++)
        {
            var opens = model.NewBoolVar("");
            var placed = Google.OrTools.Sat.LinearExpr.Sum(places[cohort]);
            model.Add(placed <= opens * problem.Offers[cohort].Capacity);
            model.Add(placed >= opens * problem.Offers[cohort].Needed);
        }
        var (most, total) = (Google.OrTools.Sat.LinearExpr.Sum(all), Google.OrTools.Sat.LinearExpr.WeightedSum(all, ranks));
        model.Maximize(most);
        var first = Solve();
        if (first.Found is not { } count)
            return new(null, first.Bound, null, null);
        model.Add(most >= count);
        model.Minimize(total);
        var second = Solve();
        return new(count, first.Bound, second.Found, second.Bound);

        (long? Found, long Bound) Solve()
        {
            using var solver = new CpSolver();
            solver.StringParameters = FormattableString.Invariant($"max_time_in_seconds:{limitOfEachGoal.TotalSeconds} num_workers:1");
            var found = solver.Solve(model) is CpSolverStatus.Optimal or CpSolverStatus.Feasible;
            return (found ? (long)Math.Round(solver.ObjectiveValue) : null, (long)Math.Round(solver.BestObjectiveBound));
        }
    }

    /// <summary>By a solver for mixed-integer programmes, on one processor.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="name">The solver, by OR-Tools' name for it.</param>
    /// <param name="limitOfEachGoal">How long it may take for each of the two goals.</param>
    public static SolverResult ByMip(AllocationProblem problem, string name, TimeSpan limitOfEachGoal)
    {
        using var solver = Solver.CreateSolver(name) ?? throw new InvalidOperationException($"OR-Tools has no solver {name} here.");
        solver.SuppressOutput();
        solver.SetTimeLimit((long)limitOfEachGoal.TotalMilliseconds);
        var cohorts = problem
            .Offers.Select(offer =>
            {
                var opens = solver.MakeBoolVar("");
                var (most, least) = (solver.MakeConstraint(double.NegativeInfinity, 0), solver.MakeConstraint(0, double.PositiveInfinity));
                most.SetCoefficient(opens, -offer.Capacity);
                least.SetCoefficient(opens, -offer.Needed);
                return (Most: most, Least: least);
            })
            .ToArray();
        var all = new List<(Variable Goes, int Rank)>();
        foreach (var person in problem.People)
        {
            var once = solver.MakeConstraint(double.NegativeInfinity, 1);
            for (var rank = 0; rank < person.Cohorts.Length; rank++)
            {
                var cohort = person.Cohorts[rank];
                if (problem.Offers[cohort].Needed > problem.Offers[cohort].Capacity)
                    continue;
                var goes = solver.MakeBoolVar("");
                once.SetCoefficient(goes, 1);
                cohorts[cohort].Most.SetCoefficient(goes, 1);
                cohorts[cohort].Least.SetCoefficient(goes, 1);
                all.Add((goes, rank + 1));
            }
        }
        var goal = solver.Objective();
        foreach (var (goes, _) in all)
            goal.SetCoefficient(goes, 1);
        goal.SetMaximization();
        if (!Found(solver.Solve()))
            return new(null, null, null, null);
        var (count, countBound) = ((long)Math.Round(goal.Value()), (long)Math.Round(goal.BestBound()));
        var enough = solver.MakeConstraint(count, double.PositiveInfinity);
        foreach (var (goes, rank) in all)
        {
            enough.SetCoefficient(goes, 1);
            goal.SetCoefficient(goes, rank);
        }
        goal.SetMinimization();
        return Found(solver.Solve())
            ? new(count, countBound, (long)Math.Round(goal.Value()), (long)Math.Round(goal.BestBound()))
            : new(count, countBound, null, null);

        static bool Found(Solver.ResultStatus status) => status is Solver.ResultStatus.OPTIMAL or Solver.ResultStatus.FEASIBLE;
    }
}
