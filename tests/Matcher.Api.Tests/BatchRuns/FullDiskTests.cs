using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Matcher.Api.Tests.BatchRuns;

/// <summary>What a hub sees when the disk that runs are kept on is full to its last byte, and when there is room again.</summary>
public sealed class FullDiskTests
{
    private const int Megabytes = 24;
    private static readonly string List =
        "reference,postcode\r\n" + string.Concat(Enumerable.Range(0, 1500).Select(person => $"P{person},BN3\r\n"));

    [SkippableFact]
    public async Task On_a_full_disk_runs_can_be_read_and_erased_and_those_that_wait_go_on_in_the_room_of_the_erased()
    {
        using var disk = new SmallDisk(Megabytes);
        var (done, waiting) = await DoneAndWaiting(disk);
        disk.Fill();
        using (var api = Api(disk))
        {
            var hub = new Hub(api);
            var finished = await hub.UntilDone(done);
            await hub.UntilItWaits(waiting, "The disk is full");
            using (var refused = await hub.Send(List))
                await Full(refused);
            Assert.Equal(1500, (await hub.Lines(finished, "results")).Count);
            Assert.Equal(HttpStatusCode.NoContent, (await api.Client.DeleteAsync(done)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await api.Client.GetAsync(done)).StatusCode);
            Assert.Equal(1500, (int)(await hub.UntilDone(waiting))["rows"]!["ranked"]!);
        }
        SqliteConnection.ClearAllPools();
    }

    // With room for the smaller of the things that are written, it is the larger that fail.
    [SkippableTheory]
    [InlineData(0)]
    [InlineData(8 * 1024)]
    [InlineData(32 * 1024)]
    [InlineData(64 * 1024)]
    public async Task With_room_again_runs_go_on_by_themselves_and_lists_are_taken(int left)
    {
        using var disk = new SmallDisk(Megabytes);
        var (_, waiting) = await DoneAndWaiting(disk);
        using (var api = Api(disk, ("Scorer:Address", "http://127.0.0.1:9")))
        {
            var hub = new Hub(api);
            disk.Fill();
            using (var refused = await hub.Send(List))
                await Full(refused);
        }
        using (var api = Api(disk))
        {
            var hub = new Hub(api);
            disk.Fill(left);
            // What is left may be room enough, and the run may be done before the disk is full.
            await hub.Until(
                waiting,
                seen =>
                    (string)seen["state"]! == "done"
                    || ((string?)seen["waitsFor"])?.Contains("The disk is full", StringComparison.Ordinal) == true
            );
            disk.Free();
            Assert.Equal(1500, (int)(await hub.UntilDone(waiting))["rows"]!["ranked"]!);
            await hub.Finished(List);
        }
        SqliteConnection.ClearAllPools();
    }

    [SkippableFact]
    public async Task Every_run_can_be_erased_on_a_full_disk_that_something_else_fills_again_each_time()
    {
        using var disk = new SmallDisk(Megabytes);
        using (var api = Api(disk))
        {
            var hub = new Hub(api);
            var runs = new List<Uri>();
            for (var i = 0; i < 4; i++)
                runs.Add(await hub.Accepted(List));
            foreach (var run in runs)
                await hub.UntilDone(run);
            foreach (var run in runs)
            {
                disk.Fill();
                using var erased = await api.Client.DeleteAsync(run);
                Assert.True(erased.StatusCode == HttpStatusCode.NoContent, await erased.Content.ReadAsStringAsync());
            }
            Assert.Equal(0, (int)(await api.Client.GetFromJsonAsync<JsonObject>("/v1/batch-runs"))!["total"]!);
        }
        SqliteConnection.ClearAllPools();
    }

    [SkippableFact]
    public async Task A_key_is_free_again_once_its_run_is_erased_on_a_full_disk()
    {
        using var disk = new SmallDisk(Megabytes);
        using (var api = Api(disk))
        {
            var hub = new Hub(api);
            await hub.UntilDone((await hub.Send(List, key: "key")).Headers.Location!);
            disk.Fill();
            Assert.Equal(HttpStatusCode.NoContent, (await api.Client.DeleteAsync("/v1/batch-runs/key")).StatusCode);
            disk.Free();
            Assert.Equal(HttpStatusCode.Accepted, (await hub.Send(List, key: "key")).StatusCode);
        }
        SqliteConnection.ClearAllPools();
    }

    private static RunningApi Api(SmallDisk disk, params (string Name, string Value)[] settings) =>
        new([("BatchRuns:Folder", disk.Path), .. settings]);

    // A run that is done, and one of which nothing is done yet.
    private static async Task<(Uri Done, Uri Waiting)> DoneAndWaiting(SmallDisk disk)
    {
        Uri done;
        using (var api = Api(disk))
        {
            done = await new Hub(api).Accepted(List);
            await new Hub(api).UntilDone(done);
        }
        SqliteConnection.ClearAllPools();
        using var without = Api(disk, ("Scorer:Address", "http://127.0.0.1:9"));
        var waiting = await new Hub(without).Accepted(List);
        await new Hub(without).UntilItWaits(waiting, "The scorer gives no answer");
        return (done, waiting);
    }

    private static async Task Full(HttpResponseMessage refused)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("The disk is full", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
