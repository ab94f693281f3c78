using System.Text;

namespace Matcher.Api.Tests.Recommendations;

/// <summary>A form shows each error beside its field, all at once: so a location that can't be found has a path too.</summary>
public sealed class LocationFaultTests
{
    private static readonly RunningApi Api = RunningApi.Shared;

    [Theory]
    [InlineData("""{ "postcode": "EH1 1AA" }""", "$.location.postcode", "outside-england", "EH1 is not in England")]
    [InlineData("""{ "postcode": "GL99" }""", "$.location.postcode", "outside-england", "We know of no part of GL99 in England")]
    [InlineData("""{ "postcode": "BN99" }""", "$.location.postcode", "unknown-district", "We do not know the postcode district BN99.")]
    [InlineData("""{ "latitude": 55.95, "longitude": -3.19 }""", "$.location.latitude", "outside-england", "The coordinate is more than 15")]
    public async Task A_location_that_can_not_be_found_is_told_with_its_path(string location, string path, string type, string message)
    {
        var problem = await Api.Problem(422, Request($$"""{ "location": {{location}} }"""));
        Assert.Equal($"/problems/{type}", (string)problem["type"]!);
        var fault = Assert.Single(problem["errors"]!.AsArray())!;
        Assert.Equal(path, (string)fault["path"]!);
        Assert.StartsWith(message, (string)fault["message"]!, StringComparison.Ordinal);
        Assert.Equal((string)problem["detail"]!, $"{fault["message"]} {fault["advice"]}");
    }

    [Fact]
    public async Task It_is_told_with_all_else_that_is_wrong()
    {
        Assert.Equal(
            ["$.location.postcode", "$.limit", "$['colour']"],
            await Faults("""{ "location": { "postcode": "BN99" }, "limit": "ten", "colour": "blue" }""")
        );
        Assert.Equal(
            ["$.location.latitude", "$.limit"],
            await Faults("""{ "location": { "latitude": 55.95, "longitude": -3.19 }, "limit": 0 }""")
        );
        Assert.Equal(
            ["$.location.postcode", "$.location['town']"],
            await Faults("""{ "location": { "postcode": "EH1", "town": "Edinburgh" } }""")
        );
    }

    [Fact]
    public async Task A_location_that_is_itself_faulty_is_told_once()
    {
        Assert.Equal(["$.location.postcode"], await Faults("""{ "location": { "postcode": "Brighton" } }"""));
        Assert.Equal(["$.location.longitude"], await Faults("""{ "location": { "latitude": 55.95, "longitude": 999 } }"""));
        Assert.Equal(["$.location"], await Faults("""{ "location": { "postcode": "BN99", "latitude": 50.8, "longitude": -0.1 } }"""));
        Assert.Equal(["$.location"], await Faults("{}"));
    }

    [Fact]
    public async Task An_empty_postcode_comes_with_advice_that_works()
    {
        var alone = await Api.Problem(400, Request("""{ "location": { "postcode": "" } }"""));
        var fault = Assert.Single(alone["errors"]!.AsArray())!;
        Assert.Equal("$.location.postcode", (string)fault["path"]!);
        Assert.Equal(
            "Give a whole postcode such as BN3 1TL or a district such as BN3, or replace it by a latitude and a longitude.",
            (string)fault["advice"]!
        );
        // A form that sends every field, and of which only the coordinate was filled in.
        var beside = await Api.Problem(400, Request("""{ "location": { "postcode": " ", "latitude": 50.83, "longitude": -0.17 } }"""));
        fault = Assert.Single(beside["errors"]!.AsArray())!;
        Assert.Equal("$.location.postcode", (string)fault["path"]!);
        Assert.Equal("Leave it out: the coordinate is enough.", (string)fault["advice"]!);
    }

    private static async Task<IEnumerable<string>> Faults(string body)
    {
        var problem = await Api.Problem(400, Request(body));
        Assert.Equal("/problems/invalid-request", (string)problem["type"]!);
        return problem["errors"]!.AsArray().Select(fault => (string)fault!["path"]!);
    }

    private static HttpRequestMessage Request(string body) =>
        new(HttpMethod.Post, "/v1/recommendations") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
