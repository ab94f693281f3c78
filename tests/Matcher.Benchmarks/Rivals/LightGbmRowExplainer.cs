using Matcher.Benchmarks.LightGbm;
using Matcher.Benchmarks.Workloads;
using Matcher.Scorer.Features;

namespace Matcher.Benchmarks.Rivals;

/// <summary>LightGBM's contributions by its fast call for single rows, row by row.</summary>
internal sealed class LightGbmRowExplainer : IExplainer
{
    private readonly Workload work;
    private readonly LightGbmTrees trees;
    private readonly LightGbmSingleRow single;

    public LightGbmRowExplainer(Workload work)
    {
        this.work = work;
        trees = new(work.Trees, FeatureSchema.Count);
        single = trees.SingleRow(explain: true);
    }

    public int Length => trees.ExplanationLength;

    public void Explain(int request, double[] explanations)
    {
        var rows = work.Requests[request].AsSpan();
        for (var i = 0; i < work.Candidates; i++) single.Predict(rows.Slice(i * FeatureSchema.Count, FeatureSchema.Count), explanations.AsSpan(i * Length, Length));
    }

    public void Dispose()
    {
        single.Dispose();
        trees.Dispose();
    }
}
