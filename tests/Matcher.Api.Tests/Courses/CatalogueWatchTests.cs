using System.Text.Json.Nodes;
using Matcher.Api.Tests.BatchRuns;
using Matcher.Data;

namespace Matcher.Api.Tests.Courses;

/// <summary>A catalogue that changes while it is served.</summary>
public sealed class CatalogueWatchTests : IDisposable
{
    private const string OldTitle = "Careers Leadership at Level 6, full days";
    private const string NewTitle = "Careers Leadership at Level 6, renamed";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");
    private readonly RunningApi api;

    public CatalogueWatchTests()
    {
        foreach (var file in Directory.EnumerateFiles(DataFiles.Catalogue)) File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
        api = new(("Catalogue:Folder", folder.FullName), ("Catalogue:LookEvery", "00:00:00.05"));
    }

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
        Edit("courses.csv", OldTitle, NewTitle);
        await Until(async () => !titles.ContainsKey(await Version()));
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
        Edit("cohorts.csv", "se-l6-day,", "no-such-course,");
        await Until(async () => (await Catalogue())["refused"] is not null);
        Assert.Equal(version, await Version());
        Assert.True((int)(await Catalogue())["refused"]!["faults"]! > 0);
        Assert.Contains(api.Log, line => line.Contains("cohorts.csv", StringComparison.Ordinal) && line.Contains(version, StringComparison.Ordinal) && line.Contains("no-such-course", StringComparison.Ordinal));
        Assert.False((bool)(await api.Recommend(Some.Sample("newbie-brighton")))["degraded"]!);
        await new Hub(api).Finished("postcode\nBN3\n");

        File.Delete(Path.Combine(folder.FullName, "terms.csv"));
        await Until(() => Task.FromResult(api.Log.Any(line => line.Contains("terms.csv", StringComparison.Ordinal))));
        Assert.Equal(version, await Version());

        File.Copy(Path.Combine(DataFiles.Catalogue, "terms.csv"), Path.Combine(folder.FullName, "terms.csv"));
        Edit("cohorts.csv", "no-such-course,", "se-l6-day,");
        await Until(async () => (await Catalogue())["refused"] is null);
        Assert.Equal(version, await Version());
    }

    public void Dispose()
    {
        api.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task<JsonObject> Catalogue() => (await api.Client.GetFromJsonAsync<JsonObject>("/v1/catalogue"))!;

    private async Task<string> Version() => (string)(await Catalogue())["version"]!;

    private void Edit(string file, string old, string other)
    {
        var path = Path.Combine(folder.FullName, file);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, other, StringComparison.Ordinal));
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        var began = Environment.TickCount64;
        while (!await holds())
        {
            Assert.True(Environment.TickCount64 - began < Patience.TotalMilliseconds, "It never came to hold.");
            await Task.Delay(20);
        }
    }
}
