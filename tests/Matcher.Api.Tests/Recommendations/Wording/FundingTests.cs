using System.Text.Json.Nodes;
using Matcher.Api.Tests.BatchRuns;
using Matcher.Api.Tests.Catalogues;

namespace Matcher.Api.Tests.Recommendations.Wording;

/// <summary>What the senior leader who signs the application reads about the money.</summary>
public sealed class FundingTests
{
    private const string Heading = "illustrative,movesFrom,bursaryPounds,onlineIntroductionTitle,onlineIntroductionHours";

    [Fact]
    public async Task An_independent_training_provider_gets_courses_and_is_sent_to_the_company_about_the_money()
    {
        var answer = await RunningApi.Shared.Recommend(Of("independentTrainingProvider"));
        Assert.NotEmpty(answer["recommendations"]!.AsArray());
        var funding = answer["funding"]!;
        Assert.Contains("Careers & Enterprise Company", (string)funding["detail"]!, StringComparison.Ordinal);
        Assert.Null(funding["feePounds"]);
        Assert.Equal(0, (int)funding["bursaryPounds"]!);
        Assert.DoesNotContain("independent school", answer.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("your school", answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("independentTrainingProvider")]
    [InlineData("Independent training provider")]
    [InlineData("independent-training_provider")]
    public async Task A_waiting_list_may_say_so_too(string word)
    {
        using var api = new RunningApi();
        var run = await new Hub(api).Finished($"reference,postcode,sector\na,BN3,{word}\n", "?allocate=true");
        Assert.Equal(1, (int)run["rows"]!["ranked"]!);
        Assert.NotNull(
            (await new Hub(api).Lines(run, "placements")).Single()["cohortId"]
                ?? (await new Hub(api).Lines(run, "results")).Single()["courses"]![0]
        );
    }

    [Theory]
    [InlineData(null)]
    [InlineData("secondary")]
    [InlineData("furtherEducation")]
    public async Task Where_there_is_no_bursary_none_is_mentioned(string? sector)
    {
        var funding = await FundingBy(Heading, "false,,0,Introduction,12", sector);
        Assert.Equal(0, (int)funding["bursaryPounds"]!);
        Assert.StartsWith("The place is free to ", (string)funding["detail"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("bursary", (string)funding["detail"]!, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("£", (string)funding["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-09-01,the programme's page", " (as of 1 September 2026; source: the programme's page).")]
    [InlineData("2026-09-01,", " (as of 1 September 2026).")]
    [InlineData(",the programme's page", " (source: the programme's page).")]
    [InlineData(",", " on completion.")]
    public async Task A_catalogue_says_since_when_and_by_what_source_the_money_is_so(string cells, string ending)
    {
        var funding = await FundingBy($"{Heading},fundingAsOf,fundingSource", $"false,,500,Introduction,12,{cells}", "secondary");
        Assert.Contains("£500", (string)funding["detail"]!, StringComparison.Ordinal);
        Assert.EndsWith(ending, (string)funding["detail"]!, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> FundingBy(string heading, string row, string? sector)
    {
        using var own = new OwnCatalogue();
        File.WriteAllText(own.At("about.csv"), $"{heading}\n{row}\n");
        using var api = new RunningApi([.. own.Settings]);
        return (await api.Recommend(Of(sector)))["funding"]!;
    }

    private static JsonObject Of(string? sector)
    {
        var request = Some.Request();
        if (sector is not null)
            request["sector"] = sector;
        return request;
    }
}
