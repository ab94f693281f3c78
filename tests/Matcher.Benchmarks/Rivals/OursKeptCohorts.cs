using Matcher.Benchmarks.Workloads;

namespace Matcher.Benchmarks.Rivals;

/// <summary>
/// The scorer as it serves: the cohorts of all requests are kept beforehand, and a request brings the person, who is resolved anew.
/// </summary>
internal sealed class OursKeptCohorts(Workload work) : IRival
{
    private readonly KeptRequests kept = new(work);

    public void Score(int request, double[] scores) =>
        work.Model.Score(kept.Person(request), kept.Set, kept.Candidates(request), scores, default);

    public void Dispose() { }
}
