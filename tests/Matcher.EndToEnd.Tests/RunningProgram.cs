using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Matcher.EndToEnd.Tests;

/// <summary>One of the product's programs as a process of its own.</summary>
internal sealed class RunningProgram : IDisposable
{
    /// <summary>Far more than anything here takes; only a failure waits for it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static readonly Lazy<DirectoryInfo> Kept = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("matcher-test-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        return folder;
    });

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly BlockingCollection<string> output = [];
    private int streams = 2;

    public RunningProgram(string program, params string[] args)
        : this(program, [], args) { }

    public RunningProgram(string program, Dictionary<string, string> environment, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{program}.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        // What whoever runs the tests keeps for themselves is none of theirs.
        start.Environment["Postcodes__File"] = "";
        start.Environment["BatchRuns__Folder"] = Kept.Value.FullName;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The most memory that it has held so far, in bytes.</summary>
    public long PeakMemory
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    /// <summary>The memory that it holds, in bytes.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>The names of the files that it has loaded; on Linux only.</summary>
    public IReadOnlyList<string> LoadedFiles =>
        [.. File.ReadLines($"/proc/{process.Id}/maps").Select(Path.GetFileName).OfType<string>().Distinct()];

    /// <summary>Everything printed so far, to either stream.</summary>
    public string Output => string.Join('\n', lines);

    /// <summary>
    /// The API. Only a test that is about the deadline may depend on how busy the machine is; it sets its own, as the last of two settings
    /// counts.
    /// </summary>
    public static RunningProgram Api(params string[] args) => Api([], args);

    /// <summary>The API with variables of its environment.</summary>
    public static RunningProgram Api(Dictionary<string, string> environment, params string[] args) =>
        new("Matcher.Api", environment, ["--urls", "http://127.0.0.1:0", "--Scorer:Deadline=00:00:30", .. args]);

    /// <summary>A port that nothing listens on, below those that a system gives to programs that ask for any.</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(20_000, 32_000);
            using var probe = new TcpListener(IPAddress.Loopback, port);
            try
            {
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens on it.
            }
        }
    }

    public static RunningProgram Scorer(int port = 0) => Scorer([], port);

    /// <summary>A scorer with variables of its environment.</summary>
    public static RunningProgram Scorer(Dictionary<string, string> environment, int port = 0) =>
        new("Matcher.Scorer", environment, "serve", "--urls", $"http://127.0.0.1:{port}");

    /// <summary>Waits for a line that holds a text, and gives the first address in it.</summary>
    public Uri Address(string text)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            foreach (var line in output.GetConsumingEnumerable(limit.Token))
            {
                if (line.Contains(text, StringComparison.Ordinal))
                    return new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..].Split(' ', ',')[0].TrimEnd('.'));
            }
        }
        catch (OperationCanceledException)
        {
            // Told below with what was printed.
        }
        throw new InvalidOperationException($"No line with \"{text}\" was printed, but: {Output}");
    }

    /// <summary>Waits until a text is printed.</summary>
    public async Task Says(string text)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"It ended and never said '{text}', but: {Output}");
            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>Waits for the end, and gives the exit code.</summary>
    public async Task<int> Exit()
    {
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <summary>Waits for the end, which must come with this exit code.</summary>
    public async Task Exits(int code)
    {
        var actual = await Exit();
        Assert.True(code == actual, $"It ended with {actual}, not {code}: {Output}");
    }

    /// <summary>Asks it to stop, as an operator does; on Unix only.</summary>
    public void Terminate() => Signal("TERM");

    /// <summary>Sends it a signal, such as STOP, which freezes it; on Unix only.</summary>
    public void Signal(string name) => Process.Start("kill", [$"-{name}", $"{process.Id}"]).WaitForExit();

    /// <summary>Ends it at once, as a crash would.</summary>
    public void Kill()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            // Whoever waits for a line that will not come any more is told at once.
            if (Interlocked.Decrement(ref streams) == 0)
                output.CompleteAdding();
            return;
        }
        lines.Enqueue(line);
        output.Add(line);
    }
}
