using Matcher.Benchmarks.Rivals;

namespace Matcher.Benchmarks.Workloads;

/// <summary>
/// Makes sure that all who score by the model compute the same, before anybody is timed: a time for another answer is worth nothing. ML.NET
/// is not among them: it takes no weights from outside, so its linear model has weights of its own.
/// </summary>
internal static class Agreement
{
    // A row holds 32-bit floats.
    private const double Tolerance = 1e-4;

    private static IEnumerable<Func<Workload, IRival>> Rivals =>
        [work => new OursKeptCohorts(work), work => new Ours(work), work => new DotProduct(work)];

    private static IEnumerable<Func<Workload, IExplainer>> Explainers =>
        [work => new OursKeptCohortsExplainer(work), work => new OursExplainer(work), work => new PlainExplainer(work)];

    /// <summary>Checks that everybody gives all candidates of all requests the score that the plain walk gives them.</summary>
    /// <exception cref="InvalidDataException">Somebody scores something else; the message says who and what.</exception>
    public static void OfScores(Workload work)
    {
        var scores = new double[work.Candidates];
        foreach (var make in Rivals)
        {
            using var rival = make(work);
            Compare(
                work,
                rival,
                request =>
                {
                    rival.Score(request, scores);
                    return scores;
                }
            );
        }
    }

    /// <summary>Checks that everybody's explanations of all candidates of all requests add up to the score.</summary>
    /// <exception cref="InvalidDataException">Somebody's don't; the message says whose and where.</exception>
    public static void OfExplanations(Workload work)
    {
        foreach (var make in Explainers)
        {
            using var explainer = make(work);
            var explanations = new float[work.Candidates * IExplainer.Length];
            Compare(
                work,
                explainer,
                request =>
                {
                    explainer.Explain(request, explanations);
                    var baseScore = work.Model.BaseScore(work.Choices[request].Person);
                    return
                    [
                        .. explanations
                            .Chunk(IExplainer.Length)
                            .Select(explanation => baseScore + explanation.Sum(contribution => (double)contribution)),
                    ];
                }
            );
        }
    }

    private static void Compare(Workload work, object who, Func<int, double[]> scoresOf)
    {
        var expected = new double[work.Candidates];
        using var plain = new PlainWalk(work);
        for (var request = 0; request < work.Choices.Count; request++)
        {
            plain.Score(request, expected);
            foreach (var (candidate, score) in scoresOf(request).Index())
            {
                if (!(Math.Abs(score - expected[candidate]) <= Tolerance * Math.Max(1, Math.Abs(expected[candidate]))))
                {
                    throw new InvalidDataException(
                        $"{who.GetType().Name} gives candidate {candidate} of request {request} the score {score}, where the plain walk gives it {expected[candidate]}. Nothing was timed."
                    );
                }
            }
        }
    }
}
