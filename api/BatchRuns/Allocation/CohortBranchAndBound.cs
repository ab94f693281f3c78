namespace Matcher.Api.BatchRuns.Allocation;

/// <summary>What a search found.</summary>
/// <param name="Best">The best placement that was found; null: none that is good enough.</param>
/// <param name="PlacedBound">No placement places more people.</param>
/// <param name="TotalBound">None that places as many as <see cref="PlacedBound"/> has a lower total rank.</param>
internal sealed record SearchResult(FlowResult? Best, int PlacedBound, long TotalBound);

/// <summary>
/// Seeks the set of cohorts to open: branch and bound on cohorts whose minimum a flow leaves unmet, the most promising branch first. The
/// effort is counted in arcs of flows, not in time, so that the same problem always ends at the same placement.
/// </summary>
internal sealed class CohortBranchAndBound(AllocationProblem problem, long effort)
{
    private readonly PlacementFlow flow = new(problem);
    private long left = effort;

    /// <summary>Seeks the most people placed at the least total rank.</summary>
    /// <param name="worstRank">The lowest rank that anybody may be placed at.</param>
    /// <param name="atLeast">What places fewer people is of no use.</param>
    /// <param name="anyWill">Whether the first that places as many ends the search.</param>
    /// <param name="start">A placement to begin with, if there is one.</param>
    /// <param name="cancellation">Ends the search early.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public SearchResult Seek(int worstRank, int atLeast, bool anyWill, FlowResult? start, CancellationToken cancellation)
    {
        var best = start;
        var open = new PriorityQueue<(Opening[] Openings, FlowResult Flow), (int, long)>();
        Add([.. problem.Offers.Select(offer => offer.Needed > offer.Capacity ? Opening.Closed : Opening.Undecided)]);
        if (
            open.TryPeek(out var root, out _)
            && RoundUp(root.Openings, root.Flow, worstRank, cancellation) is { } rounded
            && IsBetter(rounded, best)
        )
        {
            best = rounded;
        }

        while (open.TryDequeue(out var node, out _))
        {
            cancellation.ThrowIfCancellationRequested();
            // The most promising is first, so what is left can't be better than it.
            if (!IsBetter(node.Flow, best) || (anyWill && best is not null && best.Placed >= atLeast))
                return new(best, best!.Placed, best.TotalRank);
            if (node.Flow.Placed < atLeast)
                return new(best, node.Flow.Placed, node.Flow.TotalRank);
            if (Unmet(node.Flow) is not (>= 0 and var cohort))
            {
                best = node.Flow;
                continue;
            }
            if (left <= 0)
                return new(best, node.Flow.Placed, node.Flow.TotalRank);
            foreach (var opening in (ReadOnlySpan<Opening>)[Opening.Closed, Opening.Open])
            {
                var openings = node.Openings.ToArray();
                openings[cohort] = opening;
                Add(openings);
            }
        }
        return best is null ? new(null, 0, 0) : new(best, best.Placed, best.TotalRank);

        void Add(Opening[] openings)
        {
            if (Solve(openings, worstRank) is { } found && IsBetter(found, best))
                open.Enqueue((openings, found), (-found.Placed, found.TotalRank));
        }
    }

    private FlowResult? Solve(Opening[] openings, int worstRank)
    {
        left -= flow.Arcs;
        return flow.Solve(openings, worstRank);
    }

    // Closes the cohort that is farthest from its minimum until all that are left meet theirs: quick, and often good.
    private FlowResult? RoundUp(Opening[] from, FlowResult at, int worstRank, CancellationToken cancellation)
    {
        var openings = from.ToArray();
        while (Unmet(at) is >= 0 and var cohort)
        {
            cancellation.ThrowIfCancellationRequested();
            openings[cohort] = Opening.Closed;
            // With no effort left, all at once.
            for (var other = 0; left <= 0 && other < openings.Length; other++)
            {
                if (at.Counts[other] > 0 && at.Counts[other] < problem.Offers[other].Needed)
                    openings[other] = Opening.Closed;
            }

            at = Solve(openings, worstRank)!;
        }
        return at;
    }

    // The cohort that has somebody and the smallest part of what it needs; -1: there is none.
    private int Unmet(FlowResult found)
    {
        var (worst, part) = (-1, 1.0);
        for (var cohort = 0; cohort < found.Counts.Length; cohort++)
        {
            if (found.Counts[cohort] == 0 || found.Counts[cohort] >= problem.Offers[cohort].Needed)
                continue;
            if (found.Counts[cohort] / (double)problem.Offers[cohort].Needed is var met && met < part)
                (worst, part) = (cohort, met);
        }
        return worst;
    }

    private static bool IsBetter(FlowResult one, FlowResult? other) =>
        other is null || one.Placed > other.Placed || (one.Placed == other.Placed && one.TotalRank < other.TotalRank);
}
