using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Matcher.Api.Tests;

namespace Matcher.EndToEnd.Tests;

/// <summary>An operator's backup of batch runs and keys, and what can be done with it.</summary>
public sealed class StoreCopyTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");

    private string Backup => Path.Combine(folder.FullName, "backup.db");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_backup_that_is_made_while_lists_come_in_has_every_run_that_was_accepted_before_and_they_end_alike()
    {
        using var service = RunningProgram.Api($"--BatchRuns:Folder={Folder("first")}");
        using var client = new HttpClient { BaseAddress = service.Address("listens on") };
        var before = new List<Uri>();
        for (var i = 0; i < 5; i++)
            before.Add(await Send(client, i));
        using var stop = new CancellationTokenSource();
        var sending = KeepSending(client, stop.Token);
        await Command(0, "backup", Backup, "first");
        await stop.CancelAsync();
        await sending;
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Backup));

        await Command(0, "restore", Backup, "second");
        using var restored = RunningProgram.Api($"--BatchRuns:Folder={Folder("second")}");
        using var there = new HttpClient { BaseAddress = restored.Address("listens on") };
        foreach (var run in before)
            Assert.Equal(await Results(client, run), await Results(there, run));
    }

    [Fact]
    public async Task What_can_not_be_backed_up_or_restored_is_refused_in_a_sentence_and_nothing_is_overwritten()
    {
        Assert.Contains("no database", await Command(1, "backup", Backup, "empty"), StringComparison.Ordinal);
        Assert.Contains("There is no file", await Command(1, "restore", Backup, "empty"), StringComparison.Ordinal);
        await File.WriteAllTextAsync(Backup, "reference,postcode\n");
        Assert.Contains("not a whole backup", await Command(1, "restore", Backup, "empty"), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Folder("empty"), "batch-runs*"));

        using (var key = new RunningProgram("Matcher.Api", "keys", "create", "--hub", "Brighton", "--state", Folder("first")))
            await key.Exits(0);
        Assert.Contains("is there already", await Command(1, "backup", Backup, "first"), StringComparison.Ordinal);
        Assert.Equal("reference,postcode\n", await File.ReadAllTextAsync(Backup));
        File.Delete(Backup);
        await Command(0, "backup", Backup, "first");
        Assert.Contains("has a database already", await Command(1, "restore", Backup, "first"), StringComparison.Ordinal);

        // A copy that broke off is not taken for a whole one.
        var half = Path.Combine(folder.FullName, "half.db");
        await File.WriteAllBytesAsync(half, (await File.ReadAllBytesAsync(Backup))[..8192]);
        Assert.Contains("half.db is not a whole backup", await Command(1, "restore", half, "empty"), StringComparison.Ordinal);
        // A log that was left behind would be applied to it.
        await File.WriteAllTextAsync(Path.Combine(Folder("empty"), "batch-runs.db-wal"), "");
        Assert.Contains("has a database already", await Command(1, "restore", Backup, "empty"), StringComparison.Ordinal);
        File.Delete(Path.Combine(Folder("empty"), "batch-runs.db-wal"));
        await Command(0, "restore", Backup, "empty");
        using var keys = new RunningProgram("Matcher.Api", "keys", "list", "--state", Folder("empty"));
        await keys.Exits(0);
        Assert.Contains("Brighton", keys.Output, StringComparison.Ordinal);
    }

    private string Folder(string name) => Path.Combine(folder.FullName, name);

    private async Task<string> Command(int code, string verb, string file, string state)
    {
        using var command = new RunningProgram("Matcher.Api", "store", verb, file, "--state", Folder(state));
        await command.Exits(code);
        Assert.DoesNotContain("   at ", command.Output, StringComparison.Ordinal);
        return command.Output;
    }

    private static async Task KeepSending(HttpClient client, CancellationToken stop)
    {
        for (var i = 100; !stop.IsCancellationRequested; i++)
            await Send(client, i);
    }

    private static async Task<Uri> Send(HttpClient client, int number)
    {
        var rows = string.Concat(Enumerable.Range(0, 200).Select(i => $"CL-{number}-{i},{(i % 2 == 0 ? "BN3" : "NR2")}\n"));
        using var list = new StringContent($"reference,postcode\n{rows}", Encoding.UTF8, "text/csv");
        using var answer = await client.PostAsync("/v1/batch-runs", list);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return answer.Headers.Location!;
    }

    private static async Task<string> Results(HttpClient client, Uri run)
    {
        await Poll.Until(async () => (string?)JsonNode.Parse(await client.GetStringAsync(run))!["state"] == "done");
        return await client.GetStringAsync($"{run}/results");
    }
}
