using Matcher.Benchmarks.Workloads;
using Matcher.Scorer.Features;

namespace Matcher.Benchmarks.Rivals;

/// <summary>A row as ML.NET takes it.</summary>
internal sealed class MlNetRow
{
    public float[] Features { get; init; } = [];

    /// <summary>Each request's rows.</summary>
    public static MlNetRow[][] Of(Workload work) => Array.ConvertAll(work.Requests, rows =>
        Array.ConvertAll([.. rows.Chunk(FeatureSchema.Count)], (float[] row) => new MlNetRow { Features = row }));
}
