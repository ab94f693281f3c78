using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace Matcher.Api.Tests.Recommendations;

/// <summary>Whatever is wrong, the answer is a problem document that says where and what to do.</summary>
public sealed class BadInputTests
{
    private const string Here = "\"location\":{\"postcode\":\"BN3\"}";
    private static readonly RunningApi Api = RunningApi.Shared;

    public static TheoryData<string, string, string> Faults =>
        new()
        {
            { "", "$", "body is empty" },
            { " \n ", "$", "body is empty" },
            { "{", "$", "not well-formed JSON" },
            { "{" + Here + ",}", "$", "not well-formed JSON" },
            { "{" + Here + "} {}", "$", "not well-formed JSON" },
            { "{" + Here + "," + Here + "}", "$['location']", "more than once" },
            { new string('[', 65) + new string(']', 65), "$", "not well-formed JSON" },
            {
                "{" + Here + ",\"sector\":\"" + new string('x', 39) + "😀😀\"}",
                "$.sector",
                "'" + new string('x', 39) + "…' is not one of the valid words"
            },
            { "null", "$", "An object is needed here, not null" },
            { "[]", "$", "An object is needed here, not a list" },
            { "\"BN3\"", "$", "An object is needed here, not text" },
            { "{}", "$.location", "missing" },
            { "{\"location\":null}", "$.location", "missing" },
            { "{\"location\":\"BN3\"}", "$.location", "An object is needed here, not text" },
            { "{\"location\":{}}", "$.location", "Neither a postcode nor a coordinate" },
            {
                "{\"location\":{\"postcode\":\"BN3\",\"latitude\":50.8,\"longitude\":-0.1}}",
                "$.location",
                "Both a postcode and a coordinate"
            },
            { "{\"location\":{\"latitude\":50.8}}", "$.location", "Half of the coordinate is missing" },
            { "{\"location\":{\"latitude\":91,\"longitude\":0}}", "$.location.latitude", "out of range" },
            { "{\"location\":{\"latitude\":1e999,\"longitude\":0}}", "$.location.latitude", "out of range" },
            { "{\"location\":{\"latitude\":\"50.8\",\"longitude\":0}}", "$.location.latitude", "A number is needed here, not text" },
            { "{\"location\":{\"postcode\":\"Brighton\"}}", "$.location.postcode", "not a UK postcode" },
            { "{\"location\":{\"postcode\":\"\"}}", "$.location.postcode", "empty" },
            { "{\"location\":{\"postcode\":\"BN3 1TL BN3 1TL BN3 1TL\"}}", "$.location.postcode", "too long" },
            { "{\"location\":{\"postcode\":3}}", "$.location.postcode", "Text is needed here, not a number" },
            { "{\"location\":{\"postcode\":\"\\ud800\"}}", "$.location.postcode", "not valid Unicode" },
            { "{\"location\":{\"postcode\":\"BN3\",\"town\":\"Hove\"}}", "$.location['town']", "Unknown field" },
            { "{" + Here + ",\"name\":\"Alex\"}", "$['name']", "Unknown field" },
            { "{" + Here + ",\"it's\":1}", "$['it\\'s']", "Unknown field" },
            { "{" + Here + ",\"maxDistanceMiles\":-1}", "$.maxDistanceMiles", "out of range" },
            { "{" + Here + ",\"maxDistanceMiles\":true}", "$.maxDistanceMiles", "A number is needed here, not true or false" },
            { "{" + Here + ",\"openToTravel\":\"yes\"}", "$.openToTravel", "True or false is needed here, not text" },
            { "{" + Here + ",\"limit\":0}", "$.limit", "out of range" },
            { "{" + Here + ",\"limit\":101}", "$.limit", "out of range" },
            { "{" + Here + ",\"limit\":2.5}", "$.limit", "not whole" },
            { "{" + Here + ",\"sector\":\"Secondary\"}", "$.sector", "'Secondary' is not one of the valid words" },
            {
                "{" + Here + ",\"accreditation\":{\"preferred\":\"level8\"}}",
                "$.accreditation.preferred",
                "'level8' is not one of the valid words"
            },
            {
                "{" + Here + ",\"availability\":{\"sessionTypes\":[\"online\",\"nights\"]}}",
                "$.availability.sessionTypes[1]",
                "'nights' is not one of the valid words"
            },
            {
                "{" + Here + ",\"availability\":{\"sessionTypes\":[null]}}",
                "$.availability.sessionTypes[0]",
                "Text is needed here, not null"
            },
            {
                "{" + Here + ",\"availability\":{\"sessionTypes\":\"online\"}}",
                "$.availability.sessionTypes",
                "A list is needed here, not text"
            },
            {
                "{"
                    + Here
                    + ",\"availability\":{\"sessionTypes\":[\"online\",\"online\",\"online\",\"online\",\"online\",\"online\",\"online\"]}}",
                "$.availability.sessionTypes",
                "has 7 values"
            },
            { "{" + Here + ",\"availability\":{\"earliestStart\":\"2027-02-30\"}}", "$.availability.earliestStart", "not a date" },
            { "{" + Here + ",\"availability\":{\"earliestStart\":\"1827-02-20\"}}", "$.availability.earliestStart", "out of range" },
            {
                "{" + Here + ",\"availability\":{\"earliestStart\":\"2027-03-02\",\"latestFinish\":\"2027-03-01\"}}",
                "$.availability.latestFinish",
                "before the earliest start"
            },
            {
                "{" + Here + ",\"availability\":{\"unavailable\":[{\"from\":\"2027-03-02\",\"to\":\"2027-03-01\"}]}}",
                "$.availability.unavailable[0].to",
                "ends before it starts"
            },
            {
                "{" + Here + ",\"availability\":{\"unavailable\":[{\"from\":\"2027-03-02\"}]}}",
                "$.availability.unavailable[0].to",
                "missing"
            },
            { "{" + Here + ",\"availability\":{\"studyHoursPerWeek\":41}}", "$.availability.studyHoursPerWeek", "out of range" },
            { "{" + Here + ",\"experience\":{\"yearsInCareers\":61}}", "$.experience.yearsInCareers", "out of range" },
            {
                "{" + Here + ",\"preferences\":{\"providerType\":\"college\"}}",
                "$.preferences.providerType",
                "'college' is not one of the valid words"
            },
            { "{" + Here + ",\"preferences\":{\"benchmarks\":[4,9]}}", "$.preferences.benchmarks[1]", "out of range" },
            { "{" + Here + ",\"preferences\":{\"knownProviders\":[\"\"]}}", "$.preferences.knownProviders[0]", "empty" },
            {
                "{" + Here + ",\"preferences\":{\"knownProviders\":[" + string.Join(",", Enumerable.Repeat("\"x\"", 21)) + "]}}",
                "$.preferences.knownProviders",
                "has 21 values"
            },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_told_with_its_path_what_is_wrong_and_what_to_do(string body, string path, string message)
    {
        var problem = await Api.Problem(400, Request(body));
        Assert.Equal("/problems/invalid-request", (string)problem["type"]!);
        var fault = Assert.Single(problem["errors"]!.AsArray())!;
        Assert.Equal(path, (string)fault["path"]!);
        Assert.Contains(message, (string)fault["message"]!, StringComparison.Ordinal);
        Assert.EndsWith(".", (string)fault["advice"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_is_told_at_once()
    {
        var problem = await Api.Problem(
            400,
            Request(
                """{ "location": { "postcode": "??" }, "limit": "ten", "sector": "school", "availability": { "studyHoursPerWeek": -1, "unavailable": [ { "from": 1 } ] }, "colour": "blue" }"""
            )
        );
        Assert.Equal(
            [
                "$.availability.studyHoursPerWeek",
                "$.availability.unavailable[0].from",
                "$.availability.unavailable[0].to",
                "$.limit",
                "$.location.postcode",
                "$.sector",
                "$['colour']",
            ],
            problem["errors"]!.AsArray().Select(fault => (string)fault!["path"]!).Order(StringComparer.Ordinal)
        );
        Assert.StartsWith("7 things", (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_with_a_thousand_faults_gets_a_short_answer()
    {
        var problem = await Api.Problem(
            400,
            Request("{" + string.Join(",", Enumerable.Range(0, 1000).Select(i => $"\"field{i}\":1")) + "}")
        );
        Assert.Equal(50, problem["errors"]!.AsArray().Count);
        Assert.Equal("1001 things are wrong with the request; errors says of the first 50 what to do.", (string)problem["detail"]!);
    }

    [Theory]
    [InlineData("EH1 1AA", "/problems/outside-england", "EH1 is not in England: the postcode area EH is in Scotland.")]
    [InlineData("CF10", "/problems/outside-england", "CF10 is not in England: the postcode area CF is in Wales.")]
    [InlineData("bt1 1aa", "/problems/outside-england", "BT1 is not in England: the postcode area BT is in Northern Ireland.")]
    [InlineData("GL99", "/problems/outside-england", "We know of no part of GL99 in England: the postcode area GL lies partly in Wales.")]
    [InlineData("BN99", "/problems/unknown-district", "We do not know the postcode district BN99.")]
    public async Task A_postcode_that_is_not_in_England_is_told_so(string postcode, string type, string detail)
    {
        var problem = await Api.Problem(422, Request(Some.Request(postcode).ToJsonString()));
        Assert.Equal(type, (string)problem["type"]!);
        Assert.StartsWith(detail, (string)problem["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinate_that_is_not_in_England_is_told_so()
    {
        var problem = await Api.Problem(422, Request("""{ "location": { "latitude": 55.95, "longitude": -3.19 } }"""));
        Assert.Equal("/problems/outside-england", (string)problem["type"]!);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_64_KB_is_413_and_one_of_64_KB_is_read(bool chunked)
    {
        HttpRequestMessage Padded(int bytes)
        {
            var request = Request("{" + Here + "}" + new string(' ', bytes - Here.Length - 2));
            request.Headers.TransferEncodingChunked = chunked;
            return request;
        }
        Assert.Equal("/problems/body-too-large", (string)(await Api.Problem(413, Padded(64 * 1024 + 1)))["type"]!);
        using var response = await Api.Client.SendAsync(Padded(64 * 1024));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData(null)]
    public async Task Another_media_type_is_415(string? mediaType)
    {
        var request = Request("{" + Here + "}");
        request.Content!.Headers.ContentType = mediaType is null ? null : new(mediaType);
        Assert.Equal("/problems/unsupported-media-type", (string)(await Api.Problem(415, request))["type"]!);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    public async Task Json_with_and_without_a_byte_order_mark_is_read(string mediaType)
    {
        var request = Request("\uFEFF{" + Here + "}");
        request.Content!.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(mediaType);
        using var response = await Api.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task An_unknown_path_is_404_and_a_wrong_method_405()
    {
        Assert.Equal("/problems/not-found", (string)(await Api.Problem(404, new(HttpMethod.Get, "/v1/nothing")))["type"]!);
        Assert.Equal("/problems/method-not-allowed", (string)(await Api.Problem(405, new(HttpMethod.Get, "/v1/recommendations")))["type"]!);
        Assert.Equal("/problems/method-not-allowed", (string)(await Api.Problem(405, new(HttpMethod.Delete, "/health/live")))["type"]!);
    }

    [Fact]
    public async Task A_browser_that_asks_for_a_page_gets_the_problem_too()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/nothing");
        request.Headers.Accept.ParseAdd("text/html");
        await Api.Problem(404, request);
    }

    [Fact]
    public async Task Nothing_that_is_sent_makes_a_500()
    {
        var anything = Gen.OneOf(
            Gen.String.Select(text => text),
            Gen.Select(Some.AnyRequest, Gen.Int[0, 500], Gen.Char, (request, at, character) => Corrupt(request, at, character))
        );
        await anything.SampleAsync(
            async body =>
            {
                using var response = await Api.Post(body);
                Assert.True(
                    response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity,
                    $"{response.StatusCode}"
                );
            },
            iter: 500,
            threads: 1
        );
    }

    [Fact]
    public async Task Bytes_that_are_no_text_make_a_400()
    {
        byte[][] bodies =
        [
            [0xff, 0xfe, 0x00],
            [.. "{\"location\":{\"postcode\":\""u8, 0xc3, 0x28, .. "\"}}"u8],
            [.. "{\""u8, 0xff, .. "\":1}"u8],
            "{\"\\ud800\":1}"u8.ToArray(),
        ];
        foreach (var body in bodies)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/v1/recommendations") { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new("application/json");
            await Api.Problem(400, request);
        }
    }

    private static HttpRequestMessage Request(string body) =>
        new(HttpMethod.Post, "/v1/recommendations") { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private static string Corrupt(JsonObject request, int at, char character)
    {
        var text = request.ToJsonString();
        at %= text.Length;
        return text[..at] + character + text[(at + 1)..];
    }
}
