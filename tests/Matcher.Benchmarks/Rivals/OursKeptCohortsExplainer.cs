using Matcher.Benchmarks.Workloads;

namespace Matcher.Benchmarks.Rivals;

/// <summary>The scorer's contributions as they are served: see <see cref="OursKeptCohorts"/>.</summary>
internal sealed class OursKeptCohortsExplainer(Workload work) : IExplainer
{
    private readonly KeptRequests kept = new(work);
    private readonly int[] all = [.. Enumerable.Range(0, work.Candidates)];

    public void Explain(int request, float[] explanations) =>
        work.Model.Explain(kept.Person(request), kept.Set, kept.Candidates(request), all, explanations, default);

    public void Dispose() { }
}
