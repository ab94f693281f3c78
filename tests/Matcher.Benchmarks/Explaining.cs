using BenchmarkDotNet.Attributes;
using Matcher.Benchmarks.Rivals;
using Matcher.Benchmarks.Workloads;

namespace Matcher.Benchmarks;

/// <summary>How long does it take to explain one candidate's score by Shapley values? Public and open, as BenchmarkDotNet wants it.</summary>
public class Explaining
{
    internal const int Candidates = 40;

    private IExplainer explainer = null!;
    private double[] explanations = [];
    private int request;

    [ParamsAllValues]
    public BenchmarkModel Model { get; set; }

    [GlobalSetup(Target = nameof(OursKeptCohorts))]
    public void PrepareOursKeptCohorts() => Prepare(work => new OursKeptCohortsExplainer(work));

    [Benchmark(Baseline = true, OperationsPerInvoke = Candidates)]
    public void OursKeptCohorts() => Explain();

    [GlobalSetup(Target = nameof(Ours))]
    public void PrepareOurs() => Prepare(work => new OursExplainer(work));

    [Benchmark(OperationsPerInvoke = Candidates)]
    public void Ours() => Explain();

    [GlobalSetup(Target = nameof(LightGbm))]
    public void PrepareLightGbm() => Prepare(work => new LightGbmExplainer(work));

    [Benchmark(OperationsPerInvoke = Candidates)]
    public void LightGbm() => Explain();

    [GlobalSetup(Target = nameof(LightGbmRowByRow))]
    public void PrepareLightGbmRowByRow() => Prepare(work => new LightGbmRowExplainer(work));

    [Benchmark(OperationsPerInvoke = Candidates)]
    public void LightGbmRowByRow() => Explain();

    [GlobalCleanup]
    public void CleanUp() => explainer.Dispose();

    private void Prepare(Func<Workload, IExplainer> make)
    {
        explainer = make(Workbench.Current.Of(Model, Candidates));
        explanations = new double[Candidates * explainer.Length];
    }

    private void Explain()
    {
        request = (request + 1) % Workbench.Requests;
        explainer.Explain(request, explanations);
    }
}
