using BenchmarkDotNet.EventProcessors;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Matcher.Benchmarks;

/// <summary>A line for each benchmark as it ends: the whole log goes to a file, and a run takes minutes.</summary>
internal sealed class Progress : EventProcessor
{
    public override void OnEndRunBenchmark(BenchmarkCase benchmarkCase, BenchmarkReport report) =>
        Console.WriteLine(
            $"{benchmarkCase.Descriptor.WorkloadMethodDisplayInfo} {benchmarkCase.Parameters.DisplayInfo}: {(report.ResultStatistics is { } statistics ? $"{statistics.Median / 1000:N1} µs" : "failed")}"
        );
}
