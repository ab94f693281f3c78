using Matcher.Benchmarks.Workloads;
using Matcher.Scorer.Features;

namespace Matcher.Benchmarks.Rivals;

/// <summary>
/// The plain way: each term of each candidate, times its weight. The cohorts' messages are read beforehand, as for kept cohorts; nothing
/// else is. What every other is checked against.
/// </summary>
internal sealed class PlainWalk(Workload work) : IRival
{
    private readonly CandidateFacts[][] candidates =
    [
        .. work.Choices.Select(choice => Array.ConvertAll(choice.Candidates, CandidateFacts.Of)),
    ];
    private readonly double[] weights = [.. work.Model.Weights];

    public void Score(int request, double[] scores)
    {
        var person = work.Choices[request].Person;
        var factor = work.Loaded.Manifest.Confidence.Of(person);
        for (var i = 0; i < scores.Length; i++)
        {
            var sum = 0.0;
            for (var term = 0; term < weights.Length; term++)
                sum += weights[term] * TermSchema.Terms[term].Value(person, candidates[request][i]);
            scores[i] = factor * sum;
        }
    }

    public void Dispose() { }
}
