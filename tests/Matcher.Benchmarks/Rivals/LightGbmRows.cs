using Matcher.Benchmarks.LightGbm;
using Matcher.Benchmarks.Workloads;
using Matcher.Scorer.Features;

namespace Matcher.Benchmarks.Rivals;

/// <summary>LightGBM's fast call for single rows, row by row.</summary>
internal sealed class LightGbmRows : IRival
{
    private readonly Workload work;
    private readonly LightGbmTrees trees;
    private readonly LightGbmSingleRow single;

    public LightGbmRows(Workload work)
    {
        this.work = work;
        trees = new(work.Trees, FeatureSchema.Count);
        single = trees.SingleRow(explain: false);
    }

    public void Score(int request, double[] scores)
    {
        var rows = work.Requests[request].AsSpan();
        for (var i = 0; i < scores.Length; i++) single.Predict(rows.Slice(i * FeatureSchema.Count, FeatureSchema.Count), scores.AsSpan(i, 1));
    }

    public void Dispose()
    {
        single.Dispose();
        trees.Dispose();
    }
}
