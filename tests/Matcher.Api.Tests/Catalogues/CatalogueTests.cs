using System.Net;
using System.Text.Json.Nodes;

namespace Matcher.Api.Tests.Catalogues;

/// <summary>What a hub's website sees that shows the catalogue.</summary>
public sealed class CatalogueTests
{
    private static readonly RunningApi Api = RunningApi.Shared;

    [Fact]
    public async Task The_catalogue_says_what_it_is_and_how_much_there_is()
    {
        var catalogue = (await Api.Client.GetFromJsonAsync<JsonObject>("/v1/catalogue"))!;
        Assert.True((bool)catalogue["illustrative"]!);
        Assert.Equal(
            (
                CatalogueFiles.Providers.Count,
                CatalogueFiles.Courses.Count,
                CatalogueFiles.Cohorts.Count,
                CatalogueFiles.Cohorts.Keys.Count(IsLive)
            ),
            ((int)catalogue["providers"]!, (int)catalogue["courses"]!, (int)catalogue["cohorts"]!, (int)catalogue["liveCohorts"]!)
        );
    }

    [Fact]
    public async Task Every_provider_and_course_that_is_listed_can_be_asked_for_alone()
    {
        foreach (var list in new[] { "providers", "courses" })
        {
            foreach (var item in await All($"/v1/{list}?pageSize=100"))
            {
                var alone = (await Api.Client.GetFromJsonAsync<JsonObject>($"/v1/{list}/{item["id"]}"))!;
                Assert.Equal(((string?)item["title"], (string?)item["name"]), ((string?)alone["title"], (string?)alone["name"]));
            }
        }
        Assert.Equal("/problems/no-such-course", (string)(await Api.Problem(404, new(HttpMethod.Get, "/v1/courses/none")))["type"]!);
        Assert.Equal("/problems/no-such-provider", (string)(await Api.Problem(404, new(HttpMethod.Get, "/v1/providers/none")))["type"]!);
    }

    public static TheoryData<string> Filters =>
        [
            "level=level6",
            "delivery=blended",
            "provider=leadership-london",
            "providerType=university",
            "coverage=national",
            "region=South%20East",
            "near=BN3&withinMiles=40",
            "startsFrom=2027-03-01",
            "startsTo=2027-03-01",
            "sessionType=twilight",
            "hasPlaces=true",
            "hasPlaces=false",
            "includePast=true",
            "level=level7&region=london&hasPlaces=true&sort=start&startsFrom=2027-01-01&startsTo=2027-12-31",
            "near=LS1&withinMiles=80&sessionType=online&coverage=regional&sort=distance",
        ];

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_filter_lets_through_what_it_says_and_nothing_else(string query)
    {
        var wanted = query
            .Split('&')
            .Select(part => part.Split('='))
            .ToDictionary(part => part[0], part => Uri.UnescapeDataString(part[1]));
        var expected = CatalogueFiles.Cohorts.Keys.Where(cohort => Takes(cohort, wanted)).Order(StringComparer.Ordinal);
        var listed = (await All($"/v1/courses?{query}&pageSize=7"))
            .SelectMany(course => course["cohorts"]!.AsArray())
            .Select(cohort => (string)cohort!["id"]!)
            .Order(StringComparer.Ordinal);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, listed);
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_filter_holds_in_every_order_and_over_all_pages(string query)
    {
        var plain = (await All($"/v1/courses?{query}&pageSize=100")).ToDictionary(course => (string)course["id"]!);
        var near = query.Contains("near=", StringComparison.Ordinal) ? "" : "&near=BN3";
        var filter = string.Join('&', query.Split('&').Where(part => !part.StartsWith("sort=", StringComparison.Ordinal)));
        foreach (
            var (sort, key) in new (string, Func<JsonNode, string>)[]
            {
                ("title", course => ((string)course["title"]!).ToUpperInvariant()),
                (
                    "start",
                    course => course["cohorts"]!.AsArray().Select(cohort => (string)cohort!["startsOn"]!).DefaultIfEmpty("9999").Min()!
                ),
                (
                    "distance",
                    course =>
                        $"{course["cohorts"]!.AsArray().Select(cohort => (double)cohort!["distanceMiles"]!).DefaultIfEmpty(9999).Min():0000.0}"
                ),
            }
        )
        {
            var sorted = await All($"/v1/courses?{filter}{near}&sort={sort}&pageSize=4");
            Assert.Equal(
                plain.Keys.Order(StringComparer.Ordinal),
                sorted.Select(course => (string)course["id"]!).Order(StringComparer.Ordinal)
            );
            Assert.Equal(sorted.Select(key).Order(StringComparer.Ordinal), sorted.Select(key));
            Assert.All(
                sorted,
                course => Assert.Equal(plain[(string)course["id"]!]["cohorts"]!.AsArray().Count, course["cohorts"]!.AsArray().Count)
            );
        }
    }

