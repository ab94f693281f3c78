using System.Text.Json.Nodes;
using Matcher.Api.Tests.BatchRuns;

namespace Matcher.Api.Tests.Postcodes;

/// <summary>Schools whose postcode district lies in two countries, or holds post boxes and large organisations.</summary>
public sealed class SpecialDistrictTests
{
    [Theory]
    [InlineData("CH4 7AA", "Wales")] // Handbridge, Chester
    [InlineData("CH4", "Wales")]
    [InlineData("NP16 7AA", "Wales")] // Tutshill, Gloucestershire
    [InlineData("NP25 4LP", "Wales")] // Redbrook, Gloucestershire
    [InlineData("TD12 4UH", "Scotland")] // Cornhill-on-Tweed, Northumberland
    [InlineData("TD9 0TR", "Scotland")] // Kershopefoot, Cumbria
    [InlineData("SY15 6BN", "Wales")] // Chirbury, Shropshire
    [InlineData("SY21 8JP", "Wales")] // Marton, Shropshire
    [InlineData("DG16 5HT", "Scotland")]
    [InlineData("LD7 1TT", "Wales")] // Llanfair Waterdine, Shropshire
    [InlineData("LL14 5DP", "Wales")] // Chirk Bank, Shropshire
    [InlineData("TD15 2NE", "Scotland")] // Berwick, and parts of the Scottish Borders
    [InlineData("HR3 5AA", "Wales")] // Hay-on-Wye, or its English side
    public async Task A_school_in_a_district_of_two_countries_gets_courses_and_is_asked_to_check_where_it_is(
        string postcode,
        string neighbour
    )
    {
        var answer = await RunningApi.Shared.Recommend(Some.Request(postcode));
        var courses = answer["recommendations"]!.AsArray();
        Assert.NotEmpty(courses);
        Assert.Equal("district", (string)answer["placedBy"]!);
        Assert.All(
            courses,
            course =>
                Assert.Contains(
                    $"{postcode.Split(' ')[0]} lies partly in {neighbour}: places are for schools and colleges in England",
                    course!["cautions"]!.AsArray().Select(caution => (string)caution!)
                )
        );
    }

    [Theory]
    [InlineData("W1A 1AA")]
    [InlineData("CR9 1AA")]
    [InlineData("M60 9AA")]
    [InlineData("BS99 1AA")]
    [InlineData("N1P 1AA")]
    [InlineData("WV98 1AA")]
    public async Task A_district_of_post_boxes_is_located_and_its_distances_are_called_rough(string postcode)
    {
        var answer = await RunningApi.Shared.Recommend(Some.Request(postcode));
        Assert.All(
            answer["recommendations"]!.AsArray(),
            course =>
                Assert.Contains(
                    $"{postcode.Split(' ')[0]} is used for post boxes and large organisations: for an exact distance, give the postcode of your site",
                    course!["cautions"]!.AsArray().Select(caution => (string)caution!)
                )
        );
    }

    [Fact]
    public async Task Whoever_is_in_no_such_district_reads_nothing_of_it()
    {
        foreach (var postcode in (string[])["BN3", "CH2", "SY1", "W1B"])
        {
            var answer = await RunningApi.Shared.Recommend(Some.Request(postcode));
            Assert.DoesNotContain("partly in", answer.ToJsonString(), StringComparison.Ordinal);
            Assert.DoesNotContain("post boxes", answer.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("CH4")]
    [InlineData("SY15")]
    [InlineData("TD12")]
    [InlineData("W1A")]
    public async Task Courses_are_listed_near_such_a_district(string district)
    {
        var page = (await RunningApi.Shared.Client.GetFromJsonAsync<JsonObject>($"/v1/courses?near={district}&sort=distance"))!;
        Assert.NotEmpty(page["items"]!.AsArray());
    }

    [Theory]
    [InlineData("SY23 1AA")] // Aberystwyth
    [InlineData("NP20 1AA")] // Newport
    [InlineData("TD1 1AA")] // Galashiels
    public async Task A_district_across_the_border_says_what_to_send_if_the_school_is_in_England_after_all(string postcode)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/recommendations")
        {
            Content = JsonContent.Create(Some.Request(postcode)),
        };
        var problem = await RunningApi.Shared.Problem(422, request);
        Assert.Equal("/problems/outside-england", (string)problem["type"]!);
        Assert.Contains("latitude and longitude", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_waiting_list_ranks_them_with_the_same_caution()
    {
        using var api = new RunningApi();
        var hub = new Hub(api);
        var run = await hub.Finished("reference,postcode\na,CH4 7AA\nb,SY15 6BN\nc,W1A 1AA\nd,TD12 4UH\n");
        Assert.Equal((4, 0), ((int)run["rows"]!["ranked"]!, (int)run["rows"]!["failed"]!));
        Assert.All(
            (await hub.Lines(run, "results")).Where(person => (string)person["reference"]! != "c"),
            person =>
                Assert.All(
                    person["courses"]!.AsArray(),
                    course =>
                        Assert.Contains(
                            course!["cautions"]!.AsArray(),
                            caution => ((string)caution!).Contains("lies partly in", StringComparison.Ordinal)
                        )
                )
        );
    }
}
