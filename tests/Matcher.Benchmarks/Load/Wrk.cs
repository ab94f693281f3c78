using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Matcher.Benchmarks.Load;

/// <summary>What one run of wrk came to.</summary>
/// <param name="RequestsPerSecond">Answered requests by time.</param>
/// <param name="P50">The median time to an answer, in milliseconds.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="Errors">Answers that did not succeed, and connections that broke.</param>
internal sealed record WrkResult(double RequestsPerSecond, double P50, double P99, long Errors);

/// <summary>Runs wrk, one thread of it, which sends the bodies of a file one after the other, and again from the first.</summary>
internal sealed class Wrk
{
    // Each request is put together once: what is measured is the server, and both share the machine.
    private const string Script = """
        local requests, last = {}, 0

        function init(args)
          for body in io.lines(args[1]) do
            requests[#requests + 1] = wrk.format("POST", nil, { ["content-type"] = "application/json" }, body)
          end
        end

        function request()
          last = last % #requests + 1
          return requests[last]
        end

        function done(summary, latency)
          local errors = summary.errors
          io.write(string.format("measured %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
            errors.connect + errors.read + errors.write + errors.status + errors.timeout))
        end
        """;

    private readonly string scriptFile;
    private readonly string bodiesFile;

    /// <summary>Prepares it in a folder.</summary>
    public Wrk(string folder, IEnumerable<string> bodies)
    {
        (scriptFile, bodiesFile) = (Path.Combine(folder, "load.lua"), Path.Combine(folder, "bodies.jsonl"));
        File.WriteAllText(scriptFile, Script);
        File.WriteAllLines(bodiesFile, bodies);
    }

    /// <summary>Checks that wrk is installed.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public static void Require()
    {
        try
        {
            // It exits with an error whatever it is asked without an address.
            using var process = Process.Start(
                new ProcessStartInfo("wrk", "--version") { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            process.WaitForExit();
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException("wrk is not installed. On Debian and Ubuntu: apt-get install wrk");
        }
    }

    /// <summary>Sends requests for a while.</summary>
    /// <exception cref="InvalidOperationException">wrk failed.</exception>
    public async Task<WrkResult> Run(Uri address, int connections, int seconds, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(
            "wrk",
            ["-t1", $"-c{connections}", $"-d{seconds}s", "-s", scriptFile, $"{address}", "--", bodiesFile]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return Parse(output)
                ?? throw new InvalidOperationException($"wrk failed: {output}{await process.StandardError.ReadToEndAsync(cancellation)}");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    // wrk tells times in microseconds.
    private static WrkResult? Parse(string output)
    {
        if (output.Split('\n').FirstOrDefault(line => line.StartsWith("measured ", StringComparison.Ordinal)) is not { } line)
            return null;
        var numbers = line.Split(' ').Skip(1).Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new(numbers[0] * 1e6 / numbers[1], numbers[2] / 1e3, numbers[3] / 1e3, numbers[4]);
    }
}
