namespace Matcher.Benchmarks.Rivals;

/// <summary>Someone who explains the scores of a workload's requests by Shapley values, on one thread; prepared as <see cref="IRival"/> is.</summary>
internal interface IExplainer : IDisposable
{
    /// <summary>How many numbers explain a row: what each feature adds, or each factor, and after them the score that is expected of a row of which nothing is known.</summary>
    int Length { get; }

    /// <summary>Explains the candidates of a request.</summary>
    /// <param name="request">Which of the workload's requests.</param>
    /// <param name="explanations"><see cref="Length"/> numbers for each candidate; written.</param>
    void Explain(int request, double[] explanations);
}
