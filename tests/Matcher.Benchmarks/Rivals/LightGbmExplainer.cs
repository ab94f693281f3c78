using Matcher.Benchmarks.LightGbm;
using Matcher.Benchmarks.Workloads;
using Matcher.Scorer.Features;

namespace Matcher.Benchmarks.Rivals;

/// <summary>LightGBM's contributions, all rows of a request in one call.</summary>
internal sealed class LightGbmExplainer(Workload work) : IExplainer
{
    private readonly LightGbmTrees trees = new(work.Trees, FeatureSchema.Count);

    public int Length => trees.ExplanationLength;

    public void Explain(int request, double[] explanations) => trees.Explain(work.Requests[request], explanations);

    public void Dispose() => trees.Dispose();
}
