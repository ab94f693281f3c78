using System.Text.Json.Nodes;

namespace Matcher.Api.Tests.Catalogues;

/// <summary>A catalogue that is probably not what its hub means is served, and the service says so.</summary>
public sealed class CatalogueWarningTests : IDisposable
{
    private const string Lonely = "new-college,New College,university,national,London";
    private readonly OwnCatalogue own = new();

    public void Dispose() => own.Dispose();

    [Fact]
    public async Task The_sample_has_no_warnings() =>
        Assert.Equal(0, (int)(await RunningApi.Shared.Client.GetFromJsonAsync<JsonObject>("/v1/catalogue"))!["warnings"]!);

    [Fact]
    public async Task The_service_counts_its_warnings_and_logs_once_how_to_see_them()
    {
        own.Append("providers.csv", Lonely);
        using var api = new RunningApi([.. own.Settings]);
        Assert.Equal(1, await Warnings(api));
        await Poll.Until(() => Task.FromResult(Logged(api).Count > 0));
        Assert.Contains("Warnings about the catalogue: 1.", Logged(api)[0], StringComparison.Ordinal);
        Assert.Contains($"catalogue check {Path.GetDirectoryName(own.At("about.csv"))}", Logged(api)[0], StringComparison.Ordinal);

        own.Edit("sessions.csv", "york-2611,2026-12-14,online", "york-2611,2026-12-28,online");
        await Poll.Until(async () => await Warnings(api) == 2);
        await Poll.Until(() => Task.FromResult(Logged(api).Count > 1));
        own.DeleteRows("providers.csv", Lonely);
        own.Edit("sessions.csv", "york-2611,2026-12-28,online", "york-2611,2026-12-14,online");
        await Poll.Until(async () => await Warnings(api) == 0);
        Assert.Equal(2, Logged(api).Count);
    }

    [Fact]
    public async Task A_cohort_that_begins_while_it_is_served_with_places_left_becomes_a_warning()
    {
        own.Edit("about.csv", "true,2026-09-01,", "false,,");
        using var api = new RunningApi([.. own.Settings]);
        var before = await Warnings(api);
        var begin = CatalogueFiles.Cohorts.Keys.Where(cohort => CatalogueFiles.Cohorts[cohort]["placesLeft"] != "0").Select(Starts).ToList();
        Assert.Equal(begin.Count(day => day < RunningApi.Today), before);
        api.Clock.Advance(TimeSpan.FromDays(70));
        Assert.Equal(begin.Count(day => day < RunningApi.Today.AddDays(70)), await Warnings(api));
    }

    private static async Task<int> Warnings(RunningApi api) =>
        (int)(await api.Client.GetFromJsonAsync<JsonObject>("/v1/catalogue"))!["warnings"]!;

    private static List<string> Logged(RunningApi api) =>
        [.. api.Log.Where(line => line.Contains("Warnings about the catalogue", StringComparison.Ordinal))];

    private static DateOnly Starts(string cohort) => CatalogueFiles.Sessions[cohort].Min(session => session.Date("date"));
}
