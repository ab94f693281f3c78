using System.Net;
using System.Net.Sockets;
using Matcher.Data;

namespace Matcher.EndToEnd.Tests;

/// <summary>What an operator reads when the program starts, or why it does not.</summary>
public sealed class StartTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("taken")]
    [InlineData("taken/below")]
    public async Task A_folder_that_batch_runs_can_t_be_kept_in_ends_the_start_with_a_sentence_that_names_setting_and_folder(string name)
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "taken"), "A file where a folder should be.");
        var unusable = Path.Combine(folder.FullName, name);
        var variables = new Dictionary<string, string> { ["BatchRuns__Folder"] = unusable };
        using var api = RunningProgram.Api(variables);
        using var run = new RunningProgram("Matcher.Api", variables, "batch", "run", List, "--out", Out);
        using var state = new RunningProgram("Matcher.Api", "batch", "run", List, "--out", Out, "--state", unusable);
        foreach (var program in new[] { api, run, state })
        {
            await program.Exits(1);
            Assert.Contains($"Batch runs can't be kept in {unusable}", program.Output, StringComparison.Ordinal);
            Assert.Contains("Set BatchRuns__Folder", program.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", program.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("listens on", program.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_port_that_is_taken_is_told_before_anything_is_loaded_with_the_way_out(string host)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        // A model that is not there would be told of if it were looked for.
        using var api = new RunningProgram("Matcher.Api", "--urls", $"http://{host}:{port}", "--Scorer:ModelFolder=/nowhere");
        await api.Exits(1);
        Assert.Equal(
            $"Can't start. Another program listens on http://{host}:{port} already. Stop that program, or choose another address, such as --urls http://localhost:{port + 1}.",
            api.Output
        );
    }

    [Theory]
    [InlineData("Scorer__Dedline", "Did you mean Scorer__Deadline?")]
    [InlineData("BATCHRUNS__FOLDR", "Did you mean BatchRuns__Folder?")]
    [InlineData("BatchRun__Folder", "Did you mean BatchRuns__Folder?")]
    [InlineData("Scorer_Deadline", "Write Scorer__Deadline, with two underscores.")]
    [InlineData("Recommendations__Limt", "The settings of this section are Recommendations__ApplicationDays.")]
    [InlineData("--Scorer:Dedline", "Did you mean Scorer:Deadline?")]
    [InlineData("--Cors:Origin:0", "Did you mean Cors:Origins?")]
    [InlineData("--Postcode:File", "Did you mean Postcodes:File?")]
    public async Task A_misspelt_setting_ends_the_start_with_the_one_that_was_meant(string name, string advice)
    {
        var isVariable = !name.StartsWith('-');
        var variables = new Dictionary<string, string>();
        if (isVariable)
            variables[name] = "00:00:02";
        string[] more = isVariable ? [] : [$"{name}=00:00:02"];
        using var api = RunningProgram.Api(variables, more);
        await api.Exits(1);
        Assert.Equal($"Can't start. There is no setting {name.TrimStart('-').Replace(":0", "")}. {advice}", api.Output, ignoreCase: true);
        if (!isVariable)
            return;
        using var run = new RunningProgram("Matcher.Api", variables, "batch", "run", List, "--out", Out);
        await run.Exits(1);
        Assert.Contains(advice, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_of_the_framework_and_of_other_programs_do_not_stop_the_start()
    {
        var others = new Dictionary<string, string>
        {
            ["Core__Folder"] = "x",
            ["SCORER_PORT"] = "5081",
            ["SCORER_SERVICE_HOST"] = "10.0.0.1",
            ["Catalog__Database"] = "x",
            ["DOTNET_Scoring__Deadline"] = "2",
            ["Kestrel__Limits__MaxConcurrentConnections"] = "100",
            ["Logging__LogLevel__Matcher"] = "Information",
            ["AllowedHosts"] = "*",
        };
        using var api = RunningProgram.Api(others);
        using var site = new HubWebsite(api.Address("listens on"));
        await site.UntilReady("ready");
    }

    [Theory]
    [InlineData("--Scorer:Deadline=2", "Write 00:00:02 for 2 seconds, or 2.00:00:00 for 2 days.")]
    [InlineData("--Scorer:StreamDeadline=60", "Write hours:minutes:seconds, such as 00:00:02 for 2 seconds")]
    [InlineData("--Catalogue:LookEvery=2", "Write 00:00:02 for 2 seconds, or 2.00:00:00 for 2 days.")]
    [InlineData("--Catalogue:LookEvery=2.00:00:00", "It must be from 00:00:00 to 1.00:00:00.")]
    [InlineData("--Scorer:LookEvery=2", "Write 00:00:02 for 2 seconds, or 2.00:00:00 for 2 days.")]
    [InlineData("--Scorer:LookEvery=2.00:00:00", "It must be from 00:00:00 to 1.00:00:00.")]
    [InlineData("--BatchRuns:Retention=30", "Write 00:00:30 for 30 seconds, or 30.00:00:00 for 30 days.")]
    [InlineData("--BatchRuns:Retention=72:00:00", "or days.hours:minutes:seconds, such as 30.00:00:00 for 30 days.")]
    [InlineData("--Scorer:Deadline=00:02", "Write hours:minutes:seconds, such as 00:00:02 for 2 seconds")]
    [InlineData("--Scorer:Deadline=00:01:00", "It must be from 00:00:00.010 to 00:00:30.")]
    [InlineData("--BatchRuns:MostPlaced=0", "It must be from 1 to 1000000.")]
    [InlineData("--Cors:Origins=https://hub.example", "Cors__Origins__0=https://hub.example in the environment.")]
    public async Task A_value_that_may_mean_something_else_is_refused_with_what_to_write(string setting, string advice)
    {
        using var api = RunningProgram.Api(setting);
        await api.Exits(1);
        Assert.StartsWith($"Can't start. {setting[2..].Split('=')[0]} is ", api.Output, StringComparison.Ordinal);
        Assert.Contains(advice, api.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("DataAnnotation", api.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_slow_the_machine_is_the_start_greets_with_no_warning()
    {
        // No machine is so quick that the first call of all is done in this time.
        using var api = RunningProgram.Api("--Scorer:Deadline=00:00:00.010");
        using var site = new HubWebsite(api.Address("listens on"));
        await api.Says("Stop it with Ctrl+C.");
        await site.UntilReady("ready");
        Assert.DoesNotContain("warn", api.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_message_in_a_log_begins_with_its_time()
    {
        using var api = RunningProgram.Api("--scorer", $"http://127.0.0.1:{RunningProgram.FreePort()}");
        await api.Says("gave no answer");
        Assert.Matches(@"(?m)^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z warn: Matcher", api.Output);
    }

    [Fact]
    public async Task A_batch_run_leaves_nothing_in_the_temporary_folder_and_ends_well_when_that_is_removed()
    {
        // Elsewhere another variable names the folder.
        if (OperatingSystem.IsWindows())
            return;
        var temporary = folder.CreateSubdirectory("temporary");
        var variables = new Dictionary<string, string> { ["TMPDIR"] = temporary.FullName };
        using (var undisturbed = new RunningProgram("Matcher.Api", "batch", "run", List, "--out", Out, "--today", "2026-11-23"))
            await undisturbed.Exits(0);
        var disturbed = Path.Combine(folder.FullName, "disturbed");
        using var run = new RunningProgram("Matcher.Api", variables, "batch", "run", List, "--out", disturbed, "--today", "2026-11-23");
        await run.Says("Unfinished runs are kept in");
        Assert.Empty(temporary.EnumerateDirectories("matcher-*"));
        temporary.Delete(recursive: true);
        await run.Exits(0);
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(Out, "results.csv")),
            await File.ReadAllTextAsync(Path.Combine(disturbed, "results.csv"))
        );
    }

    private string Out => Path.Combine(folder.FullName, "results");

    private static string List => Path.Combine(DataFiles.Samples, "waiting-list.csv");
}
