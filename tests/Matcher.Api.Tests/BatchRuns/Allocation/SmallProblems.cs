using CsCheck;
using Matcher.Api.BatchRuns.Allocation;

namespace Matcher.Api.Tests.BatchRuns.Allocation;

/// <summary>Problems that are small enough to try every placement.</summary>
internal static class SmallProblems
{
    /// <summary>Up to six people and four cohorts.</summary>
    public static Gen<AllocationProblem> Any { get; } =
        from cohorts in Gen.Int[1, 4]
        from offers in Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4], (capacity, needed) => new CohortOffer(capacity, needed)).Array[cohorts]
        from choices in Gen.Shuffle(Enumerable.Range(0, cohorts).ToArray(), 0, cohorts).Array[1, 6]
        select Of(offers, choices);

    /// <summary>A problem whose people are in order: each by the cohorts they would go to, the best first.</summary>
    public static AllocationProblem Of(IReadOnlyList<CohortOffer> offers, params int[][] choices) =>
        new(choices.Select((cohorts, person) => Person(person, cohorts)), offers, seed: 1);

    public static PersonChoices Person(int person, params int[] cohorts) =>
        new(person + 2, $"P{person}", person + 1, null, cohorts.Length, [.. cohorts.Select(cohort => (ushort)cohort)]);

    /// <summary>Every placement that keeps the rules.</summary>
    public static IEnumerable<int[]> Placements(AllocationProblem problem)
    {
        var cohortOf = new int[problem.People.Count];
        var counts = new int[problem.Offers.Count];
        return From(0);

        IEnumerable<int[]> From(int person)
        {
            if (person == cohortOf.Length)
            {
                if (problem.Offers.Index().All(offer => offer.Item.Takes(counts[offer.Index])))
                    yield return [.. cohortOf];
                yield break;
            }
            foreach (var cohort in problem.People[person].Cohorts.Select(cohort => (int)cohort).Append(-1))
            {
                if (cohort >= 0 && counts[cohort] == problem.Offers[cohort].Capacity)
                    continue;
                cohortOf[person] = cohort;
                if (cohort >= 0)
                    counts[cohort]++;
                foreach (var placement in From(person + 1))
                    yield return placement;
                if (cohort >= 0)
                    counts[cohort]--;
            }
        }
    }

    /// <summary>The rank of where a person is, from 1; one more than they chose for none.</summary>
    public static int Rank(AllocationProblem problem, int person, int cohort) =>
        cohort < 0 ? problem.People[person].Cohorts.Length + 1 : Array.IndexOf(problem.People[person].Cohorts, (ushort)cohort) + 1;

    public static void AssertKeepsTheRules(AllocationProblem problem, Placement placement)
    {
        var counts = placement.Counts(problem.Offers.Count);
        Assert.All(
            problem.Offers.Index(),
            offer => Assert.True(offer.Item.Takes(counts[offer.Index]), $"{counts[offer.Index]} are placed in {offer}.")
        );
        Assert.All(
            placement.CohortOf.Index(),
            place => Assert.True(place.Item == -1 || problem.People[place.Index].Cohorts.Contains((ushort)place.Item))
        );
    }
}
