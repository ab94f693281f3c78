using BenchmarkDotNet.Attributes;
using Matcher.Benchmarks.Workloads;

namespace Matcher.Benchmarks;

/// <summary>
/// How do the time and the memory of a whole request to the scorer grow with its candidates: scores, probabilities, order and explanations
/// by the model that ships, for all cohorts of a made-up catalogue? Public and open, as BenchmarkDotNet wants it.
/// </summary>
public class Growth
{
    private const int CoursesShown = 10;

    private MadeUpRequests requests = null!;

    [Params(40, 150, 1_000, 10_000)]
    public int Candidates { get; set; }

    [GlobalSetup]
    public void Prepare() => requests = new(Candidates);

    [Benchmark(Description = "Score, order and explain the first ten courses")]
    public void ExplainFirst()
    {
        requests.Score();
        requests.Explain(requests.Ranking.AsSpan(0, requests.Rank(CoursesShown)));
    }

    [Benchmark(Description = "Score, order all courses, explain all candidates")]
    public void ExplainAll()
    {
        requests.Score();
        requests.Rank(requests.Courses);
        requests.Explain(requests.All);
    }
}
