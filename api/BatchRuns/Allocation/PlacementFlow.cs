using Google.OrTools.Graph;

namespace Matcher.Api.BatchRuns.Allocation;

/// <summary>What is decided of a cohort while the best set of cohorts to open is sought.</summary>
internal enum Opening
{
    /// <summary>Nothing yet: it may take anybody, as if it had no minimum.</summary>
    Undecided,

    /// <summary>It opens, so its minimum has to be met.</summary>
    Open,

    /// <summary>It does not.</summary>
    Closed,
}

/// <summary>What a flow comes to.</summary>
/// <param name="CohortOf">For each person the place of their cohort; -1: none.</param>
/// <param name="Counts">How many people each cohort gets.</param>
/// <param name="Placed">How many people are placed.</param>
/// <param name="TotalRank">The sum of their ranks.</param>
internal sealed record FlowResult(int[] CohortOf, int[] Counts, int Placed, long TotalRank);

/// <summary>
/// Places as many people as possible, and among such placements at the least total rank, once it is decided which cohorts open: a
/// minimum-cost flow, by OR-Tools. A cohort of which nothing is decided counts as one without a minimum, so that the flow is a bound.
/// </summary>
internal sealed class PlacementFlow(AllocationProblem problem)
{
    /// <summary>How many arcs a flow has: what its time grows with.</summary>
    public long Arcs { get; } = problem.People.Sum(person => person.Cohorts.Length + 2L) + 2L * problem.Offers.Count;

    /// <summary>Finds the flow; null when some minimum can't be met.</summary>
    /// <param name="openings">What is decided of each cohort.</param>
    /// <param name="worstRank">The lowest rank that anybody may be placed at.</param>
    public FlowResult? Solve(ReadOnlySpan<Opening> openings, int worstRank)
    {
        var (people, cohorts) = (problem.People.Count, problem.Offers.Count);
        // One person more outweighs all ranks together, and one seat of a minimum outweighs all people.
        var unplaced = (long)Math.Min(worstRank, cohorts) * people + 1;
        var belowMinimum = unplaced * (people + 1);
        var sink = people + cohorts;
        var flow = new MinCostFlow();
        for (var person = 0; person < people; person++)
        {
            flow.SetNodeSupply(person, 1);
            var choices = problem.People[person].Cohorts;
            for (var rank = 0; rank < choices.Length && rank < worstRank; rank++)
            {
                if (openings[choices[rank]] != Opening.Closed)
                    flow.AddArcWithCapacityAndUnitCost(person, people + choices[rank], 1, rank + 1);
            }

            flow.AddArcWithCapacityAndUnitCost(person, sink, 1, unplaced);
        }
        for (var cohort = 0; cohort < cohorts; cohort++)
        {
            var (capacity, needed) = problem.Offers[cohort];
            var promised = openings[cohort] == Opening.Open ? Math.Min(needed, capacity) : 0;
            if (promised > 0)
                flow.AddArcWithCapacityAndUnitCost(people + cohort, sink, promised, -belowMinimum);
            if (capacity > promised && openings[cohort] != Opening.Closed)
                flow.AddArcWithCapacityAndUnitCost(people + cohort, sink, capacity - promised, 0);
        }
        flow.SetNodeSupply(sink, -people);
        if (flow.Solve() != MinCostFlowBase.Status.OPTIMAL)
            throw new InvalidOperationException("A flow that always exists was not found.");

        var (cohortOf, counts, placed, total) = (new int[people], new int[cohorts], 0, 0L);
        Array.Fill(cohortOf, -1);
        for (var arc = 0; arc < flow.NumArcs(); arc++)
        {
            if (flow.Tail(arc) >= people || flow.Head(arc) == sink || flow.Flow(arc) == 0)
                continue;
            cohortOf[flow.Tail(arc)] = flow.Head(arc) - people;
            counts[flow.Head(arc) - people]++;
            placed++;
            total += flow.UnitCost(arc);
        }
        for (var cohort = 0; cohort < cohorts; cohort++)
        {
            if (openings[cohort] == Opening.Open && counts[cohort] < problem.Offers[cohort].Needed)
                return null;
        }

        return new(cohortOf, counts, placed, total);
    }
}
