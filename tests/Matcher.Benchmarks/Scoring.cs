using BenchmarkDotNet.Attributes;
using Matcher.Benchmarks.Rivals;
using Matcher.Benchmarks.Workloads;

namespace Matcher.Benchmarks;

/// <summary>How long does it take to score all candidates of one request? Public and open, as BenchmarkDotNet wants it.</summary>
public class Scoring
{
    private IRival rival = null!;
    private double[] scores = [];
    private int request;

    [ParamsSource(nameof(Sizes))]
    public int Candidates { get; set; }

    public static IEnumerable<int> Sizes => Workbench.Sizes.Keys;

    [GlobalSetup(Target = nameof(OursKeptCohorts))]
    public void PrepareOursKeptCohorts() => Prepare(work => new OursKeptCohorts(work));

    [Benchmark(Baseline = true)]
    public void OursKeptCohorts() => Score();

    [GlobalSetup(Target = nameof(Ours))]
    public void PrepareOurs() => Prepare(work => new Ours(work));

    [Benchmark]
    public void Ours() => Score();

    [GlobalSetup(Target = nameof(PlainWalk))]
    public void PreparePlainWalk() => Prepare(work => new PlainWalk(work));

    [Benchmark]
    public void PlainWalk() => Score();

    [GlobalSetup(Target = nameof(DotProductOfRows))]
    public void PrepareDotProductOfRows() => Prepare(work => new DotProduct(work));

    [Benchmark]
    public void DotProductOfRows() => Score();

    [GlobalSetup(Target = nameof(MlNetPredictionEngineOfRows))]
    public void PrepareMlNetPredictionEngineOfRows() => Prepare(work => new MlNetEngine(work));

    [Benchmark]
    public void MlNetPredictionEngineOfRows() => Score();

    [GlobalSetup(Target = nameof(MlNetTransformOfRows))]
    public void PrepareMlNetTransformOfRows() => Prepare(work => new MlNetTransform(work));

    [Benchmark]
    public void MlNetTransformOfRows() => Score();

    [GlobalCleanup]
    public void CleanUp() => rival.Dispose();

    private void Prepare(Func<Workload, IRival> make)
    {
        rival = make(Workbench.Current.Of(Candidates));
        scores = new double[Candidates];
    }

    private void Score()
    {
        request = (request + 1) % Workbench.Requests;
        rival.Score(request, scores);
    }
}
