using System.Globalization;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Data;
using Matcher.Data.Places;
using Microsoft.Data.Sqlite;

namespace Matcher.EndToEnd.Tests;

/// <summary>Commands that rank lists at the same time, and what they leave behind.</summary>
public sealed class BatchRunsAtOnceTests : IDisposable
{
    private const string Nowhere = "http://127.0.0.1:9";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");

    private string State => Path.Combine(folder.FullName, "state");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(2, "same")]
    [InlineData(3, "same")]
    [InlineData(2, "own")]
    public async Task The_same_command_given_several_times_at_once_is_one_run_and_each_writes_all_of_it(int commands, string folders)
    {
        var list = await List(1_500);
        using (var alone = Run(list, "alone"))
            await alone.Exits(0);
        var port = RunningProgram.FreePort();
        var running = Enumerable
            .Range(0, commands)
            .Select(i => Run(list, folders == "same" ? "together" : $"together-{i}", "--scorer", $"http://127.0.0.1:{port}"))
            .ToList();
        try
        {
            // None of them ends before all have met.
            foreach (var run in running)
                await run.Says("Waiting: The scorer gives no answer.");
            Assert.Equal(1, await Count("SELECT COUNT(*) FROM Runs"));
            Assert.Single(running, run => !run.Output.Contains("Continuing the earlier run of this list.", StringComparison.Ordinal));
            using var scorer = RunningProgram.Scorer(port);
            foreach (var run in running)
                await run.Exits(0);
        }
        finally
        {
            foreach (var run in running)
                run.Dispose();
        }
        foreach (var written in Directory.EnumerateDirectories(folder.FullName, "together*"))
            Assert.Equal(Files(Path.Combine(folder.FullName, "alone")), Files(written));
        Assert.Equal(0, await Count("SELECT COUNT(*) FROM Runs"));
        Assert.Empty(Directory.EnumerateFiles(State, "command-line-*"));
    }

    [Fact]
    public async Task A_run_of_the_command_line_goes_on_only_if_an_application_takes_as_long_as_when_it_was_begun()
    {
        var list = await List(10);
        await Abandoned(list);
        await Abandoned(list);
        Assert.Equal(1, await Count("SELECT COUNT(*) FROM Runs"));
        await Abandoned(list, ("Recommendations__ApplicationDays", "20"));
        Assert.Equal(2, await Count("SELECT COUNT(*) FROM Runs"));
    }

    [Theory]
    [InlineData("a command")]
    [InlineData("the service")]
    public async Task What_an_abandoned_command_kept_of_people_is_erased_in_time_by_whatever_runs_next(string next)
    {
        var list = await List(10);
        await Abandoned(list);
        await Begun(29);
        await Next(isOld: false);
        Assert.Equal(1, await Count("SELECT COUNT(*) FROM Runs"));
        await Begun(31);
        await Next(isOld: true);
        Assert.Equal(0, await Count("SELECT COUNT(*) FROM Runs"));
        Assert.Equal(0, await Count("SELECT COUNT(*) FROM Inputs"));

        Task<long> Begun(int daysAgo)
        {
            var time = TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(daysAgo);
            var sql = string.Create(CultureInfo.InvariantCulture, $"UPDATE Runs SET CreatedAt = '{time:yyyy-MM-dd HH:mm:ss}' RETURNING 1");
            return Count(sql);
        }

        async Task Next(bool isOld)
        {
            if (next == "a command")
            {
                var other = Path.Combine(folder.FullName, "other.csv");
                await File.WriteAllTextAsync(other, "postcode\r\nLS1\r\n");
                using var command = Run(other, "other");
                await command.Exits(0);
                return;
            }
            // Without a scorer it ends no run.
            using var service = RunningProgram.Api($"--BatchRuns:Folder={State}", "--scorer", Nowhere);
            using var site = new HttpClient { BaseAddress = service.Address("listens on") };
            // The first look for work tells what runs wait for; and nothing waits once all is erased.
            using var patience = new CancellationTokenSource(RunningProgram.Patience);
            string[] told = ["The scorer gives no answer", "\"total\":0"];
            for (var runs = ""; !told.Any(runs.Contains); runs = await site.GetStringAsync("/v1/batch-runs", patience.Token))
                await Task.Delay(20, patience.Token);
            // Nobody sees a run from when its erasure begins.
            while (isOld && await Count("SELECT COUNT(*) FROM Runs") > 0)
                await Task.Delay(20, patience.Token);
        }
    }

    // Killed before anybody was ranked.
    private async Task Abandoned(string list, params (string Name, string Value)[] environment)
    {
        var to = Path.Combine(folder.FullName, "abandoned");
        string[] command = ["batch", "run", list, "--out", to, "--state", State, "--scorer", Nowhere];
        using var run = new RunningProgram("Matcher.Api", environment.ToDictionary(each => each.Name, each => each.Value), command);
        await run.Says("Waiting: The scorer gives no answer.");
        run.Kill();
    }

    private RunningProgram Run(string list, string to, params string[] options) =>
        new("Matcher.Api", ["batch", "run", list, "--out", Path.Combine(folder.FullName, to), "--state", State, "--allocate", .. options]);

    private async Task<string> List(int people)
    {
        var file = Path.Combine(folder.FullName, "list.csv");
        await using var to = File.Create(file);
        await SampleList.Write(to, Gazetteer.Read(DataFiles.Gazetteer), people, seed: 5, CancellationToken.None);
        return file;
    }

    private static List<string> Files(string of) =>
        [.. Directory.EnumerateFiles(of).Order().Select(file => $"{Path.GetFileName(file)} {File.ReadAllText(file)}")];

    private async Task<long> Count(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(State, "batch-runs.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
