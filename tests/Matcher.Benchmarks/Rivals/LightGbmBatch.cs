using Matcher.Benchmarks.LightGbm;
using Matcher.Benchmarks.Workloads;
using Matcher.Scorer.Features;

namespace Matcher.Benchmarks.Rivals;

/// <summary>LightGBM, all rows of a request in one call.</summary>
internal sealed class LightGbmBatch(Workload work) : IRival
{
    private readonly LightGbmTrees trees = new(work.Trees, FeatureSchema.Count);

    public void Score(int request, double[] scores) => trees.Score(work.Requests[request], scores);

    public void Dispose() => trees.Dispose();
}
