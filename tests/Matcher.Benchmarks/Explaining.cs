using BenchmarkDotNet.Attributes;
using Matcher.Benchmarks.Rivals;
using Matcher.Benchmarks.Workloads;

namespace Matcher.Benchmarks;

/// <summary>How long does it take to explain one candidate's score by Shapley values? Public and open, as BenchmarkDotNet wants it.</summary>
public class Explaining
{
    internal const int Candidates = 40;

    private readonly double[] explanations = new double[Candidates * IExplainer.Length];
    private IExplainer explainer = null!;
    private int request;

    [ParamsAllValues]
    public BenchmarkModel Model { get; set; }

    [GlobalSetup(Target = nameof(LightGbm))]
    public void PrepareLightGbm() => Prepare(work => new LightGbmExplainer(work));

    [Benchmark(Baseline = true, OperationsPerInvoke = Candidates)]
    public void LightGbm() => Explain();

    [GlobalSetup(Target = nameof(LightGbmRowByRow))]
    public void PrepareLightGbmRowByRow() => Prepare(work => new LightGbmRowExplainer(work));

    [Benchmark(OperationsPerInvoke = Candidates)]
    public void LightGbmRowByRow() => Explain();

    [GlobalCleanup]
    public void CleanUp() => explainer.Dispose();

    private void Prepare(Func<Workload, IExplainer> make) => explainer = make(Workbench.Current.Of(Model, Candidates));

    private void Explain()
    {
        request = (request + 1) % Workbench.Requests;
        explainer.Explain(request, explanations);
    }
}