    [Fact]
    public async Task Every_parameter_that_is_documented_has_its_story_here()
    {
        var document = (await Api.Client.GetFromJsonAsync<JsonObject>("/swagger/v1/swagger.json"))!;
        var documented = document["paths"]!["/v1/courses"]!["get"]!["parameters"]!
            .AsArray()
            .Select(parameter => (string)parameter!["name"]!);
        var told = ((IEnumerable<object[]>)Filters)
            .SelectMany(row => ((string)row[0]).Split('&'))
            .Select(part => part.Split('=')[0])
            .Concat(["page", "pageSize"])
            .Distinct();
        Assert.Equal(documented.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Courses_stand_in_the_order_that_was_asked_for()
    {
        var byTitle = (await All("/v1/courses")).Select(course => ((string)course["title"]!).ToUpperInvariant()).ToList();
        Assert.Equal(CatalogueFiles.Courses.Count, byTitle.Count);
        Assert.Equal(byTitle.Order(StringComparer.Ordinal), byTitle);
        var byStart = (await All("/v1/courses?hasPlaces=true&sort=start"))
            .Select(course => course["cohorts"]!.AsArray().Min(cohort => (string)cohort!["startsOn"]!))
            .ToList();
        Assert.Equal(byStart.Order(StringComparer.Ordinal), byStart);
        var byDistance = (await All("/v1/courses?hasPlaces=true&near=BN3&sort=distance"))
            .Select(course => course["cohorts"]!.AsArray().Min(cohort => (double)cohort!["distanceMiles"]!))
            .ToList();
        Assert.Equal(byDistance.Order(), byDistance);
    }

    [Fact]
    public async Task Pages_hold_everything_once_and_one_past_the_end_nothing()
    {
        var all = (await All("/v1/courses?pageSize=100")).Select(course => (string)course["id"]!);
        Assert.Equal(all, (await All("/v1/courses?pageSize=3")).Select(course => (string)course["id"]!));
        Assert.Equal(
            CatalogueFiles.Providers.Keys.Order(StringComparer.Ordinal),
            (await All("/v1/providers?pageSize=3")).Select(provider => (string)provider["id"]!)
        );
        var second = (await Api.Client.GetFromJsonAsync<JsonObject>("/v1/providers?page=2&pageSize=3"))!;
        Assert.Equal(
            CatalogueFiles.Providers.Keys.Order(StringComparer.Ordinal).Skip(3).Take(3),
            second["items"]!.AsArray().Select(provider => (string)provider!["id"]!)
        );
        var past = (await Api.Client.GetFromJsonAsync<JsonObject>("/v1/courses?page=1000&pageSize=100"))!;
        Assert.Empty(past["items"]!.AsArray());
        Assert.Equal(CatalogueFiles.Courses.Count, (int)past["total"]!);
        Assert.Null(past["links"]!["next"]);
        Assert.NotEmpty((await Api.Client.GetFromJsonAsync<JsonObject>((string)past["links"]!["previous"]!))!["items"]!.AsArray());
    }

    [Theory]
    [InlineData("/v1/courses?Level=level6", "?Level", "level, delivery")]
    [InlineData("/v1/courses?level=6", "?level", "nonAccredited, level6, level7")]
    [InlineData("/v1/courses?region=Wales", "?region", "South West")]
    [InlineData("/v1/courses?provider=nobody", "?provider", "leadership-london")]
    [InlineData("/v1/courses?near=BN3%201TL", "?near", "BN3")]
    [InlineData("/v1/courses?near=CF10", "?near", "BN3")]
    [InlineData("/v1/courses?withinMiles=10", "?withinMiles", "near")]
    [InlineData("/v1/courses?sort=distance", "?sort", "near")]
    [InlineData("/v1/courses?pageSize=101", "?pageSize", "1 to 100")]
    [InlineData("/v1/courses?startsFrom=tomorrow", "?startsFrom", "2027-01-31")]
    [InlineData("/v1/courses?hasPlaces=true&hasPlaces=false", "?hasPlaces", "Keep one")]
    [InlineData("/v1/courses/se-l6-day?past=true", "?past", "includePast")]
    [InlineData("/v1/courses/compare?ids=se-l6-day,none", "?ids", "/v1/courses")]
    [InlineData("/v1/courses/compare?ids=se-l6-day", "?ids", "2 to 10")]
    [InlineData("/v1/courses/compare", "?ids", "2 to 10")]
    [InlineData("/v1/providers?type=university", "?type", "page, pageSize")]
    [InlineData("/v1/catalogue?version=1", "?version", "Remove it")]
    public async Task What_is_not_documented_is_refused_with_what_there_is(string address, string path, string advice)
    {
        var fault = Assert.Single((await Api.Problem(400, new(HttpMethod.Get, address)))["errors"]!.AsArray())!;
        Assert.Equal(path, (string)fault["path"]!);
        Assert.Contains(advice, (string)fault["advice"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Courses_stand_side_by_side_with_what_they_differ_in_as_JSON_and_as_CSV()
    {
        const string address = "/v1/courses/compare?ids=se-l6-day,nat-l6-further";
        var comparison = (await Api.Client.GetFromJsonAsync<JsonObject>(address))!;
        Assert.Equal(["se-l6-day", "nat-l6-further"], comparison["courseIds"]!.AsArray().Select(id => (string)id!));
        var rows = comparison["rows"]!.AsArray();
        Assert.All(rows, row => Assert.Equal((string)row!["values"]![0]! != (string)row["values"]![1]!, (bool)row["differs"]!));
        Assert.Equal(CatalogueFiles.Courses["se-l6-day"]["title"], (string)rows[0]!["values"]![0]!);
        using var asCsv = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept", "text/csv" } } };
        using var csv = await Api.Client.SendAsync(asCsv);
        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
        Assert.Equal(rows.Count + 1, (await csv.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("Accept", csv.Headers.Vary);
        await Api.Problem(406, new(HttpMethod.Get, address) { Headers = { { "Accept", "image/png" } } });
    }

    [Fact]
    public async Task Who_has_an_answer_already_is_told_so()
    {
        using var first = await Api.Client.GetAsync("/v1/courses?level=level6");
        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.True(first.Headers.CacheControl!.Public);
        Assert.Equal(["Origin"], first.Headers.Vary);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/v1/courses?level=level6")
        {
            Headers = { IfNoneMatch = { first.Headers.ETag } },
        };
        using var known = await Api.Client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Empty(await known.Content.ReadAsByteArrayAsync());
        using var other = new HttpRequestMessage(HttpMethod.Get, "/v1/courses?level=level7")
        {
            Headers = { IfNoneMatch = { first.Headers.ETag } },
        };
        Assert.Equal(HttpStatusCode.OK, (await Api.Client.SendAsync(other)).StatusCode);
    }

    // Follows the links from page to page.
    private static async Task<List<JsonNode>> All(string address)
    {
        var items = new List<JsonNode>();
        for (var next = address; next is not null;)
        {
            var page = (await Api.Client.GetFromJsonAsync<JsonObject>(next))!;
            items.AddRange(page["items"]!.AsArray()!);
            next = (string?)page["links"]!["next"];
        }
        return items;
    }

    private static bool IsLive(string cohort) => Starts(cohort) >= RunningApi.Today;

    private static DateOnly Starts(string cohort) =>
        DateOnly.Parse(CatalogueFiles.Sessions[cohort].Min(session => session["date"])!, System.Globalization.CultureInfo.InvariantCulture);

    private static bool Takes(string cohort, Dictionary<string, string> wanted)
    {
        var row = CatalogueFiles.Cohorts[cohort];
        var course = CatalogueFiles.Courses[row["course"]];
        var provider = CatalogueFiles.Providers[course["provider"]];
        return (IsLive(cohort) || wanted.ContainsKey("includePast"))
            && wanted.All(part =>
                part.Key switch
                {
                    "level" => course["accreditation"] == part.Value,
                    "delivery" => course["delivery"] == part.Value,
                    "provider" => course["provider"] == part.Value,
                    "providerType" => provider["type"] == part.Value,
                    "coverage" => provider["coverage"] == part.Value,
                    "region" => CatalogueFiles.Venues[row["venue"]]["region"].Equals(part.Value, StringComparison.OrdinalIgnoreCase),
                    "withinMiles" => CatalogueFiles.Miles(wanted["near"], cohort)
                        <= int.Parse(part.Value, System.Globalization.CultureInfo.InvariantCulture),
                    "startsFrom" => string.CompareOrdinal($"{Starts(cohort):yyyy-MM-dd}", part.Value) >= 0,
                    "startsTo" => string.CompareOrdinal($"{Starts(cohort):yyyy-MM-dd}", part.Value) <= 0,
                    "sessionType" => CatalogueFiles.Sessions[cohort].Any(session => session["type"] == part.Value),
                    "hasPlaces" => (row["placesLeft"] != "0") == bool.Parse(part.Value),
                    _ => true,
                }
            );
    }
}
