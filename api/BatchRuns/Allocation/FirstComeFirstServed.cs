namespace Matcher.Api.BatchRuns.Allocation;

/// <summary>What is usual, to compare with: no method that is offered.</summary>
internal sealed class FirstComeFirstServed : IAllocationMethod
{
    public string Name => "firstComeFirstServed";

    public string Explanation =>
        "In the order in which they joined the list, everybody takes the best cohort that has a place left. Nobody looks whether a cohort fills: those that stay below their minimum are cancelled, and their people are left without a place.";

    public Placement Place(AllocationProblem problem, CancellationToken cancellation)
    {
        var cohortOf = new int[problem.People.Count];
        var counts = new int[problem.Offers.Count];
        Array.Fill(cohortOf, -1);
        var order = Enumerable
            .Range(0, cohortOf.Length)
            .OrderBy(person => problem.People[person].Joined ?? DateOnly.MaxValue)
            .ThenBy(person => AllocationProblem.Lot(problem.People[person].Reference, problem.Seed), StringComparer.Ordinal);
        foreach (var person in order)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var cohort in problem.People[person].Cohorts)
            {
                if (counts[cohort] == problem.Offers[cohort].Capacity)
                    continue;
                counts[cohort]++;
                cohortOf[person] = cohort;
                break;
            }
        }
        for (var person = 0; person < cohortOf.Length; person++)
        {
            if (cohortOf[person] is >= 0 and var cohort && counts[cohort] < problem.Offers[cohort].Needed)
                cohortOf[person] = -1;
        }

        return new(cohortOf, []);
    }
}
