using Matcher.Benchmarks.Workloads;
using Matcher.Scorer.Models;

namespace Matcher.Benchmarks.Rivals;

/// <summary>The scorer's contributions when the request brings its cohorts along: see <see cref="Ours"/>.</summary>
internal sealed class OursExplainer(Workload work) : IExplainer
{
    private readonly int[] all = [.. Enumerable.Range(0, work.Candidates)];

    public void Explain(int request, float[] explanations)
    {
        var choice = work.Choices[request];
        var cohorts = work.Model.Prepare(Array.ConvertAll(choice.Candidates, candidate => candidate.Cohort));
        CandidateRef[] candidates =
        [
            .. choice.Candidates.Select(
                (candidate, index) => new CandidateRef(new(index), candidate.DistanceMiles, candidate.AttendableSessions)
            ),
        ];
        work.Model.Explain(choice.Person, cohorts, candidates, all, explanations, default);
    }

    public void Dispose() { }
}
