using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Matcher.Api.Tests.Catalogues;
using Matcher.Data.Catalogues;

namespace Matcher.Api.Tests.Recommendations;

/// <summary>The two editions of the Gatsby Benchmarks have the same numbers, so people and catalogues may name either.</summary>
public sealed class BenchmarkEditionTests
{
    private const string About = "illustrative,movesFrom,bursaryPounds,onlineIntroductionTitle,onlineIntroductionHours,benchmarkEdition\n";

    [Theory]
    [InlineData("gatsby2014")]
    [InlineData("gatsby2025")]
    public async Task Naming_an_edition_changes_no_recommendation(string edition)
    {
        var without = await RunningApi.Shared.Recommend(Request(null));
        var named = await RunningApi.Shared.Recommend(Request(edition));
        Assert.Equal(without["recommendations"]!.ToJsonString(), named["recommendations"]!.ToJsonString());
        Assert.Contains("Focuses on Gatsby Benchmark", named.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edition_that_does_not_exist_is_refused_with_those_that_do()
    {
        using var body = new StringContent(Request("gatsby2019").ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await RunningApi.Shared.Client.PostAsync("/v1/recommendations", body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadAsStringAsync();
        Assert.Contains("$.preferences.benchmarkEdition", problem, StringComparison.Ordinal);
        Assert.Contains("gatsby2014", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gatsby2025", "gatsby2025")]
    [InlineData("", null)]
    public async Task A_catalogue_says_which_edition_it_names(string cell, string? shown)
    {
        using var own = new OwnCatalogue();
        File.WriteAllText(own.At("about.csv"), $"{About}false,,500,Introduction,12,{cell}\n");
        using var api = new RunningApi([.. own.Settings]);
        Assert.Equal(shown, (string?)(await api.Client.GetFromJsonAsync<JsonObject>("/v1/catalogue"))!["benchmarkEdition"]);
    }

    [Fact]
    public void A_catalogue_with_an_edition_that_does_not_exist_has_a_fault()
    {
        using var own = new OwnCatalogue();
        File.WriteAllText(own.At("about.csv"), $"{About}false,,500,Introduction,12,gatsby2019\n");
        var fault = Assert.Single(CatalogueFolder.Read(Path.GetDirectoryName(own.At("about.csv"))!).Faults);
        Assert.Equal(("about.csv", "benchmarkEdition", "gatsby2019"), (Path.GetFileName(fault.File), fault.Column, fault.Value));
    }

    private static JsonObject Request(string? edition)
    {
        var preferences = new JsonObject { ["benchmarks"] = new JsonArray(4, 5) };
        if (edition is not null)
            preferences["benchmarkEdition"] = edition;
        return new()
        {
            ["location"] = new JsonObject { ["postcode"] = "BN3" },
            ["preferences"] = preferences,
        };
    }
}
