using System.Numerics.Tensors;
using Matcher.Benchmarks.Workloads;

namespace Matcher.Benchmarks.Rivals;

/// <summary>The least that a linear score can take: a vectorised dot product of the weights and a row that is there already.</summary>
internal sealed class DotProduct(Workload work) : IRival
{
    private readonly float[][][] rows = Rows.Of(work);
    private readonly float[] weights = [.. work.Model.Weights.Select(weight => (float)weight)];

    public void Score(int request, double[] scores)
    {
        var factor = work.Loaded.Manifest.Confidence.Of(work.Choices[request].Person);
        for (var i = 0; i < scores.Length; i++)
            scores[i] = factor * TensorPrimitives.Dot(weights, rows[request][i]);
    }

    public void Dispose() { }
}
