using Matcher.Benchmarks.Workloads;

namespace Matcher.Benchmarks.Rivals;

/// <summary>The scorer when the request brings its cohorts along: they are read and prepared anew each time.</summary>
internal sealed class Ours(Workload work) : IRival
{
    public void Score(int request, double[] scores)
    {
        var choice = work.Choices[request];
        work.Model.Score(choice.Person, choice.Candidates, scores, default);
    }

    public void Dispose() { }
}
