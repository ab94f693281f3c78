using Matcher.Benchmarks.Workloads;
using Matcher.Scorer.Features;

namespace Matcher.Benchmarks.Rivals;

/// <summary>The scorer's contributions, by factor, and the scores themselves, which they come with; of rows of which nothing was known before.</summary>
internal sealed class OursExplainer(Workload work) : IExplainer
{
    private readonly float[] contributions = new float[Factors.Count];

    public int Length => Factors.Count + 1;

    public void Explain(int request, double[] explanations)
    {
        var rows = work.Requests[request].AsSpan();
        for (var i = 0; i < work.Candidates; i++)
        {
            work.Prepared.Explain(rows.Slice(i * FeatureSchema.Count, FeatureSchema.Count), contributions);
            for (var factor = 0; factor < contributions.Length; factor++) explanations[i * Length + factor] = contributions[factor];
            explanations[i * Length + Factors.Count] = work.Prepared.Tables.BaseScore;
        }
    }

    public void Dispose()
    {
    }
}
