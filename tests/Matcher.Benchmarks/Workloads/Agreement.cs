using Matcher.Benchmarks.LightGbm;
using Matcher.Benchmarks.Rivals;

namespace Matcher.Benchmarks.Workloads;

/// <summary>Makes sure that all rivals compute the same, before anybody is timed: a time for another answer is worth nothing. Whoever is timed is listed here.</summary>
internal static class Agreement
{
    // Most rivals add up 32-bit floats, in an order of their own.
    private const double Tolerance = 1e-4;

    private static IEnumerable<Func<Workload, IRival>> Rivals =>
    [
        work => new OursKeptCohorts(work),
        work => new Ours(work),
        work => new MlNetEngine(work),
        work => new MlNetTransform(work),
        work => new OnnxBatch(work),
        .. LightGbmLibrary.Loads ? (Func<Workload, IRival>[])[work => new LightGbmBatch(work), work => new LightGbmRows(work)] : [],
    ];

    private static IEnumerable<Func<Workload, IExplainer>> Explainers =>
    [
        work => new OursKeptCohortsExplainer(work),
        work => new OursExplainer(work),
        .. LightGbmLibrary.Loads ? (Func<Workload, IExplainer>[])[work => new LightGbmExplainer(work), work => new LightGbmRowExplainer(work)] : [],
    ];

    /// <summary>Checks that everybody gives all candidates of all requests the score that the plain walk gives them.</summary>
    /// <exception cref="InvalidDataException">Somebody scores something else; the message says who and what.</exception>
    public static void OfScores(Workload work)
    {
        var scores = new double[work.Candidates];
        foreach (var make in Rivals)
        {
            using var rival = make(work);
            Compare(work, rival, request =>
            {
                rival.Score(request, scores);
                return scores;
            });
        }
    }

    /// <summary>Checks that everybody's explanations of all candidates of all requests are as long as they should be and add up to the score.</summary>
    /// <exception cref="InvalidDataException">Somebody's don't; the message says whose and where.</exception>
    public static void OfExplanations(Workload work)
    {
        foreach (var make in Explainers)
        {
            using var explainer = make(work);
            var explanations = new double[work.Candidates * explainer.Length];
            Compare(work, explainer, request =>
            {
                explainer.Explain(request, explanations);
                return [.. explanations.Chunk(explainer.Length).Select(explanation => explanation.Sum())];
            });
        }
    }

    private static void Compare(Workload work, object who, Func<int, double[]> scoresOf)
    {
        var expected = new double[work.Candidates];
        using var plain = new PlainWalk(work);
        for (var request = 0; request < work.Requests.Length; request++)
        {
            plain.Score(request, expected);
            foreach (var (candidate, score) in scoresOf(request).Index())
            {
                if (!(Math.Abs(score - expected[candidate]) <= Tolerance * Math.Max(1, Math.Abs(expected[candidate]))))
                    throw new InvalidDataException($"{who.GetType().Name} gives candidate {candidate} of request {request} the score {score}, where the plain walk gives it {expected[candidate]}. Nothing was timed.");
            }
        }
    }
}
