namespace Matcher.Benchmarks.Rivals;

/// <summary>
/// Someone who scores a workload's requests on one thread. Its constructor does whatever its summary says is done before a request comes.
/// </summary>
internal interface IRival : IDisposable
{
    /// <summary>Scores the candidates of a request.</summary>
    /// <param name="request">Which of the workload's requests.</param>
    /// <param name="scores">One for each candidate; written.</param>
    void Score(int request, double[] scores);
}
