using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Matcher.Api.Tests.Catalogues;

/// <summary>A hub keeps a copy of the catalogue, and asks what changed since.</summary>
public sealed class CatalogueHistoryTests : IDisposable
{
    private readonly OwnCatalogue own = new();
    private readonly DirectoryInfo store = Directory.CreateTempSubdirectory("matcher-test-");

    private string Versions => Path.Combine(store.FullName, "catalogue-versions");

    [Fact]
    public async Task What_was_added_removed_and_changed_is_told_exactly_and_after_a_restart_as_well()
    {
        string old,
            now;
        JsonObject changes;
        using (var api = Start())
        {
            old = await Version(api);
            Assert.Null((await Catalogue(api))["changes"]);
            Assert.True(JsonNode.DeepEquals(Changes(old, new(), new(), new()), await Since(api, old)));

            // Without its provider, which comes last, nothing of it can be read, so all of it is taken up together.
            own.Append("courses.csv", "new-l6,newcomer,Level 6,level6,20,blended,30,3,practical,,1,anotherCohort,90");
            own.Edit("courses.csv", "se-l6-day,specialist-south-east,\"Careers", "se-l6-day,specialist-south-east,\"Renamed");
            own.DeleteRows("courses.csv", "ne-l6-twilight,");
            own.DeleteRows("cohorts.csv", ",ne-l6-twilight,");
            own.DeleteRows("sessions.csv", "ne-l6-twilight-");
            own.DeleteRows("cohorts.csv", "se-l6-day-guildford-2702");
            own.DeleteRows("sessions.csv", "se-l6-day-guildford-2702");
            own.Edit("cohorts.csv", "ne-l6-day-york-2611,ne-l6-day,york,false,16,15", "ne-l6-day-york-2611,ne-l6-day,york,false,16,14");
            own.Append("cohorts.csv", "new-l6-2701,new-l6,guildford,false,12,12,6,");
            own.Append("sessions.csv", "new-l6-2701,2027-01-19,weekdayFullDay,09:30,16:00");
            own.Edit("providers.csv", "specialist-north-west,\"Careers", "specialist-north-west,\"Renamed");
            own.Append("providers.csv", "newcomer,Newcomer,university,regional,London");
            await Poll.Until(async () => await Version(api) != old);
            now = await Version(api);
            changes = await Since(api, old);
        }
        // A course says who offers it, so it changes with its provider.
        var ofRenamed = CatalogueFiles
            .Courses.Where(course => course.Value["provider"] == "specialist-north-west")
            .Select(course => course.Key);
        var expected = Changes(
            old,
            new(["newcomer"], [], ["specialist-north-west"]),
            new(["new-l6"], ["ne-l6-twilight"], [.. ofRenamed, "se-l6-day"]),
            new(
                ["new-l6-2701"],
                [.. CatalogueFiles.CohortsOfCourse["ne-l6-twilight"].Select(cohort => cohort["id"]), "se-l6-day-guildford-2702"],
                ["ne-l6-day-york-2611"]
            )
        );
        Assert.Equal(expected.ToJsonString(), changes.ToJsonString());

        using var again = Start();
        Assert.Equal(expected.ToJsonString(), (await Since(again, old)).ToJsonString());
        Assert.Equal(Changes(now, new(), new(), new()).ToJsonString(), (await Since(again, now)).ToJsonString());
    }

    [Fact]
    public async Task An_unknown_version_is_refused_with_those_that_are_remembered_of_which_there_are_twenty()
    {
        using var api = Start();
        var first = await Version(api);
        for (var year = 1; year <= 20; year++)
        {
            await Since(api, await Version(api));
            api.Clock.Advance(TimeSpan.FromDays(364));
        }
        // A plus may be escaped or not.
        var moved = await Since(api, $"{first}+52w");
        Assert.Equal((await Since(api, $"{first}%2B52w")).ToJsonString(), moved.ToJsonString());
        Assert.Empty(moved["courses"]!["changed"]!.AsArray());
        Assert.Equal(CatalogueFiles.Cohorts.Count, moved["cohorts"]!["changed"]!.AsArray().Count);

        var problem = await api.Problem(400, new(HttpMethod.Get, $"/v1/catalogue?since={first}"));
        var fault = Assert.Single(problem["errors"]!.AsArray())!;
        Assert.Equal(("/problems/invalid-request", "?since"), ((string)problem["type"]!, (string)fault["path"]!));
        Assert.EndsWith(
            $"send one of {string.Join(", ", Enumerable.Range(1, 20).Select(year => $"{first}+{year * 52}w").Reverse())}.",
            (string)fault["advice"]!,
            StringComparison.Ordinal
        );
        Assert.Equal(20, Directory.EnumerateFiles(Versions).Count());
        foreach (var other in new[] { "", "nonsense", "..%2F..%2Fsecrets", $"{first}&since={first}", new string('x', 2000) })
            await api.Problem(400, new(HttpMethod.Get, $"/v1/catalogue?since={other}"));
    }

