namespace Matcher.Benchmarks.Rivals;

/// <summary>
/// Someone who scores a workload's requests on one thread. Whatever can be done before a request comes, its constructor does: the numbers of a
/// row already stand where it wants them, which is more than a service could give it.
/// </summary>
internal interface IRival : IDisposable
{
    /// <summary>Scores the candidates of a request.</summary>
    /// <param name="request">Which of the workload's requests.</param>
    /// <param name="scores">One for each candidate; written.</param>
    void Score(int request, double[] scores);
}
