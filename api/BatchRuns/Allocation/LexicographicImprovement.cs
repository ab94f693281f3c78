namespace Matcher.Api.BatchRuns.Allocation;

/// <summary>
/// Among placements that place as many people at the same total rank in the same open cohorts, finds the one that is best for the first
/// in priority order, then for the second, and so on: in turn everybody moves up as far as a cycle of moves lets them that costs the
/// others together what it gives them. Such cycles use only moves of no reduced cost under the potentials of a cheapest placement
/// (complementary slackness; Ahuja, Magnanti and Orlin, Network Flows, 1993).
/// </summary>
internal sealed class LexicographicImprovement
{
    private readonly AllocationProblem problem;
    private readonly int worstRank;
    private readonly int[] at;
    private readonly int[] counts;
    private readonly bool[] isFixed;
    private readonly int none;
    private readonly int spare;
    private readonly int nodes;
    private readonly long[] potential;

    // How many people who are not fixed could move from one node to another at no reduced cost.
    private readonly int[,] tight;

    private LexicographicImprovement(AllocationProblem problem, FlowResult placement, int worstRank)
    {
        (this.problem, this.worstRank, counts) = (problem, worstRank, [.. placement.Counts]);
        (none, spare, nodes) = (counts.Length, counts.Length + 1, counts.Length + 2);
        at = Array.ConvertAll(placement.CohortOf, cohort => cohort < 0 ? none : cohort);
        isFixed = new bool[at.Length];
        potential = Potentials();
        tight = new int[nodes, nodes];
        for (var person = 0; person < at.Length; person++)
            CountTight(person, 1);
    }

    /// <summary>Finds it.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="placement">A placement of the least total rank for its open cohorts.</param>
    /// <param name="worstRank">The lowest rank that anybody may be placed at.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static int[] Find(AllocationProblem problem, FlowResult placement, int worstRank, CancellationToken cancellation)
    {
        var picks = new LexicographicImprovement(problem, placement, worstRank);
        for (var person = 0; person < picks.at.Length; person++)
        {
            cancellation.ThrowIfCancellationRequested();
            picks.Pick(person);
        }
        return Array.ConvertAll(picks.at, node => node == picks.none ? -1 : node);
    }

    private void Pick(int person)
    {
        CountTight(person, -1);
        isFixed[person] = true;
        foreach (var (to, cost) in Moves(person))
        {
            // In order of rank: from where the person is on, nothing is better.
            if (to == at[person])
                return;
            if (cost + potential[at[person]] != potential[to] || Path(to, at[person]) is not { } path)
                continue;
            for (var i = 0; i + 1 < path.Count; i++)
                MoveSomebody(path[i], path[i + 1]);
            Change(at[person], to);
            at[person] = to;
            return;
        }
    }

    // Where a person could go, the best first, and what it adds to the total rank.
    private IEnumerable<(int To, long Cost)> Moves(int person)
    {
        var choices = problem.People[person].Cohorts;
        var rank = at[person] == none ? 0 : Array.IndexOf(choices, (ushort)at[person]) + 1;
        for (var i = 0; i < choices.Length && i < worstRank; i++)
        {
            if (counts[choices[i]] > 0 || problem.Offers[choices[i]] is { Needed: 0, Capacity: > 0 })
                yield return (choices[i], i + 1 - rank);
        }

        yield return (none, -rank);
    }

    private bool HasRoom(int cohort) => counts[cohort] < problem.Offers[cohort].Capacity;

    private bool CanLose(int cohort) => counts[cohort] > 0 && counts[cohort] > problem.Offers[cohort].Needed;

    // Nodes from one to another along moves of no reduced cost; null when there are none.
    private List<int>? Path(int from, int to)
    {
        var before = new int[nodes];
        Array.Fill(before, -1);
        before[from] = from;
        var queue = new Queue<int>([from]);
        while (queue.TryDequeue(out var node))
        {
            if (node == to)
            {
                var path = new List<int> { to };
                while (path[^1] != from)
                    path.Add(before[path[^1]]);
                path.Reverse();
                return path;
            }
            for (var next = 0; next < nodes; next++)
            {
                if (before[next] >= 0 || !IsTight(node, next))
                    continue;
                before[next] = node;
                queue.Enqueue(next);
            }
        }
        return null;
    }

    // The node "spare" represents places: to it from where there is room, from it to where somebody may be missed.
    private bool IsTight(int from, int to)
    {
        if (from == spare)
            return to < none && potential[spare] == potential[to] && CanLose(to);
        if (to == spare)
            return from < none && potential[from] == potential[spare] && HasRoom(from);
        return tight[from, to] > 0;
    }

    private void MoveSomebody(int from, int to)
    {
        if (from == spare || to == spare)
            return;
        // The last in order, who chooses last anyway.
        for (var person = at.Length - 1; ; person--)
        {
            if (
                at[person] != from
                || isFixed[person]
                || !Moves(person).Any(move => move.To == to && move.Cost + potential[from] == potential[to])
            )
            {
                continue;
            }

            CountTight(person, -1);
            Change(from, to);
            at[person] = to;
            CountTight(person, 1);
            return;
        }
    }

    private void Change(int from, int to)
    {
        if (from != none)
            counts[from]--;
        if (to != none)
            counts[to]++;
    }

    private void CountTight(int person, int change)
    {
        foreach (var (to, cost) in Moves(person))
        {
            if (to != at[person] && cost + potential[at[person]] == potential[to])
                tight[at[person], to] += change;
        }
    }

    // Shortest distances from anywhere (Floyd and Warshall): a cheapest placement has no cycle of negative cost.
    private long[] Potentials()
    {
        const long far = long.MaxValue / 4;
        var cost = new long[nodes, nodes];
        for (var x = 0; x < nodes; x++)
        {
            for (var y = 0; y < nodes; y++)
                cost[x, y] = x == y ? 0 : far;
        }
        for (var person = 0; person < at.Length; person++)
        {
            foreach (var (to, added) in Moves(person))
                cost[at[person], to] = Math.Min(cost[at[person], to], added);
        }

        for (var cohort = 0; cohort < none; cohort++)
        {
            if (HasRoom(cohort))
                cost[cohort, spare] = 0;
            if (CanLose(cohort))
                cost[spare, cohort] = 0;
        }
        for (var k = 0; k < nodes; k++)
        {
            for (var x = 0; x < nodes; x++)
            {
                for (var y = 0; y < nodes; y++)
                    cost[x, y] = Math.Min(cost[x, y], cost[x, k] + cost[k, y]);
            }
        }
        return [.. Enumerable.Range(0, nodes).Select(y => Enumerable.Range(0, nodes).Min(x => cost[x, y]))];
    }
}
