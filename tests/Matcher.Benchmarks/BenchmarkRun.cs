using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Matcher.Benchmarks;

/// <summary>Runs benchmarks, and prints a table of medians and their ratios to the baseline.</summary>
internal static class BenchmarkRun
{
    /// <summary>Runs the benchmarks of a class.</summary>
    /// <param name="isShort">Whether it is only to be seen that they run: their times are then no figures to quote.</param>
    /// <param name="wanted">Which of them; null: all.</param>
    /// <exception cref="InvalidDataException">One of them failed; the message says where to read why.</exception>
    public static void Of<T>(bool isShort, Func<BenchmarkCase, bool>? wanted = null)
    {
        var config = ManualConfig
            .CreateEmpty()
            .AddJob(isShort ? Short : Full)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Descriptor, DefaultColumnProviders.Params, DefaultColumnProviders.Metrics)
            .AddColumn(StatisticColumn.Median, new MedianRatioColumn(), StatisticColumn.Min, StatisticColumn.StdDev)
            .AddFilter(new SimpleFilter(wanted ?? (_ => true)))
            .AddLogger(NullLogger.Instance)
            .AddEventProcessor(new Progress())
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "matcher-benchmarks"));
        var summary = BenchmarkRunner.Run<T>(config);
        MarkdownExporter.Console.ExportToLog(summary, ConsoleLogger.Default);
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
            throw new InvalidDataException($"Not all benchmarks ran; {summary.LogFilePath} says why.");
    }

    // In this process: people are simulated once, and no project is generated that this repository's strict build would refuse. What keeps
    // it sound: one benchmark after the other, each warmed up until its code is compiled for good, and all timed in the same run.
    private static Job Base => Job.Default.WithToolchain(new InProcessEmitToolchain(logOutput: true));

    private static Job Full => Base.WithIterationTime(TimeInterval.FromMilliseconds(200)).WithWarmupCount(6).WithIterationCount(20);

    private static Job Short => Base.WithStrategy(RunStrategy.Monitoring).WithInvocationCount(16).WithWarmupCount(1).WithIterationCount(3);
}
