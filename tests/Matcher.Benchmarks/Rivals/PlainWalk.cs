using Matcher.Benchmarks.Workloads;
using Matcher.Scorer.Features;

namespace Matcher.Benchmarks.Rivals;

/// <summary>The trees' own plain walk, row by row and tree by tree: what every other is checked against.</summary>
internal sealed class PlainWalk(Workload work) : IRival
{
    public void Score(int request, double[] scores)
    {
        var rows = work.Requests[request].AsSpan();
        for (var i = 0; i < scores.Length; i++) scores[i] = work.Trees.Score(rows.Slice(i * FeatureSchema.Count, FeatureSchema.Count));
    }

    public void Dispose()
    {
    }
}
