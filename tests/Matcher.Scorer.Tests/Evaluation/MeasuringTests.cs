using CsCheck;
using Matcher.Scorer.Evaluation;
using Matcher.Scorer.Simulation;
using Matcher.Scorer.Tests.Simulation;

namespace Matcher.Scorer.Tests.Evaluation;

/// <summary>The measures themselves.</summary>
public sealed class MeasuringTests(LoadedSimulator loaded) : IClassFixture<LoadedSimulator>
{
    [Fact]
    public void What_ranks_alike_shares_its_places()
    {
        Assert.Equal(new SharedRank(1, 1), SharedRank.Of([3, 2, 2, 1], 0));
        Assert.Equal(new SharedRank(2, 3), SharedRank.Of([3, 2, 2, 1], 2));
        Assert.Equal(2.5, SharedRank.Of([3, 2, 2, 1], 1).Mean(at => at));
        Assert.Equal(0.5 + (0.2 + 0.1) / 2, SharedRank.Expected([3, 2, 2, 1], [0.5, 0.2, 0.1, 0.2], 2), 12);
    }

    [Fact]
    public void The_first_few_are_worth_no_more_than_the_best_few_and_all_are_worth_everything() =>
        Gen.Select(Gen.Double[0, 1].Array[1, 12], Gen.Int[0, 3].Array[12])
            .Sample(
                (values, ranks) =>
                {
                    var rank = ranks.Take(values.Length).Select(each => (double)each).ToArray();
                    Assert.True(SharedRank.Expected(rank, values, 3) <= values.OrderDescending().Take(3).Sum() + 1e-9);
                    Assert.Equal(values.Sum(), SharedRank.Expected(rank, values, values.Length), 9);
                }
            );

    [Fact]
    public void Nobody_beats_the_oracle_and_chance_is_beaten()
    {
        var simulator = loaded.Simulator;
        var people = TestPerson.Draw(simulator.Choosers(simulator.Base, ProfileCompleteness.Full), 60, 300, default);
        var oracle = Agreement.Of(Ranker.Oracle, people, default);
        foreach (var ranker in new[] { Ranker.Random, Ranker.NearestFirst, Ranker.HandRule })
        {
            var agreement = Agreement.Of(ranker, people, default);
            Assert.True(agreement.First < oracle.First);
            Assert.InRange(agreement.ReciprocalRank, 0, 1);
        }
        var random = Agreement.Of(Ranker.Random, people, default);
        Assert.Equal(people.Average(person => 1.0 / person.CourseCount), random.Hit1, 9);
        Assert.Equal(people.Average(person => Math.Log(person.CourseCount)), random.LogLoss, 9);
        Assert.True(oracle.CalibrationError < 0.05);
    }
}
