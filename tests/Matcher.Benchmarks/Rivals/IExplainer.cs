using Matcher.Scorer.Features;

namespace Matcher.Benchmarks.Rivals;

/// <summary>
/// Someone who says by factor what the scores of a workload's requests are made of, on one thread; prepared as <see cref="IRival"/> is.
/// </summary>
internal interface IExplainer : IDisposable
{
    /// <summary>How many numbers explain a candidate.</summary>
    const int Length = Factors.Count;

    /// <summary>Explains the candidates of a request.</summary>
    /// <param name="request">Which of the workload's requests.</param>
    /// <param name="explanations"><see cref="Length"/> numbers for each candidate; written.</param>
    void Explain(int request, float[] explanations);
}
