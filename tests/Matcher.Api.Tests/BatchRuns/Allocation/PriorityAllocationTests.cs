using CsCheck;
using Matcher.Api.BatchRuns.Allocation;
using static Matcher.Api.Tests.BatchRuns.Allocation.SmallProblems;

namespace Matcher.Api.Tests.BatchRuns.Allocation;

/// <summary>The default way to place people.</summary>
public sealed class PriorityAllocationTests
{
    private static readonly PriorityAllocation Method = new();

    [Fact]
    public void No_cohort_has_fewer_than_it_needs_or_more_than_it_takes() =>
        Any.Sample(problem => AssertKeepsTheRules(problem, Place(problem)), iter: 20_000);

    [Fact]
    public void Everybody_gets_the_best_that_is_possible_given_what_those_before_got() =>
        Any.Sample(
            problem =>
            {
                var possible = Placements(problem).ToList();
                for (var person = 0; person < problem.People.Count; person++)
                {
                    var best = possible.Min(placement => Rank(problem, person, placement[person]));
                    possible.RemoveAll(placement => Rank(problem, person, placement[person]) != best);
                }
                // Ranks are strict, so one placement is left.
                Assert.Equal(Assert.Single(possible), Place(problem).CohortOf);
            },
            iter: 5_000
        );

    [Fact]
    public void Nobody_can_be_given_anything_better_without_somebody_losing() =>
        Any.Sample(
            problem =>
            {
                var ranks = Ranks(problem, Place(problem).CohortOf);
                foreach (var other in Placements(problem))
                {
                    var others = Ranks(problem, other);
                    Assert.False(
                        others.Zip(ranks).All(pair => pair.First <= pair.Second) && !others.SequenceEqual(ranks),
                        "Another placement is better for some and worse for nobody."
                    );
                }
            },
            iter: 5_000
        );

    [Fact]
    public void Nobody_gains_by_stating_another_order_of_the_same_cohorts() =>
        Any.Sample(
            problem =>
            {
                var honest = Place(problem).CohortOf;
                for (var person = 0; person < problem.People.Count; person++)
                {
                    foreach (var order in Orders(problem.People[person].Cohorts))
                    {
                        var lied = new AllocationProblem(
                            problem.People.Select((each, i) => i == person ? each with { Cohorts = order } : each),
                            problem.Offers,
                            problem.Seed
                        );
                        Assert.True(
                            Rank(problem, person, Place(lied).CohortOf[person]) >= Rank(problem, person, honest[person]),
                            "A lie paid."
                        );
                    }
                }
            },
            iter: 3_000
        );

    [Fact]
    public void To_declare_a_cohort_unacceptable_can_pay()
    {
        // The second is needed for the minimum of the first's best cohort, unless they say that they would not go there.
        CohortOffer[] offers = [new(2, 2), new(1, 1)];
        Assert.Equal([0, 0], Place(Of(offers, [0, 1], [1, 0])).CohortOf);
        Assert.Equal([1, -1], Place(Of(offers, [0, 1], [1])).CohortOf);
        Assert.Equal([0, 0, 1], Place(Of(offers, [0, 1], [1, 0], [0, 1])).CohortOf.Order());
    }

    [Fact]
    public void The_order_of_the_rows_changes_nothing_and_the_seed_only_the_lottery() =>
        Any.Sample(
            problem =>
            {
                var people = problem
                    .People.Select((person, i) => person with { Priority = null, Joined = new DateOnly(2026, 1, 1 + i % 2) })
                    .ToArray();
                var (one, other) = (
                    new AllocationProblem(people, problem.Offers, 7),
                    new AllocationProblem(people.Reverse(), problem.Offers, 7)
                );
                Assert.Equal(ByReference(one), ByReference(other));
                Assert.Equal(one.People.Select(person => person.Joined), one.People.Select(person => person.Joined).Order());
            },
            iter: 1_000
        );

    [Fact]
    public void Priority_comes_before_the_date_and_the_date_before_the_lottery()
    {
        PersonChoices[] people =
        [
            Person(0) with
            {
                Reference = "late",
                Priority = null,
                Joined = new(2026, 5, 1),
            },
            Person(1) with
            {
                Reference = "early",
                Priority = null,
                Joined = new(2026, 4, 1),
            },
            Person(2) with
            {
                Reference = "undated",
                Priority = null,
            },
            Person(3) with
            {
                Reference = "urgent",
                Priority = 1,
                Joined = new(2026, 9, 1),
            },
        ];
        Assert.Equal(
            ["urgent", "early", "late", "undated"],
            new AllocationProblem(people, [], 1).People.Select(person => person.Reference)
        );
        var lots = Enumerable
            .Range(1, 20)
            .Select(seed => new AllocationProblem([people[0] with { Joined = null }, people[2]], [], seed).People[0].Reference);
        Assert.Equal(2, lots.Distinct().Count());
    }

    private static Placement Place(AllocationProblem problem) => Method.Place(problem, CancellationToken.None);

    private static int[] Ranks(AllocationProblem problem, int[] cohortOf) =>
        [.. cohortOf.Select((cohort, person) => Rank(problem, person, cohort))];

    private static IEnumerable<(string, int)> ByReference(AllocationProblem problem) =>
        Place(problem)
            .CohortOf.Select((cohort, person) => (problem.People[person].Reference, cohort))
            .OrderBy(pair => pair.Reference, StringComparer.Ordinal);

    private static IEnumerable<ushort[]> Orders(ushort[] cohorts) =>
        cohorts.Length <= 1
            ? [cohorts]
            : cohorts.SelectMany(first => Orders([.. cohorts.Where(cohort => cohort != first)]).Select(rest => (ushort[])[first, .. rest]));
}
