namespace Matcher.Scorer.Evaluation;

/// <summary>
/// How well a ranker agrees with the simulator on some people; everything by courses, what ranks alike sharing the mean of its places.
/// </summary>
internal sealed record Agreement
{
    private const int Bins = 10;

    /// <summary>Mean oracle probability of the first course.</summary>
    public required double First { get; init; }

    /// <summary>Of the first three together.</summary>
    public required double FirstThree { get; init; }

    /// <summary>
    /// NDCG of the simulated choice, at 5 (Järvelin and Kekäläinen, 2002): 1 / log2(1 + place) where the place is at most 5.
    /// </summary>
    public required double Ndcg5 { get; init; }

    /// <summary>Mean of 1 / place of the simulated choice.</summary>
    public required double ReciprocalRank { get; init; }

    /// <summary>Share of people whose simulated choice comes first.</summary>
    public required double Hit1 { get; init; }

    /// <summary>Among the first three.</summary>
    public required double Hit3 { get; init; }

    /// <summary>Among the first five.</summary>
    public required double Hit5 { get; init; }

    /// <summary>
    /// Mean negative logarithm of the probability given to the simulated choice, in nats; not a number without probabilities.
    /// </summary>
    public required double LogLoss { get; init; }

    /// <summary>
    /// Expected calibration error of the first course's probability in ten bins (Guo et al., 2017), against the oracle's probability, which
    /// the simulated choices only scatter around; not a number without probabilities.
    /// </summary>
    public required double CalibrationError { get; init; }

    /// <summary>The bins behind it.</summary>
    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

    /// <summary>Measures a ranker.</summary>
    /// <param name="ranker">What ranks.</param>
    /// <param name="people">At least one.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static Agreement Of(Ranker ranker, IReadOnlyList<TestPerson> people, CancellationToken cancellation)
    {
        var each = people
            .AsParallel()
            .AsOrdered()
            .WithCancellation(cancellation)
            .Select(person =>
            {
                var rank = ranker.Rank(person);
                var probabilities = ranker.Probabilities?.Invoke(person);
                var place = SharedRank.Of(rank, person.ChosenCourse);
                return new
                {
                    First = SharedRank.Expected(rank, person.Values, 1),
                    FirstThree = SharedRank.Expected(rank, person.Values, 3),
                    Ndcg5 = place.Mean(at => at <= 5 ? 1 / Math.Log2(1 + at) : 0),
                    ReciprocalRank = place.Mean(at => 1.0 / at),
                    Hit1 = place.Mean(at => at <= 1 ? 1 : 0),
                    Hit3 = place.Mean(at => at <= 3 ? 1 : 0),
                    Hit5 = place.Mean(at => at <= 5 ? 1 : 0),
                    Loss = probabilities is null ? double.NaN : -Math.Log(Math.Max(probabilities[person.ChosenCourse], 1e-12)),
                    Said = probabilities is null ? double.NaN : SharedRank.Expected(rank, probabilities, 1),
                };
            })
            .ToList();
        var bins = each.Where(one => !double.IsNaN(one.Said))
            .GroupBy(one => Math.Min(Bins - 1, (int)(one.Said * Bins)))
            .OrderBy(bin => bin.Key)
            .Select(bin => new ReliabilityBin(bin.Count(), bin.Average(one => one.Said), bin.Average(one => one.First)))
            .ToList();
        return new()
        {
            First = each.Average(one => one.First),
            FirstThree = each.Average(one => one.FirstThree),
            Ndcg5 = each.Average(one => one.Ndcg5),
            ReciprocalRank = each.Average(one => one.ReciprocalRank),
            Hit1 = each.Average(one => one.Hit1),
            Hit3 = each.Average(one => one.Hit3),
            Hit5 = each.Average(one => one.Hit5),
            LogLoss = each.Average(one => one.Loss),
            CalibrationError = bins.Count == 0 ? double.NaN : bins.Sum(bin => bin.People * Math.Abs(bin.Said - bin.Oracle)) / each.Count,
            Reliability = bins,
        };
    }

    /// <summary>
    /// Measures a ranker as a share of what the oracle reaches on the same people: of the first course, and of the first three.
    /// </summary>
    public static (double First, double FirstThree, double Oracle) Shares(
        Ranker ranker,
        IReadOnlyList<TestPerson> people,
        CancellationToken cancellation
    )
    {
        var (of, best) = (Of(ranker, people, cancellation), Of(Ranker.Oracle, people, cancellation));
        return (of.First / best.First, of.FirstThree / best.FirstThree, best.First);
    }
}
