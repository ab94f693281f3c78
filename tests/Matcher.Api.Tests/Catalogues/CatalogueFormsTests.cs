using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsvHelper;
using Microsoft.Net.Http.Headers;

namespace Matcher.Api.Tests.Catalogues;

/// <summary>The catalogue in the forms of other programs: calendars, maps, spreadsheets.</summary>
public sealed class CatalogueFormsTests
{
    private const string Cohort = "se-l6-day-guildford-2702";
    private static readonly RunningApi Api = RunningApi.Shared;

    [Fact]
    public async Task A_calendar_has_every_session_at_its_time_in_England_and_every_assignment()
    {
        using var response = await Api.Client.GetAsync($"/v1/cohorts/{Cohort}/calendar");
        Assert.Equal("text/calendar", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"{Cohort}.ics", response.Content.Headers.ContentDisposition!.FileName);
        // Long lines are folded (RFC 5545, 3.1).
        var calendar = (await response.Content.ReadAsStringAsync()).Replace("\r\n ", "", StringComparison.Ordinal);
        var expected = CatalogueFiles
            .Sessions[Cohort]
            .Select(session => $"{session.Date("date"):yyyyMMdd}T{session["from"].Replace(":", "", StringComparison.Ordinal)}00");
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            Regex
                .Matches(calendar, "DTSTART;TZID=Europe/London:(\\S+)")
                .Select(match => match.Groups[1].Value)
                .Order(StringComparer.Ordinal)
        );
        var due = CatalogueFiles.Cohorts[Cohort].Words("assignmentsDue").Select(day => day.Replace("-", "", StringComparison.Ordinal));
        Assert.Equal(due, Regex.Matches(calendar, "DTSTART;VALUE=DATE:(\\S+)").Select(match => match.Groups[1].Value));
        Assert.Contains("TZID:Europe/London", calendar, StringComparison.Ordinal);
        Assert.Contains("Illustrative", calendar, StringComparison.Ordinal);
        var ids = Regex.Matches(calendar, "UID:(\\S+)").Select(match => match.Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(
            "/problems/no-such-cohort",
            (string)(await Api.Problem(404, new(HttpMethod.Get, "/v1/cohorts/none/calendar")))["type"]!
        );
    }

    [Fact]
    public async Task A_map_has_every_venue_where_it_is()
    {
        using var response = await Api.Client.GetAsync("/v1/venues");
        Assert.Equal("application/geo+json", response.Content.Headers.ContentType!.MediaType);
        var map = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal("FeatureCollection", (string)map["type"]!);
        var used = CatalogueFiles.Cohorts.Values.Select(cohort => cohort["venue"]).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(used, map["features"]!.AsArray().Select(venue => (string)venue!["id"]!));
        foreach (var venue in map["features"]!.AsArray())
        {
            var row = CatalogueFiles.Venues[(string)venue!["id"]!];
            Assert.Equal(
                [row.Number("longitude"), row.Number("latitude")],
                venue["geometry"]!["coordinates"]!.AsArray().Select(degrees => (double)degrees!)
            );
            Assert.Equal(row["name"], (string)venue["properties"]!["name"]!);
        }
    }

    [Fact]
    public async Task The_whole_catalogue_comes_at_once_as_JSON_and_as_a_table()
    {
        var whole = (await Api.Client.GetFromJsonAsync<JsonObject>("/v1/catalogue/download"))!;
        var alone = await Api.Client.GetFromJsonAsync<JsonObject>("/v1/courses/se-l6-day?includePast=true");
        Assert.True((bool)whole["illustrative"]!);
        Assert.Equal(
            CatalogueFiles.Courses.Keys.Order(StringComparer.Ordinal),
            whole["courses"]!.AsArray().Select(course => (string)course!["id"]!)
        );
        Assert.True(JsonNode.DeepEquals(alone, whole["courses"]!.AsArray().Single(course => (string)course!["id"]! == "se-l6-day")));

        using var csv = new CsvReader(new StringReader(await Text("/v1/catalogue/download", "text/csv")), CultureInfo.InvariantCulture);
        var rows = csv.GetRecords<dynamic>()
            .Cast<IDictionary<string, object>>()
            .Where(row => (string)row["cohort"] != "")
            .ToDictionary(row => (string)row["cohort"]);
        Assert.Equal(CatalogueFiles.Cohorts.Keys.Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        foreach (var (id, row) in rows)
        {
            var cohort = CatalogueFiles.Cohorts[id];
            Assert.Equal(
                (cohort["course"], cohort["placesLeft"], CatalogueFiles.Sessions[id].Count(), (string?)whole["version"]),
                (
                    (string)row["course"],
                    (string)row["placesLeft"],
                    ((string)row["sessions"]).Split("; ").Length,
                    (string)row["catalogueVersion"]
                )
            );
        }
        await Api.Problem(406, new(HttpMethod.Get, "/v1/catalogue/download") { Headers = { { "Accept", "image/png" } } });
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Whoever_unpacks_is_sent_less_under_a_tag_of_its_own(string encoding)
    {
        const string address = "/v1/catalogue/download";
        var plain = await Text(address, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept-Encoding", encoding } } };
        using var packed = await Api.Client.SendAsync(request);
        Assert.Equal([encoding], packed.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", packed.Headers.Vary);
        var bytes = await packed.Content.ReadAsByteArrayAsync();
        Assert.True(bytes.Length < plain.Length / 4, $"{bytes.Length} of {plain.Length} bytes were sent.");
        await using Stream unpacking =
            encoding == "br"
                ? new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress)
                : new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        Assert.Equal(plain, await new StreamReader(unpacking, Encoding.UTF8).ReadToEndAsync());

        using var unpacked = await Api.Client.GetAsync(address);
        Assert.NotEqual(unpacked.Headers.ETag, packed.Headers.ETag);
        foreach (var tag in new[] { packed.Headers.ETag!, unpacked.Headers.ETag! })
        {
            using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { tag } } };
            Assert.Equal(HttpStatusCode.NotModified, (await Api.Client.SendAsync(again)).StatusCode);
        }
        using var other = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { HeaderNames.IfNoneMatch, "\"0\", \"\"" } } };
        Assert.Equal(HttpStatusCode.OK, (await Api.Client.SendAsync(other)).StatusCode);
    }

    private static async Task<string> Text(string address, string form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept", form } } };
        using var response = await Api.Client.SendAsync(request);
        Assert.Equal(form, response.Content.Headers.ContentType!.MediaType);
        return await response.Content.ReadAsStringAsync();
    }
}
