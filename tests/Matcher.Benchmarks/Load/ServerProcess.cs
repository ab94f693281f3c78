using System.Collections.Concurrent;
using System.Diagnostics;

namespace Matcher.Benchmarks.Load;

/// <summary>A server as a process of its own, which stops with the one that measures.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly TaskCompletionSource<Uri> listens = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(string[] arguments, Uri? collector = null)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (collector is not null)
            start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"{collector}";
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Everything it printed.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>What it has taken of the processors so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts one of the product's programs, built as this one is.</summary>
    public static ServerProcess Product(string program, params string[] arguments) => new([InOutput($"{program}.dll"), .. arguments]);

    /// <summary>Starts one of the product's programs, which sends its telemetry to a collector.</summary>
    public static ServerProcess Traced(Uri collector, string program, params string[] arguments) =>
        new([InOutput($"{program}.dll"), .. arguments], collector);

    /// <summary>Starts one of the servers to compare with, under the API's settings of the runtime.</summary>
    public static ServerProcess Bare(BareServerKind kind, string answerFile, Uri? backend = null) =>
        new([
            "--runtimeconfig",
            InOutput("Matcher.Api.runtimeconfig.json"),
            InOutput($"{typeof(ServerProcess).Assembly.GetName().Name}.dll"),
            LoadCommand.ServeVerb,
            $"{kind}",
            "--answer",
            answerFile,
            .. backend is null ? Array.Empty<string>() : ["--backend", $"{backend}"],
        ]);

    /// <summary>Where it listens, once it does.</summary>
    /// <exception cref="InvalidOperationException">It ended, or took too long.</exception>
    public async Task<Uri> Address(CancellationToken cancellation)
    {
        var first = await Task.WhenAny(listens.Task, process.WaitForExitAsync(cancellation), Task.Delay(StartPatience, cancellation));
        cancellation.ThrowIfCancellationRequested();
        return first == listens.Task
            ? await listens.Task
            : throw new InvalidOperationException($"A server did not start. It printed: {Output}");
    }

    public void Dispose()
    {
        // Asked first, so that it takes its temporary files away.
        if (!process.HasExited && !OperatingSystem.IsWindows())
        {
            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            process.WaitForExit(StopPatience);
        }
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private static string InOutput(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private void Take(string? line)
    {
        if (line is null)
            return;
        output.Enqueue(line);
        // As all of them say it: "… on http://127.0.0.1:1234".
        if (line.IndexOf(" on http", StringComparison.Ordinal) is >= 0 and var at)
            listens.TrySetResult(new Uri(line[(at + 4)..].Split(' ', ',')[0].TrimEnd('.')));
    }
}
