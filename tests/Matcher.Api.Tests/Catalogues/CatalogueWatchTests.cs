using System.Text.Json.Nodes;
using Matcher.Api.Tests.BatchRuns;

namespace Matcher.Api.Tests.Catalogues;

/// <summary>A catalogue that changes while it is served.</summary>
public sealed class CatalogueWatchTests : IDisposable
{
    private const string OldTitle = "Careers Leadership at Level 6, full days";
    private const string NewTitle = "Careers Leadership at Level 6, renamed";
    private readonly OwnCatalogue own = new();
    private readonly RunningApi api;

    public CatalogueWatchTests() => api = new([.. own.Settings]);

    [Fact]
    public async Task A_changed_catalogue_is_served_without_a_restart_and_every_answer_is_of_one_of_the_two()
    {
        var titles = new Dictionary<string, string> { [await Version()] = OldTitle };
        using var stop = new CancellationTokenSource();
        var asking = Task.Run(async () =>
        {
            var answers = new List<(string Version, string Title)>();
            while (!stop.IsCancellationRequested)
            {
                var answer = await api.Recommend(Some.Sample("newbie-brighton"));
                Assert.False((bool)answer["degraded"]!);
                var course = answer["recommendations"]!.AsArray().Single(each => (string)each!["courseId"]! == "se-l6-day")!;
                answers.Add(((string)answer["catalogueVersion"]!, (string)course["title"]!));
            }
            return answers;
        });
        own.Edit("courses.csv", OldTitle, NewTitle);
        await Poll.Until(async () => !titles.ContainsKey(await Version()));
        titles[await Version()] = NewTitle;
        await api.Recommend(Some.Sample("newbie-brighton"));
        await stop.CancelAsync();
        Assert.All(await asking, answer => Assert.Equal(titles[answer.Version], answer.Title));
        Assert.Contains(api.Log, line => line.Contains("The catalogue changed", StringComparison.Ordinal));
        // A run is kept with the files that it ranks by.
        await new Hub(api).Finished("postcode\nBN3\n");
    }

    [Fact]
    public async Task A_faulty_catalogue_is_refused_aloud_and_the_one_before_goes_on()
    {
        var version = await Version();
        own.Edit("cohorts.csv", "se-l6-day,", "no-such-course,");
        await Poll.Until(async () => (await Catalogue())["refused"] is not null);
        Assert.Equal(version, await Version());
        Assert.True((int)(await Catalogue())["refused"]!["faults"]! > 0);
        Assert.Contains(
            api.Log,
            line =>
                line.Contains("cohorts.csv", StringComparison.Ordinal)
                && line.Contains(version, StringComparison.Ordinal)
                && line.Contains("no-such-course", StringComparison.Ordinal)
        );
        Assert.False((bool)(await api.Recommend(Some.Sample("newbie-brighton")))["degraded"]!);
        await new Hub(api).Finished("postcode\nBN3\n");

        own.Delete("terms.csv");
        await Poll.Until(() => Task.FromResult(api.Log.Any(line => line.Contains("terms.csv", StringComparison.Ordinal))));
        Assert.Equal(version, await Version());

        own.Restore("terms.csv");
        own.Edit("cohorts.csv", "no-such-course,", "se-l6-day,");
        await Poll.Until(async () => (await Catalogue())["refused"] is null);
        Assert.Equal(version, await Version());
    }

    [Fact]
    public async Task What_the_service_started_with_is_not_read_again_and_a_change_while_it_starts_is()
    {
        // The edit comes before the first look, or looks the same as what was read.
        using var slow = new OwnCatalogue();
        using var store = new TemporaryFolder();
        using var started = new RunningApi([.. slow.Settings, ("Catalogue:LookEvery", "00:00:01"), ("BatchRuns:Folder", store.Path)]);
        var version = (string)(await started.Client.GetFromJsonAsync<JsonObject>("/v1/catalogue"))!["version"]!;
        var written = File.GetLastWriteTimeUtc(slow.At("cohorts.csv"));
        slow.Edit("cohorts.csv", "se-l6-day,", "se-no-day,");
        File.SetLastWriteTimeUtc(slow.At("cohorts.csv"), written);
        // The watch remembers a moved date with each look, so these are three looks.
        for (var year = 1; year <= 3; year++)
        {
            started.Clock.Advance(TimeSpan.FromDays(364));
            await Poll.Until(() =>
                Task.FromResult(File.Exists(Path.Combine(store.Path, "catalogue-versions", $"{version}+{year * 52}w.json")))
            );
        }
        Assert.Null((await started.Client.GetFromJsonAsync<JsonObject>("/v1/catalogue"))!["refused"]);

        using var changed = new OwnCatalogue();
        using var starting = new RunningApi([.. changed.Settings, ("Catalogue:LookEvery", "00:00:01")]);
        changed.Edit("courses.csv", OldTitle, NewTitle);
        await Poll.Until(async () => (string)(await starting.Client.GetFromJsonAsync<JsonObject>("/v1/catalogue"))!["version"]! != version);
    }

    public void Dispose()
    {
        api.Dispose();
        own.Dispose();
    }

    private async Task<JsonObject> Catalogue() => (await api.Client.GetFromJsonAsync<JsonObject>("/v1/catalogue"))!;

    private async Task<string> Version() => (string)(await Catalogue())["version"]!;
}
