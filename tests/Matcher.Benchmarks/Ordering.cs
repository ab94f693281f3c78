using BenchmarkDotNet.Attributes;
using Matcher.Benchmarks.Workloads;

namespace Matcher.Benchmarks;

/// <summary>
/// How long does it take to put courses in the order in which they are shown, beside sorting them by probability, which promises nothing?
/// Public and open, as BenchmarkDotNet wants it.
/// </summary>
public class Ordering
{
    private const int CoursesShown = 10;
    private const int CohortsOfCourse = 3;

    private MadeUpRequests requests = null!;

    [Params(38, 3_333)]
    public int Courses { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        requests = new(Courses * CohortsOfCourse, CohortsOfCourse);
        requests.ScoreAll();
    }

    [Benchmark(Baseline = true, Description = "Sort by probability alone")]
    public void SortByProbability() => requests.SortByProbability();

    [Benchmark(Description = "Order the first ten")]
    public void OrderFirst() => requests.Rank(CoursesShown);

    [Benchmark(Description = "Order all")]
    public void OrderAll() => requests.Rank(requests.Courses);
}
