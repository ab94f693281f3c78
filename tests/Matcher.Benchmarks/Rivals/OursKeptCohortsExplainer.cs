using Matcher.Benchmarks.Workloads;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;

namespace Matcher.Benchmarks.Rivals;

/// <summary>The scorer's contributions, by factor, as they are served: see <see cref="OursKeptCohorts"/>.</summary>
internal sealed class OursKeptCohortsExplainer(Workload work) : IExplainer
{
    private readonly KeptRequests kept = new(work);
    private readonly float[] contributions = new float[Factors.Count];

    public int Length => Factors.Count + 1;

    public void Explain(int request, double[] explanations)
    {
        var candidates = kept.Candidates(request);
        using var trees = new TreesForPerson(work.Prepared, kept.Person(request), kept.Set, explains: true);
        for (var i = 0; i < candidates.Length; i++)
        {
            trees.Explain(candidates[i].Cohort, contributions);
            for (var factor = 0; factor < contributions.Length; factor++) explanations[i * Length + factor] = contributions[factor];
            explanations[i * Length + Factors.Count] = work.Prepared.Tables.BaseScore;
        }
    }

    public void Dispose()
    {
    }
}
