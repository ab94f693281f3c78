using System.Net;
using System.Text.Json.Nodes;
using Matcher.Api.Tests.Scoring;
using Matcher.Data;
using Matcher.Protos.Scoring.V1;
using Microsoft.Data.Sqlite;

namespace Matcher.Api.Tests.BatchRuns;

/// <summary>What a hub sees of its runs while something is wrong, and once it is not.</summary>
public sealed class TroubleTests : IDisposable
{
    private const string Nowhere = "http://127.0.0.1:9";
    private static readonly string LongList =
        "reference,postcode\r\n" + string.Concat(Enumerable.Range(0, 500).Select(person => $"P{person},BN3\r\n"));
    private static readonly string ShortList = "reference,postcode\r\nP1,BN3\r\n";

    private readonly DirectoryInfo store = Directory.CreateTempSubdirectory("matcher-test-");

    private string Database => Path.Combine(store.FullName, "batch-runs.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        store.Delete(recursive: true);
    }

    [Fact]
    public async Task Where_the_folder_became_a_file_since_the_start_lists_are_answered_with_503_until_it_is_a_folder_again()
    {
        using var parent = new TemporaryFolder();
        var folder = Path.Combine(parent.Path, "store");
        using var api = new RunningApi(("BatchRuns:Folder", folder));
        await RunningApi.ReplaceByFile(folder);
        var problem = await api.Problem(503, new(HttpMethod.Get, "/v1/batch-runs"));
        Assert.Contains("Check that its folder is there", (string)problem["detail"]!, StringComparison.Ordinal);
        File.Delete(folder);
        await new Hub(api).Finished("reference,postcode\r\nP1,BN3\r\n");
        SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task A_full_store_is_said_and_a_run_goes_on_once_another_is_deleted()
    {
        Uri done;
        using (var api = Api())
        {
            var hub = new Hub(api);
            done = await hub.Accepted(LongList);
            await hub.UntilDone(done);
        }
        // Its rows fit, its results do not.
        var waiting = await AcceptedWithoutScorer(LongList);
        using var full = Api(("BatchRuns:MostBytesKept", $"{await Pages() * 4096}"));
        var later = new Hub(full);
        await later.UntilItWaits(waiting, "The disk is full");
        using (var refused = await later.Send(LongList))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Contains("The disk is full", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.NoContent, (await full.Client.DeleteAsync(done)).StatusCode);
        Assert.Equal(500, (int)(await later.UntilDone(waiting))["rows"]!["ranked"]!);
    }

    [Fact]
    public async Task A_locked_store_is_said_and_a_run_goes_on_once_it_is_let_go()
    {
        var waiting = await AcceptedWithoutScorer(ShortList);
        await using var other = new SqliteConnection($"Data Source={Database}");
        await other.OpenAsync();
        using var api = Api();
        var hub = new Hub(api);
        await using (var held = await other.BeginTransactionAsync())
        {
            await hub.UntilItWaits(waiting, "locked by another program");
            using var refused = await hub.Send(ShortList);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Contains("locked by another program", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        await hub.UntilDone(waiting);
    }

    [Fact]
    public async Task A_damaged_store_is_said_and_keeps_nobody_from_courses_and_an_empty_one_serves_again()
    {
        await File.WriteAllTextAsync(Database, string.Concat(Enumerable.Repeat("This is not a database. ", 1000)));
        using var api = Api();
        var hub = new Hub(api);
        using (var refused = await hub.Send(ShortList))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Contains("The database is damaged", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.NotEmpty((await api.Recommend(Some.Request()))["recommendations"]!.AsArray());
        SqliteConnection.ClearAllPools();
        File.Move(Database, $"{Database}.damaged");
        await hub.Finished(ShortList);
    }

    [Fact]
    public async Task A_run_is_erased_when_its_time_is_over()
    {
        using var api = Api(("BatchRuns:Retention", "2.00:00:00"));
        var hub = new Hub(api);
        var run = await hub.Accepted(ShortList);
        var done = await hub.UntilDone(run);
        Assert.Equal((DateTimeOffset)done["finishedAt"]! + TimeSpan.FromDays(2), (DateTimeOffset)done["erasedAfter"]!);
        api.Clock.Advance(TimeSpan.FromDays(2) - TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.OK, (await api.Client.GetAsync(run)).StatusCode);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((await api.Client.GetAsync(run, patience.Token)).StatusCode != HttpStatusCode.NotFound)
        {
            api.Clock.Advance(TimeSpan.FromHours(1));
            await Task.Delay(20, patience.Token);
        }
    }

    [Fact]
    public async Task A_run_goes_on_with_the_model_that_it_began_with_or_waits_for_it()
    {
        await using var fake = new FakeScorer((request, _) => Task.FromResult(FakeScorer.Alike(request)))
        {
            Description = _ => Task.FromResult(new DescribeModelResponse { ModelVersion = "fake" }),
        };
        var waiting = await AcceptedWithoutScorer(ShortList);
        await using (var connection = new SqliteConnection($"Data Source={Database}"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE Runs SET ModelVersion = 'fake'";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }
        using (var other = Api())
        {
            var seen = await new Hub(other).UntilItWaits(waiting, "The run began with the model fake");
            Assert.Equal(0, (int)seen["rows"]!["done"]!);
            // Others need not wait for it.
            await new Hub(other).Finished(ShortList);
        }
        using var first = Api(("Scorer:Address", fake.Address));
        Assert.Equal("fake", (string)(await new Hub(first).UntilDone(waiting))["modelVersion"]!);
    }

    [Fact]
    public async Task A_run_ends_with_the_catalogue_that_it_began_with()
    {
        var waiting = await AcceptedWithoutScorer(ShortList);
        var changed = Directory.CreateDirectory(Path.Combine(store.FullName, "catalogue"));
        foreach (var file in Directory.EnumerateFiles(DataFiles.Catalogue))
            File.Copy(file, Path.Combine(changed.FullName, Path.GetFileName(file)));
        var courses = Path.Combine(changed.FullName, "courses.csv");
        await File.WriteAllTextAsync(courses, (await File.ReadAllTextAsync(courses)).Replace("Careers", "Other", StringComparison.Ordinal));
        using var api = Api(("Catalogue:Folder", changed.FullName));
        var hub = new Hub(api);
        var old = await Titles(await hub.UntilDone(waiting));
        var now = await Titles(await hub.Finished(ShortList));
        Assert.Contains(old, title => title.Contains("Careers", StringComparison.Ordinal));
        Assert.DoesNotContain(now, title => title.Contains("Careers", StringComparison.Ordinal));
        Assert.Equal(now, old.Select(title => title.Replace("Careers", "Other", StringComparison.Ordinal)));

        async Task<List<string>> Titles(JsonObject run) =>
            [
                .. (await hub.Lines(run, "results"))
                    .SelectMany(person => person["courses"]!.AsArray())
                    .Select(course => (string)course!["title"]!),
            ];
    }

    private RunningApi Api(params (string Name, string Value)[] settings) => new([("BatchRuns:Folder", store.FullName), .. settings]);

    // A run of which nothing is done yet.
    private async Task<Uri> AcceptedWithoutScorer(string list)
    {
        using var api = Api(("Scorer:Address", Nowhere));
        var hub = new Hub(api);
        var run = await hub.Accepted(list);
        await hub.UntilItWaits(run, "The scorer gives no answer");
        return run;
    }

    private async Task<long> Pages()
    {
        await using var connection = new SqliteConnection($"Data Source={Database}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA page_count";
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
