using System.Text.Json.Nodes;
using Matcher.Data.Places;

namespace Matcher.Api.Tests.Postcodes;

/// <summary>What an operator gains who has imported a postcode directory.</summary>
public sealed class ExactPostcodeTests : IDisposable
{
    // The second lies at the venue in Guildford, though its district is Hove's; the fourth in Wales, though its district is English.
    private const string Directory =
        "pcds,doterm,ctry25cd,lat,long\nBN3 1TL,,E92000001,50.827963,-0.168649\nBN3 1AA,,E92000001,51.2447,-0.5744\nBN3 1ZZ,200506,E92000001,50.83,-0.17\nSY10 5AA,,W92000004,52.82,-3.2\n";

    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("matcher-test-");
    private readonly RunningApi api;

    public ExactPostcodeTests()
    {
        var file = Path.Combine(folder.FullName, "postcodes.bin");
        PostcodeDirectory.Write(file, PostcodeImport.Read(new StringReader(Directory), CancellationToken.None).Districts);
        api = new(("Postcodes:File", file));
    }

    [Theory]
    [InlineData("BN3 1TL", "postcode")]
    [InlineData("BN3 1ZZ", "terminatedPostcode")]
    [InlineData("BN3 9ZZ", "district")]
    [InlineData("BN3", "district")]
    public async Task An_answer_says_what_told_where_the_person_is(string postcode, string placedBy) =>
        Assert.Equal(placedBy, (string)(await api.Recommend(Some.Request(postcode)))["placedBy"]!);

    [Fact]
    public async Task A_coordinate_says_so_itself() =>
        Assert.Equal(
            "coordinate",
            (string)
                (
                    await api.Recommend(
                        new()
                        {
                            ["location"] = new JsonObject { ["latitude"] = 50.8, ["longitude"] = -0.1 },
                        }
                    )
                )["placedBy"]!
        );

    [Fact]
    public async Task Distances_are_from_the_postcode_itself()
    {
        var request = Some.Sample("newbie-brighton");
        request["location"] = new JsonObject { ["postcode"] = "BN3 1AA" };
        var guildford = (await api.Recommend(request))["recommendations"]!
            .AsArray()
            .First(course => ((string)course!["cohort"]!["venue"]!).EndsWith("Guildford", StringComparison.Ordinal))!;
        Assert.Equal(0, (double)guildford["distanceMiles"]!);
        Assert.Contains(guildford["reasons"]!.AsArray(), reason => (string)reason! == "Less than a mile from BN3");
    }

    [Fact]
    public async Task A_postcode_across_the_border_is_told_from_its_neighbours()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/recommendations")
        {
            Content = JsonContent.Create(Some.Request("SY10 5AA")),
        };
        var problem = await api.Problem(422, request);
        Assert.Equal("/problems/outside-england", (string)problem["type"]!);
        Assert.Contains("is in Wales", (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("5AA", problem.ToJsonString(), StringComparison.Ordinal);
        await api.Recommend(Some.Request("SY10"));
    }

    public void Dispose()
    {
        api.Dispose();
        folder.Delete(recursive: true);
    }
}
