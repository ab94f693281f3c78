using System.Diagnostics;
using Matcher.Api.Tests;

namespace Matcher.Clients.Tests;

/// <summary>
/// What these tests need that the .NET SDK does not bring. Without it they are skipped, unless <c>MATCHER_TESTS_NEED_TOOLS=true</c> makes
/// that a failure.
/// </summary>
internal static class Tools
{
    private const string HowToGetThem =
        "Run .ci/tools, which installs Node.js and Chromium where it can (on Debian and its kin), the Node packages that these tests name, and PowerShell.";
    private static readonly bool IsNeeded = Environment.GetEnvironmentVariable("MATCHER_TESTS_NEED_TOOLS") == "true";
    private static readonly string Folder = Path.Combine(SourceTree.Root, "tests", "Matcher.Clients.Tests");

    /// <summary>The browser; null when there is none.</summary>
    private static string? Chromium { get; } =
        Environment.GetEnvironmentVariable("CHROMIUM") is { } named && File.Exists(named)
            ? named
            : Find("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe", "msedge.exe");

    /// <summary>The PowerShell of the machine, or the one that .ci/tools installs; null when there is none.</summary>
    private static string? PowerShell { get; } =
        Find("pwsh", "pwsh.exe")
        ?? new[] { "pwsh", "pwsh.exe" }.Select(name => Path.Combine(Folder, "obj", "powershell", name)).FirstOrDefault(File.Exists);

    /// <summary>Skips the test where there is no browser; gives its path where there is.</summary>
    public static string NeedChromium()
    {
        Need(Chromium is not null, "Chromium is not there.");
        return Chromium!;
    }

    /// <summary>Skips the test where there is no Node.js, or its packages were not installed.</summary>
    public static void NeedNode() =>
        Need(
            Find("node", "node.exe") is not null && File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json")),
            "Node.js, or one of the packages, is not there."
        );

    /// <summary>The Node packages that the tests name, in place of those that a developer would install.</summary>
    public static string NodePackages => Path.Combine(Folder, "node_modules");

    /// <summary>The manifest of the .NET tools that the tests name, in place of those that a developer would install.</summary>
    public static string ToolManifest => Path.Combine(Folder, ".config", "dotnet-tools.json");

    /// <summary>
    /// Runs a command in a shell, `sh` or `powershell`; the test is skipped where there is none, and fails when the command does.
    /// </summary>
    public static Task<string> RunShell(string shell, string folder, string command)
    {
        var program = shell == "sh" ? Find("sh", "sh.exe") : PowerShell;
        Need(program is not null, $"The shell {shell} is not there.");
        string[] args = shell == "sh" ? ["-c"] : ["-NoProfile", "-NonInteractive", "-Command"];
        return Run(folder, program!, [.. args, command]);
    }

    /// <summary>Runs a program of a Node package; the test fails when the program does.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="program">Its name in node_modules/.bin.</param>
    /// <param name="args">Its arguments.</param>
    /// <returns>What it printed.</returns>
    public static Task<string> RunPackage(string folder, string program, params string[] args) =>
        Run(folder, Path.Combine(Folder, "node_modules", ".bin", OperatingSystem.IsWindows() ? $"{program}.cmd" : program), args);

    /// <summary>Runs a program; the test fails when the program does.</summary>
    public static async Task<string> Run(string folder, string program, params string[] args)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var start = new ProcessStartInfo(program, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["REDOCLY_TELEMETRY"] = "off";
        start.Environment["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true";
        start.Environment["NO_COLOR"] = "1";
        start.Environment["npm_config_offline"] = "true";
        start.Environment["npm_config_update_notifier"] = "false";
        start.Environment["KIOTA_OFFLINE_ENABLED"] = "true";
        start.Environment["KIOTA_CLI_TELEMETRY_OPTOUT"] = "true";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "true";
        // Compilers that outlive a command would keep its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        Assert.True(
            process.ExitCode == 0,
            $"{program} {string.Join(' ', args)} ended with {process.ExitCode}:\n{await output}\n{await errors}"
        );
        return await output + await errors;
    }

    private static void Need(bool isThere, string sentence)
    {
        if (IsNeeded)
            Assert.True(isThere, $"{sentence} {HowToGetThem}");
        Skip.IfNot(isThere, $"{sentence} {HowToGetThem}");
    }

    private static string? Find(params string[] programs) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(folder => programs.Select(program => Path.Combine(folder, program)))
            .FirstOrDefault(File.Exists);
}
