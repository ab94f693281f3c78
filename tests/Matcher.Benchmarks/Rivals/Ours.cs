using Matcher.Benchmarks.Workloads;
using Matcher.Scorer.Features;

namespace Matcher.Benchmarks.Rivals;

/// <summary>The scorer's trees on rows of which nothing was known before: what they are in nobody's service.</summary>
internal sealed class Ours(Workload work) : IRival
{
    public void Score(int request, double[] scores)
    {
        var rows = work.Requests[request].AsSpan();
        for (var i = 0; i < scores.Length; i++) scores[i] = work.Prepared.Score(rows.Slice(i * FeatureSchema.Count, FeatureSchema.Count));
    }

    public void Dispose()
    {
    }
}
