using Matcher.Benchmarks.Workloads;
using Matcher.Scorer.Features;

namespace Matcher.Benchmarks.Rivals;

/// <summary>
/// The plain way: what each term of each candidate adds to its mean, times its weight, summed by factor; see <see cref="PlainWalk"/>.
/// </summary>
internal sealed class PlainExplainer(Workload work) : IExplainer
{
    private readonly CandidateFacts[][] candidates =
    [
        .. work.Choices.Select(choice => Array.ConvertAll(choice.Candidates, CandidateFacts.Of)),
    ];
    private readonly (double Weight, double Mean)[] terms = [.. work.Loaded.Manifest.Terms.Select(term => (term.Weight, term.Mean))];

    public void Explain(int request, float[] explanations)
    {
        var person = work.Choices[request].Person;
        var factor = work.Loaded.Manifest.Confidence.Of(person);
        Array.Clear(explanations);
        for (var i = 0; i < work.Candidates; i++)
        {
            for (var index = 0; index < terms.Length; index++)
            {
                var term = TermSchema.Terms[index];
                explanations[i * IExplainer.Length + term.Factor.Index()] += (float)(
                    factor * terms[index].Weight * (term.Value(person, candidates[request][i]) - terms[index].Mean)
                );
            }
        }
    }

    public void Dispose() { }
}
