using CsCheck;
using Matcher.Api.BatchRuns.Allocation;
using static Matcher.Api.Tests.BatchRuns.Allocation.SmallProblems;

namespace Matcher.Api.Tests.BatchRuns.Allocation;

/// <summary>The placement that is best for all together.</summary>
public sealed class OptimalAllocationTests
{
    private static readonly OptimalAllocation Method = new();

    [Fact]
    public void No_cohort_has_fewer_than_it_needs_or_more_than_it_takes() =>
        Any.Sample(problem => AssertKeepsTheRules(problem, Place(problem)), iter: 3_000);

    [Fact]
    public void Most_are_placed_then_the_worst_rank_is_best_then_the_total_least_and_that_is_proven() =>
        Any.Sample(
            problem =>
            {
                var placement = Place(problem);
                var best = Placements(problem).Min(other => Goals(problem, other));
                Assert.Equal(best, Goals(problem, placement.CohortOf));
                Assert.Equal([-best.Unplaced, best.Worst, best.Total], placement.Objectives.Select(objective => (int)objective.Value));
                Assert.All(placement.Objectives, objective => Assert.True(objective.IsProven, $"{objective} is not proven."));
            },
            iter: 5_000
        );

    [Fact]
    public void Among_the_same_open_cohorts_whoever_comes_first_is_served_best() =>
        Any.Sample(
            problem =>
            {
                var placement = Place(problem);
                var open = Open(problem, placement.CohortOf);
                var goals = Goals(problem, placement.CohortOf);
                var equals = Placements(problem)
                    .Where(other => Goals(problem, other) == goals && Open(problem, other).SetEquals(open))
                    .ToList();
                for (var person = 0; person < problem.People.Count; person++)
                {
                    var best = equals.Min(other => Rank(problem, person, other[person]));
                    equals.RemoveAll(other => Rank(problem, person, other[person]) != best);
                }
                Assert.Equal(Assert.Single(equals), placement.CohortOf);
            },
            iter: 5_000
        );

    [Fact]
    public void More_places_never_lower_the_number_that_is_placed() =>
        Gen.Select(Any, Gen.Int[0, 3])
            .Sample(
                (problem, cohort) =>
                {
                    if (cohort >= problem.Offers.Count)
                        return;
                    var more = problem
                        .Offers.Select((offer, i) => i == cohort ? offer with { Capacity = offer.Capacity + 1 } : offer)
                        .ToList();
                    Assert.True(Place(new(problem.People, more, problem.Seed)).Objectives[0].Value >= Place(problem).Objectives[0].Value);
                },
                iter: 2_000
            );

    [Fact]
    public void A_search_that_is_cut_short_keeps_the_rules_and_its_bounds_hold() =>
        Any.Sample(
            problem =>
            {
                var (cut, whole) = (new OptimalAllocation(effort: 1).Place(problem, CancellationToken.None), Place(problem));
                AssertKeepsTheRules(problem, cut);
                Assert.InRange(whole.Objectives[0].Value, cut.Objectives[0].Value, cut.Objectives[0].Bound);
                if (cut.Objectives[0].Value != whole.Objectives[0].Value)
                    return;
                Assert.InRange(whole.Objectives[1].Value, cut.Objectives[1].Bound, cut.Objectives[1].Value);
                if (cut.Objectives[1].Value != whole.Objectives[1].Value)
                    return;
                Assert.InRange(whole.Objectives[2].Value, cut.Objectives[2].Bound, cut.Objectives[2].Value);
            },
            iter: 3_000
        );

    [Fact]
    public void It_can_be_stopped() =>
        Assert.Throws<OperationCanceledException>(() => Method.Place(Of([new(1, 0)], [0]), new CancellationToken(canceled: true)));

    private static Placement Place(AllocationProblem problem) => Method.Place(problem, CancellationToken.None);

    private static HashSet<int> Open(AllocationProblem problem, int[] cohortOf) =>
        [
            .. cohortOf.Where(cohort => cohort >= 0),
            .. problem.Offers.Index().Where(offer => offer.Item is { Needed: 0, Capacity: > 0 }).Select(offer => offer.Index),
        ];

    private static (int Unplaced, int Worst, int Total) Goals(AllocationProblem problem, int[] cohortOf)
    {
        var ranks = cohortOf.Index().Where(place => place.Item >= 0).Select(place => Rank(problem, place.Index, place.Item)).ToList();
        return (-ranks.Count, ranks.Count == 0 ? 0 : ranks.Max(), ranks.Sum());
    }
}
