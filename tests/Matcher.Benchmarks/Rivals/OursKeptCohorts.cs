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
        var (person, cohorts) = (kept.Person(request), kept.Cohorts(request));
        using var trees = new TreesForPerson(work.Prepared, person, explains: false);
        for (var i = 0; i < scores.Length; i++) scores[i] = trees.Score(person, kept.Set, cohorts[i]);
    }

    public void Dispose()
    {
    }
}
