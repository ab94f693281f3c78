using Matcher.Benchmarks.Workloads;
using Matcher.Scorer.Models;

namespace Matcher.Benchmarks.Rivals;

/// <summary>
/// The scorer's trees as they serve: the cohorts of all requests are kept beforehand, and a request brings the person, whose features it
/// resolves itself. Others start from numbers that already stand in a row; this one makes them.
/// </summary>
internal sealed class OursKeptCohorts(Workload work) : IRival
{
    private readonly KeptRequests kept = new(work);

    public void Score(int request, double[] scores)
    {
        using var trees = new TreesForPerson(work.Prepared, kept.Person(request), kept.Set, explains: false);
        trees.Score(kept.Candidates(request), scores);
    }

    public void Dispose()
    {
    }
}