    [Fact]
    public async Task Moved_dates_are_remembered_though_nobody_asks()
    {
        using var api = Start();
        var version = await Version(api);
        api.Clock.Advance(TimeSpan.FromDays(364));
        await Poll.Until(() => Task.FromResult(File.Exists(Path.Combine(Versions, $"{version}+52w.json"))));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("altered")]
    [InlineData("renamed")]
    [InlineData("huge")]
    public async Task A_damaged_file_is_a_version_forgotten_and_harms_nothing(string damage)
    {
        string old;
        using (var api = Start())
        {
            old = await Version(api);
            await Since(api, old);
        }
        var file = Path.Combine(Versions, $"{old}.json");
        var text = await File.ReadAllTextAsync(file);
        if (damage == "short")
            await File.WriteAllTextAsync(file, text[..^100]);
        if (damage == "altered")
            await File.WriteAllTextAsync(file, Regex.Replace(text, "(?<=\"se-l6-day\":)\\d+", "7"));
        if (damage == "renamed")
            await File.WriteAllTextAsync(file, text.Replace(old, "0123456789ab", StringComparison.Ordinal));
        if (damage == "huge")
        {
            await using (var stream = File.OpenWrite(file))
                stream.SetLength(1L << 31);
        }

        own.Edit("courses.csv", "Careers", "Other");
        using var later = Start();
        var fault = (await later.Problem(400, new(HttpMethod.Get, $"/v1/catalogue?since={old}")))["errors"]![0]!;
        Assert.Equal($"Fetch the catalogue anew, or send one of {await Version(later)}.", (string)fault["advice"]!);
        await later.Problem(400, new(HttpMethod.Get, $"/v1/catalogue?since={old}"));
        Assert.Single(later.Log, line => line.Contains(file, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("store")]
    [InlineData("versions")]
    public async Task Where_nothing_can_be_written_versions_are_remembered_until_the_service_stops(string place)
    {
        var folder = place == "store" ? Path.Combine(store.FullName, "store") : store.FullName;
        // A file in the folder's place stops root as well.
        if (place == "versions")
            await File.WriteAllTextAsync(Versions, "");
        using var api = Start(("BatchRuns:Folder", folder));
        // The service does not start without its store, but may lose it later.
        if (place == "store")
            await RunningApi.ReplaceByFile(folder);
        var old = await Version(api);
        await Since(api, old);
        own.Edit("courses.csv", "se-l6-day,specialist-south-east,\"Careers", "se-l6-day,specialist-south-east,\"Renamed");
        await Poll.Until(async () => await Version(api) != old);
        Assert.Equal(["se-l6-day"], (await Since(api, old))["courses"]!["changed"]!.AsArray().Select(id => (string)id!));
        await api.Problem(400, new(HttpMethod.Get, "/v1/catalogue?since=nonsense"));
        Assert.Single(api.Log, line => line.Contains("can't be kept", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_one_process_served_another_that_shares_the_folder_can_tell()
    {
        using var one = Start();
        var old = await Version(one);
        using var other = new OwnCatalogue();
        other.Edit("courses.csv", "se-l6-day,specialist-south-east,\"Careers", "se-l6-day,specialist-south-east,\"Renamed");
        using var two = Start([.. other.Settings]);
        await Since(two, await Version(two));
        Assert.Equal(["se-l6-day"], (await Since(one, await Version(two)))["courses"]!["changed"]!.AsArray().Select(id => (string)id!));
        await Since(one, old);
        Assert.Equal(["se-l6-day"], (await Since(two, old))["courses"]!["changed"]!.AsArray().Select(id => (string)id!));
    }

    [Fact]
    public async Task The_folder_is_made_for_this_user_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        var above = Path.Combine(store.FullName, "new");
        using var api = Start(("BatchRuns:Folder", above));
        await Since(api, await Version(api));
        foreach (var folder in new[] { above, Path.Combine(above, "catalogue-versions") })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    public void Dispose()
    {
        own.Dispose();
        store.Delete(recursive: true);
    }

    private RunningApi Start(params (string Name, string Value)[] settings) =>
        new([.. own.Settings, ("BatchRuns:Folder", store.FullName), .. settings]);

    private static async Task<JsonObject> Catalogue(RunningApi api, string query = "") =>
        (await api.Client.GetFromJsonAsync<JsonObject>($"/v1/catalogue{query}"))!;

    private static async Task<string> Version(RunningApi api) => (string)(await Catalogue(api))["version"]!;

    private static async Task<JsonObject> Since(RunningApi api, string version)
    {
        using var response = await api.Client.GetAsync($"/v1/catalogue?since={version}");
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!["changes"]!.AsObject();
    }

    private static JsonObject Changes(string since, Ids providers, Ids courses, Ids cohorts) =>
        new()
        {
            ["since"] = since,
            ["providers"] = providers.ToJson(),
            ["courses"] = courses.ToJson(),
            ["cohorts"] = cohorts.ToJson(),
        };

    private sealed record Ids(string[] Added, string[] Removed, string[] Changed)
    {
        public Ids()
            : this([], [], []) { }

        public JsonObject ToJson() =>
            new()
            {
                ["added"] = Sorted(Added),
                ["removed"] = Sorted(Removed),
                ["changed"] = Sorted(Changed),
            };

        private static JsonArray Sorted(string[] ids) => [.. ids.Order(StringComparer.Ordinal).Select(id => JsonValue.Create(id))];
    }
}
