using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Matcher.Api.Tests.BatchRuns;

/// <summary>Hubs' programs that send and erase lists at the same moment.</summary>
public sealed class RunsAtOnceTests : IDisposable
{
    private const string List = "reference,postcode\r\nA1,BN3\r\n";
    private const string OtherList = "reference,postcode\r\nB1,LS1\r\n";

    // Which call comes first is chance: as many times as make it sure that the calls have met.
    private const int Rounds = 12;

    private readonly DirectoryInfo store = Directory.CreateTempSubdirectory("matcher-test-");
    private readonly RunningApi api;
    private readonly Hub hub;

    public RunsAtOnceTests()
    {
        api = new(("BatchRuns:Folder", store.FullName));
        hub = new(api);
    }

    public void Dispose()
    {
        api.Dispose();
        SqliteConnection.ClearAllPools();
        store.Delete(recursive: true);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task Lists_that_come_at_once_when_no_run_is_kept_are_all_accepted(int lists)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, lists).Select(i => hub.Send(i % 2 == 0 ? List : OtherList)));
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode));
            Assert.Equal(lists, answers.Select(answer => answer.Headers.Location).Distinct().Count());
            foreach (var answer in answers)
                await Erase(answer.Headers.Location!);
        }
    }

    [Fact]
    public async Task Calls_at_once_with_one_key_are_one_run()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => hub.Send(List, key: "key")));
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode));
            var run = Assert.Single(answers.Select(answer => answer.Headers.Location!).Distinct());
            Assert.Equal(1, (int)(await api.Client.GetFromJsonAsync<JsonObject>("/v1/batch-runs"))!["total"]!);
            await Erase(run);
        }
    }

    [Fact]
    public async Task Of_two_lists_that_come_at_once_with_one_key_one_is_accepted_and_the_other_refused()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => hub.Send(i % 2 == 0 ? List : OtherList, key: "key")));
            Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Accepted));
            Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.UnprocessableEntity));
            await Erase(answers.First(answer => answer.StatusCode == HttpStatusCode.Accepted).Headers.Location!);
        }
    }

    [Fact]
    public async Task A_key_whose_run_is_erased_at_the_same_moment_is_never_said_to_stand_for_another_list()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var first = (await hub.Send(List, key: "key")).Headers.Location!;
            var again = Enumerable.Range(0, 4).Select(_ => hub.Send(List, key: "key")).ToList();
            await Erase(first);
            foreach (var answer in await Task.WhenAll(again))
                Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            await api.Client.DeleteAsync("/v1/batch-runs/key");
        }
    }

    [Fact]
    public async Task A_list_that_comes_while_the_last_run_is_erased_keeps_the_catalogue_that_it_is_to_end_with()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var before = (await hub.Send(List)).Headers.Location!;
            var next = hub.Send(OtherList);
            await Erase(before);
            using var answer = await next;
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            Assert.Equal(0L, await Count("SELECT COUNT(*) FROM Runs WHERE CatalogueVersion NOT IN (SELECT Version FROM Catalogues)"));
            await Erase(answer.Headers.Location!);
        }
        Assert.Equal(0L, await Count("SELECT COUNT(*) FROM Catalogues"));
    }

    private async Task Erase(Uri run)
    {
        using var answer = await api.Client.DeleteAsync(run);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private async Task<long> Count(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(store.FullName, "batch-runs.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
