namespace Matcher.Api.BatchRuns.Allocation;

/// <summary>
/// Serial dictatorship with project closures (Cechlárová and Fleiner, 2017; Monte and Tumennasan, 2013): in priority order everybody takes
/// the best cohort from which on all minimums of the cohorts that have somebody can still be met by those who come later.
/// </summary>
internal sealed class PriorityAllocation : IAllocationMethod
{
    public string Name => "priority";

    public string Explanation =>
        "People choose one after the other: by priority, then by the date they joined the list, then by a lottery that is drawn once. Each takes the best cohort, in their own order, that has a place left and "
        + "can still fill: a person can open a cohort only if enough people after them would go there to reach its minimum, and the people who are needed for that go there or to another cohort that keeps it possible. "
        + "So nobody can be given anything better without somebody losing. It never pays to state another order of the cohorts one would go to; to declare cohorts unacceptable can pay, by threatening a minimum.";

    public Placement Place(AllocationProblem problem, CancellationToken cancellation)
    {
        var cohortOf = new int[problem.People.Count];
        var placed = new int[problem.Offers.Count];
        var later = new ReservationMatching(problem);
        for (var person = 0; person < cohortOf.Length; person++)
        {
            cancellation.ThrowIfCancellationRequested();
            cohortOf[person] = -1;
            foreach (var cohort in problem.People[person].Cohorts)
            {
                var offer = problem.Offers[cohort];
                if (placed[cohort] >= offer.Capacity || offer.Needed > offer.Capacity)
                    continue;
                // A person who fills a seat that was promised to a cohort takes one off; a person who opens one promises the others.
                var seats =
                    placed[cohort] == 0 ? Math.Max(0, offer.Needed - 1)
                    : placed[cohort] < offer.Needed ? -1
                    : 0;
                if (!later.TryLeave(person, cohort, seats, isNew: placed[cohort] == 0))
                    continue;
                cohortOf[person] = cohort;
                placed[cohort]++;
                break;
            }
            if (cohortOf[person] < 0)
                later.LeaveWithoutPlace(person);
        }
        return new(cohortOf, []);
    }
}
