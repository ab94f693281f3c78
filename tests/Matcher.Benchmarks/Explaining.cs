using BenchmarkDotNet.Attributes;
using Matcher.Benchmarks.Rivals;
using Matcher.Benchmarks.Workloads;

namespace Matcher.Benchmarks;

/// <summary>How long does it take to say what one candidate's score is made of? Public and open, as BenchmarkDotNet wants it.</summary>
public class Explaining
{
    internal const int Candidates = 40;

    private IExplainer explainer = null!;
    private float[] explanations = [];
    private int request;

    [GlobalSetup(Target = nameof(OursKeptCohorts))]
    public void PrepareOursKeptCohorts() => Prepare(work => new OursKeptCohortsExplainer(work));

    [Benchmark(Baseline = true, OperationsPerInvoke = Candidates)]
    public void OursKeptCohorts() => Explain();

    [GlobalSetup(Target = nameof(Ours))]
    public void PrepareOurs() => Prepare(work => new OursExplainer(work));

    [Benchmark(OperationsPerInvoke = Candidates)]
    public void Ours() => Explain();

    [GlobalSetup(Target = nameof(PlainWalk))]
    public void PreparePlainWalk() => Prepare(work => new PlainExplainer(work));

    [Benchmark(OperationsPerInvoke = Candidates)]
    public void PlainWalk() => Explain();

    [GlobalCleanup]
    public void CleanUp() => explainer.Dispose();

    private void Prepare(Func<Workload, IExplainer> make)
    {
        explainer = make(Workbench.Current.Of(Candidates));
        explanations = new float[Candidates * IExplainer.Length];
    }

    private void Explain()
    {
        request = (request + 1) % Workbench.Requests;
        explainer.Explain(request, explanations);
    }
}
