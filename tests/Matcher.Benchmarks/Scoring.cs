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

    [ParamsAllValues(Priority = 0)]
    public BenchmarkModel Model { get; set; }

    [ParamsSource(nameof(Sizes), Priority = 1)]
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

    [GlobalSetup(Target = nameof(MlNetPredictionEngine))]
    public void PrepareMlNetPredictionEngine() => Prepare(work => new MlNetEngine(work));

    [Benchmark]
    public void MlNetPredictionEngine() => Score();

    [GlobalSetup(Target = nameof(MlNetTransform))]
    public void PrepareMlNetTransform() => Prepare(work => new MlNetTransform(work));

    [Benchmark]
    public void MlNetTransform() => Score();

    [GlobalSetup(Target = nameof(OnnxRuntime))]
    public void PrepareOnnxRuntime() => Prepare(work => new OnnxBatch(work));

    [Benchmark]
    public void OnnxRuntime() => Score();

    [GlobalSetup(Target = nameof(LightGbm))]
    public void PrepareLightGbm() => Prepare(work => new LightGbmBatch(work));

    [Benchmark]
    public void LightGbm() => Score();

    [GlobalSetup(Target = nameof(LightGbmRowByRow))]
    public void PrepareLightGbmRowByRow() => Prepare(work => new LightGbmRows(work));

    [Benchmark]
    public void LightGbmRowByRow() => Score();

    [GlobalCleanup]
    public void CleanUp() => rival.Dispose();

    private void Prepare(Func<Workload, IRival> make)
    {
        rival = make(Workbench.Current.Of(Model, Candidates));
        scores = new double[Candidates];
    }

    private void Score()
    {
        request = (request + 1) % Workbench.Requests;
        rival.Score(request, scores);
    }
}
