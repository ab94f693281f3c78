namespace Matcher.Api.BatchRuns.Allocation;

/// <summary>The placement that is best for all together, goal after goal.</summary>
/// <param name="effort">How long to seek, in arcs of flows. Not in time: the same problem has to end at the same placement on any
/// machine.</param>
internal sealed class OptimalAllocation(long effort = OptimalAllocation.DefaultEffort) : IAllocationMethod
{
    /// <summary>About half a minute on one processor (an arc of a flow takes about a microsecond).</summary>
    public const long DefaultEffort = 30_000_000;

    public string Name => "optimal";

    public string Explanation =>
        "All people are placed together. What counts first is that as many as possible get a place; then that the worst rank anybody gets is as good as possible; then that the ranks that all obtain add up to the least; "
        + "and where that leaves a choice, it goes to the person who comes first by priority, date and lottery, among the same open cohorts. Each goal is followed as far as the ones before allow, and the summary says how close to the best possible each "
        + "of them is proven to be. It can pay to state an order that is not one's own.";

    public Placement Place(AllocationProblem problem, CancellationToken cancellation)
    {
        var most = problem.People.Max(person => (int?)person.Cohorts.Length) ?? 0;
        var search = new CohortBranchAndBound(problem, effort);
        var found = search.Seek(most, atLeast: 0, anyWill: false, null, cancellation);
        var best = found.Best ?? new FlowResult([.. Enumerable.Repeat(-1, problem.People.Count)], new int[problem.Offers.Count], 0, 0);
        var placedBound = found.PlacedBound;

        // Below the first and from the second on it is certain; between them it is not, if the search gave up.
        var (worst, impossible, unknown) = (WorstRank(problem, best), 0, 0);
        while (best.Placed > 0 && Math.Max(impossible, unknown) + 1 < worst)
        {
            var tried = (Math.Max(impossible, unknown) + worst) / 2;
            var bounded = search.Seek(tried, best.Placed, anyWill: true, null, cancellation);
            if (bounded.Best is { } better && better.Placed >= best.Placed)
                (best, worst) = (better, WorstRank(problem, better));
            else if (bounded.PlacedBound < best.Placed)
                impossible = tried;
            else
                unknown = tried;
        }
        var cheapest = search.Seek(Math.Max(1, worst), best.Placed, anyWill: false, best, cancellation);
        // A search that gave up before may only now find room for more people.
        best = cheapest.Best!;
        worst = WorstRank(problem, best);
        return new(
            LexicographicImprovement.Find(problem, best, Math.Max(1, worst), cancellation),
            [
                new("placed", best.Placed, Math.Max(placedBound, best.Placed)),
                new("worstRank", worst, best.Placed > 0 ? impossible + 1 : worst),
                // Where more people might be placed, all that is certain of as many is that nobody gets better than their first choice.
                new("totalRank", best.TotalRank, cheapest.PlacedBound == best.Placed ? cheapest.TotalBound : best.Placed),
            ]
        );
    }

    private static int WorstRank(AllocationProblem problem, FlowResult found)
    {
        var worst = 0;
        for (var person = 0; person < found.CohortOf.Length; person++)
        {
            if (found.CohortOf[person] >= 0)
                worst = Math.Max(worst, Array.IndexOf(problem.People[person].Cohorts, (ushort)found.CohortOf[person]) + 1);
        }

        return worst;
    }
}
