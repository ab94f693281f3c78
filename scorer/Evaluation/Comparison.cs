using Matcher.Scorer.Simulation;
using Matcher.Scorer.Training;

namespace Matcher.Scorer.Evaluation;

/// <summary>
/// Rankers side by side: each repetition draws people anew, lets every ranker learn from the same of them and measures it on the same
/// others.
/// </summary>
internal sealed class Comparison(Simulator simulator, EvaluationScale scale, bool skipLightGbm, CancellationToken cancellation)
{
    private const int SeedStep = 1_000;
    private const double Normal95 = 1.96;
    private readonly List<List<(string Ranker, Agreement Agreement, Agreement Oracle)>> repetitions = [];
    private readonly List<double> gains = [];

    /// <summary>Learns and measures once more.</summary>
    /// <param name="repetition">From 0; every draw follows from it.</param>
    /// <exception cref="InvalidDataException">LightGBM's system library is missing; the message says how to get it.</exception>
    public void Repeat(int repetition)
    {
        var seed = simulator.Seed + SeedStep * (repetition + 1);
        var (choices, validation) = new ModelTraining(scale.Choosers, seed).Draw(simulator, cancellation);
        // What may be missing comes first.
        List<Ranker> trees = skipLightGbm
            ? []
            : [TreeRanking.Learn("LightGBM ranking (unconstrained)", TreeRanking.LightGbm, seed, choices, validation, cancellation)];
        trees.Insert(
            0,
            TreeRanking.Learn("FastTree ranking (unconstrained)", TreeRanking.FastTree, seed, choices, validation, cancellation)
        );
        var learned = Learner.Learn(choices, validation, cancellation);

        var people = TestPerson.Draw(
            simulator.Choosers(simulator.Base, ProfileCompleteness.Varied) with
            {
                Seed = seed,
            },
            scale.People,
            scale.Draws,
            cancellation
        );
        var oracle = Agreement.Of(Ranker.Oracle, people, cancellation);
        var courseOf = simulator.Sample.Cohorts.ToDictionary(cohort => cohort.Id, cohort => cohort.Course);
        var (boosted, byProbability) = (
            BoostedLogit.Learn(learned, seed, choices, validation, cancellation),
            Ranker.OfScores(Ranker.ByProbability, learned.Model.ScoresOf(cancellation))
        );
        List<Ranker> rankers =
        [
            Ranker.Random,
            Ranker.NearestFirst,
            Ranker.Popularity(choices, courseOf),
            Ranker.HandRule,
            .. trees,
            boosted,
            byProbability,
            Ranker.Of(Ranker.Shipped, learned.Model),
            Ranker.Oracle,
        ];
        repetitions.Add([.. rankers.Select(ranker => (ranker.Name, Agreement.Of(ranker, people, cancellation), oracle))]);
        gains.AddRange(
            people
                .AsParallel()
                .AsOrdered()
                .WithCancellation(cancellation)
                .Select(person => First(boosted, person) - First(byProbability, person))
        );
    }

    /// <summary>The table of all repetitions.</summary>
    public IReadOnlyList<ComparisonRow> Rows() =>
        [
            .. repetitions[0]
                .Select(
                    (first, index) =>
                    {
                        var over = repetitions.Select(rows => rows[index]).ToList();
                        Spread Of(Func<Agreement, double> measure) => Spread.Of([.. over.Select(row => measure(row.Agreement))]);
                        Spread Share(Func<Agreement, double> measure) =>
                            Spread.Of([.. over.Select(row => measure(row.Agreement) / measure(row.Oracle))]);
                        var says = !double.IsNaN(first.Agreement.LogLoss);
                        return new ComparisonRow(
                            first.Ranker,
                            Of(row => row.First),
                            Share(row => row.First),
                            Share(row => row.FirstThree),
                            Share(row => row.Ndcg5),
                            Share(row => row.ReciprocalRank),
                            Share(row => row.Hit1),
                            Share(row => row.Hit3),
                            Share(row => row.Hit5),
                            says ? Of(row => row.LogLoss) : null,
                            says ? Of(row => row.CalibrationError) : null
                        );
                    }
                ),
        ];

    /// <summary>
    /// What trees on top of the logit would gain: the oracle's probability of the first course, with its paired 95% interval over all
    /// people of all repetitions.
    /// </summary>
    public Spread GainOfTrees()
    {
        var mean = gains.Average();
        var error = Normal95 * Math.Sqrt(gains.Average(gain => Math.Pow(gain - mean, 2)) / gains.Count);
        return new(mean, mean - error, mean + error);
    }

    private static double First(Ranker ranker, TestPerson person) => SharedRank.Expected(ranker.Rank(person), person.Values, 1);
}
