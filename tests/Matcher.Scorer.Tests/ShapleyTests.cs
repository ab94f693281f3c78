using System.Numerics;
using CsCheck;
using Matcher.Benchmarks.LightGbm;
using Matcher.Benchmarks.Reference;
using Matcher.Data;
using Matcher.Data.Places;
using Matcher.Protos;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;
using Matcher.Scorer.Simulation;
using Matcher.Scorer.Trees;
using V1 = Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Tests;

/// <summary>Contributions: that they are LightGBM's, those of the definition, and add up.</summary>
public sealed class ShapleyTests
{
    private const double Tolerance = 1e-4;

    public static TheoryData<int> CellLimits => [ShapleyTables.MostCells, 20, 1];

    [Theory]
    [MemberData(nameof(CellLimits))]
    public void Contributions_are_those_of_the_committed_cases(int mostCells) =>
        Assert.All(ContributionCase.Read(Path.Combine(AppContext.BaseDirectory, "Fixtures", "lightgbm-contributions.json")), each => AssertSame(each, mostCells));

    [SkippableFact]
    public void Contributions_are_those_of_LightGBM_for_other_trees_too()
    {
        Skip.IfNot(LightGbmLibrary.Loads, LightGbmLibrary.HowToGetIt);
        for (var seed = 0; seed < 10; seed++)
        {
            var dice = new Dice(seed, DrawPurpose.Test, 100);
            var shape = new RandomTrees(FeatureCount: 2 + dice.Below(20), Trees: 5, LeastLeaves: 1, MostLeaves: 2 + dice.Below(40)) { AreChains = seed % 4 == 3 };
            AssertSame(ContributionCase.Ask($"seed {seed}", shape.FeatureCount, shape.Draw(dice), shape.DrawRows(dice, 10)), ShapleyTables.MostCells);
        }
    }

    [Fact]
    public void Leaves_with_too_many_features_on_their_way_are_worked_out_anew() =>
        Assert.Contains(
            ContributionCase.Read(Path.Combine(AppContext.BaseDirectory, "Fixtures", "lightgbm-contributions.json")),
            each => new PreparedTrees(each.Ensemble, each.FeatureCount).Tables.UnbundledLeaves > 0);

    [Fact]
    public void Contributions_are_those_of_the_definition() => Gen.Int.Sample(
        seed =>
        {
            const int features = 5;
            var dice = new Dice(seed, DrawPurpose.Test, 0);
            var shape = new RandomTrees(features, Trees: 1, LeastLeaves: 1, MostLeaves: 12);
            var ensemble = shape.Draw(dice);
            var prepared = new PreparedTrees(ensemble, features, [.. Enumerable.Range(0, features)]);
            Assert.Equal(ensemble.Bias + Expected(ensemble.Trees[0], [], 0), prepared.Tables.BaseScore, Tolerance);
            foreach (var row in shape.DrawRows(dice, 5))
                Assert.All(Enumerable.Range(0, features), feature => Assert.Equal(ByDefinition(ensemble.Trees[0], row, feature), prepared.Explain(row)[feature], Tolerance));
        },
        iter: 50,
        threads: 1);

    [Fact]
    public void Base_score_and_contributions_sum_to_every_score_of_the_model_that_ships()
    {
        var model = LoadedModel.Load(DataFiles.Model).Model;
        var population = new Population(Figures.Read(), Gazetteer.Read(DataFiles.Gazetteer));
        foreach (var kind in Enum.GetValues<V1.ExperienceProfile>())
        {
            for (var i = 0; i < 10; i++)
            {
                var dice = new Dice(i, DrawPurpose.Test, (int)kind);
                var request = Some.Request(Requests.Of(population.Draw(dice, Some.Catalogue.Providers), Telling.Varied, dice));
                request.Profile.ExperienceProfile = kind;
                AssertAddsUp(model, request);
            }
        }
        AssertAddsUp(model, new() { Profile = new(), Today = Some.Today.ToMessage(), Candidates = { Some.Request().Candidates } });
    }

    private static void AssertAddsUp(RankingModel model, V1.ScoreRequest request)
    {
        var person = new PersonFacts(request.Profile, request.Today);
        var (alone, scores, contributions) = (new double[request.Candidates.Count], new double[request.Candidates.Count], new float[request.Candidates.Count * Factors.Count]);
        SeenCohort[] seen = [.. request.Candidates.Select((candidate, place) => new SeenCohort(place, candidate.DistanceMiles, candidate.AttendableSessions))];
        var cohorts = model.Prepare([.. request.Candidates.Select(candidate => candidate.Cohort)]);
        model.Score(person, cohorts, seen, scores, default);
        model.Explain(person, cohorts, seen, contributions, default);
        model.Score(person, request.Candidates, alone, default);
        Assert.Equal(alone, scores);
        foreach (var (i, each) in contributions.Chunk(Factors.Count).Index())
            Assert.Equal(scores[i], model.BaseScore(person) + each.Sum(number => (double)number), Tolerance);
    }

    // There are places for sixteen factors: fifteen features at a time have one of their own, and all others share the last.
    private static void AssertSame(ContributionCase expected, int mostCells)
    {
        const int own = Factors.Count - 1;
        for (var first = 0; first < expected.FeatureCount; first += own)
        {
            int[] factorOf = [.. Enumerable.Range(0, expected.FeatureCount).Select(feature => feature >= first && feature < first + own ? feature - first : own)];
            var prepared = new PreparedTrees(expected.Ensemble, expected.FeatureCount, factorOf, mostCells);
            foreach (var (row, contributions) in expected.Rows.Zip(expected.Contributions))
            {
                var sums = new double[Factors.Count];
                for (var feature = 0; feature < expected.FeatureCount; feature++) sums[factorOf[feature]] += contributions[feature];
                Assert.All(sums.Zip(prepared.Explain(row)), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
                Assert.Equal(contributions[^1], prepared.Tables.BaseScore, Tolerance);
                Assert.Equal(expected.Ensemble.Score(row), prepared.Score(row), Tolerance);
            }
        }
    }

    // The mean over all orders in which features can become known of what this one then changes.
    private static double ByDefinition(DecisionTree tree, float[] row, int feature)
    {
        var sum = 0.0;
        for (var known = 0u; known < 1u << row.Length; known++)
        {
            if ((known & 1u << feature) != 0) continue;
            var before = BitOperations.PopCount(known);
            var orders = Factorial(before) * Factorial(row.Length - before - 1) / Factorial(row.Length);
            sum += orders * (Expected(tree, row, known | 1u << feature) - Expected(tree, row, known));
        }
        return sum;
    }

    private static double Factorial(int number) => number < 2 ? 1 : number * Factorial(number - 1);

    // The score that is expected where only some features are known, a bit each.
    private static double Expected(DecisionTree tree, float[] row, uint known)
    {
        return Of(tree.Splits == 0 ? ~0 : 0);

        double Of(int node)
        {
            if (node < 0) return tree.Values[~node];
            var feature = tree.Features[node];
            if ((known & 1u << feature) != 0) return Of(row[feature] <= tree.Thresholds[node] ? tree.Left[node] : tree.Right[node]);
            var (left, right) = (Rows(tree.Left[node]), Rows(tree.Right[node]));
            return (left * Of(tree.Left[node]) + right * Of(tree.Right[node])) / (left + right);
        }

        double Rows(int node) => node < 0 ? tree.LeafRows[~node] : Rows(tree.Left[node]) + Rows(tree.Right[node]);
    }
}
