using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Matcher.Api.Tests.BatchRuns;

/// <summary>What a hub's program sees that sends a waiting list.</summary>
public sealed class BatchRunTests : IDisposable
{
    private const string List =
        "reference,postcode,accreditation,maxDistanceMiles,Notes\r\nA1,BN3 1TL,Level 6,60,=1+1\r\nA2,LS1,,,\"two\r\nlines\"\r\nA3,ZZ9 9ZZ,,,\r\nA4,TR19,,0,nowhere\r\n";
    private readonly RunningApi api = new();
    private readonly Hub hub;

    public BatchRunTests() => hub = new(api);

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task Everybody_on_the_list_is_ranked_as_if_they_had_asked_themselves()
    {
        var run = await hub.Finished(List, "?limit=3");
        var people = (await hub.Lines(run, "results")).ToDictionary(person => (string)person["reference"]!);
        var alone = await api.Recommend(
            JsonNode
                .Parse(
                    """{ "location": { "postcode": "BN3 1TL" }, "accreditation": { "preferred": "level6" }, "maxDistanceMiles": 60, "limit": 3 }"""
                )!
                .AsObject()
        );
        var expected = alone["recommendations"]!
            .AsArray()
            .Select(course =>
                ((string)course!["courseId"]!, (string)course["cohort"]!["id"]!, (double)course["score"]!, Texts(course["cautions"]))
            );
        var courses = people["A1"]["courses"]!.AsArray();
        Assert.Equal(
            expected,
            courses.Select(course =>
                ((string)course!["courseId"]!, (string)course["cohortId"]!, (double)course["score"]!, Texts(course["cautions"]))
            )
        );
        // A row stands for itself, so what all have in common is said in each.
        foreach (var (course, same) in courses.Zip(alone["recommendations"]!.AsArray()))
        {
            var reasons = course!["reasons"]!.AsArray().Select(reason => (string)reason!).ToList();
            var all = same!["reasons"]!.AsArray().Concat(alone["commonReasons"]!.AsArray()).Select(reason => (string)reason!).ToList();
            Assert.InRange(reasons.Count, Math.Min(5, all.Distinct().Count()), 5);
            Assert.Subset(all.ToHashSet(), reasons.ToHashSet());
        }
        Assert.Equal((int)alone["eligibleCourses"]!, (int)people["A1"]["eligibleCourses"]!);
        Assert.Equal("two\r\nlines", (string)people["A2"]["carried"]!["Notes"]!);
        Assert.Equal(["A1", "A2", "A4"], people.Keys);
        Assert.Contains(
            "more than 0 miles away",
            string.Concat(people["A4"]["nothingFits"]!.AsArray().Select(reason => (string)reason!)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Whom_little_fits_is_told_what_would_bring_more_as_if_they_had_asked_themselves()
    {
        var run = await hub.Finished(List, "?limit=3");
        var people = (await hub.Lines(run, "results")).ToDictionary(
            person => (string)person["reference"]!,
            person => Texts(person["advice"])
        );
        var alone = await api.Recommend(JsonNode.Parse("""{ "location": { "postcode": "TR19" }, "maxDistanceMiles": 0 }""")!.AsObject());
        Assert.NotEmpty(people["A4"]);
        Assert.Equal(Texts(alone["advice"]), people["A4"]);
        Assert.Empty(people["A2"]);
        var rows = (await hub.Get(run, "results", "text/csv")).Split("\r\n");
        Assert.EndsWith(",nothingFits,advice", rows[0], StringComparison.Ordinal);
        Assert.Contains(
            "If you could travel more than 0 miles",
            rows.Single(row => row.Contains("A4", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_bad_row_comes_back_with_its_number_and_what_to_do_and_the_others_are_ranked()
    {
        var run = await hub.Finished(List);
        Assert.Equal(
            (4, 3, 1, 0),
            ((int)run["rows"]!["total"]!, (int)run["rows"]!["ranked"]!, (int)run["rows"]!["failed"]!, (int)run["rows"]!["left"]!)
        );
        var fault = Assert.Single(await hub.Lines(run, "errors"));
        Assert.Equal((4, "postcode", "ZZ9 9ZZ"), ((int)fault["row"]!, (string)fault["column"]!, (string)fault["value"]!));
        Assert.NotEmpty((string)fault["advice"]!);
        var corrections = await hub.Get(run, "corrections", "text/csv");
        Assert.Contains("\r\nA3,ZZ9 9ZZ,,,,postcode: ", corrections, StringComparison.Ordinal);
        Assert.Contains("\r\nA1,BN3 1TL,Level 6,60,\"'=1+1\",\r\n", corrections, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_are_placed_when_asked_and_told_why_nowhere_better()
    {
        var run = await hub.Finished(List, "?allocate=true");
        var placed = (await hub.Lines(run, "placements")).ToDictionary(person => (string)person["reference"]!);
        Assert.Null(placed["A4"]["cohortId"]);
        Assert.Contains("You can take no course.", (string)placed["A4"]["why"]!, StringComparison.Ordinal);
        var cohorts = await hub.Lines(run, "cohorts");
        Assert.All(
            cohorts,
            cohort =>
                Assert.True(
                    (int)cohort["placed"]! == 0
                        || ((int)cohort["placed"]! >= (int)cohort["needed"]! && (int)cohort["placed"]! <= (int)cohort["placesLeft"]!)
                )
        );
        Assert.Equal(placed.Values.Count(person => person["cohortId"] is not null), cohorts.Sum(cohort => (int)cohort["placed"]!));
        var methods = (await api.Client.GetFromJsonAsync<JsonObject>((string)run["links"]!["methods"]!))!["items"]!.AsArray();
        Assert.Equal(["priority", "optimal", "firstComeFirstServed"], methods.Select(method => (string)method!["method"]!));
        Assert.Equal(placed.Values.Count(person => person["cohortId"] is not null), (int)methods[0]!["placed"]!);
        Assert.All(methods, method => Assert.NotEmpty((string)method!["explanation"]!));
        Assert.Contains("placed ", (string)methods[1]!["reached"]!, StringComparison.Ordinal);
        using var unplaced = await api.Client.GetAsync($"/v1/batch-runs/{(await hub.Finished(List))["id"]}/placements");
        Assert.Equal(HttpStatusCode.Conflict, unplaced.StatusCode);
    }

    [Fact]
    public async Task A_list_of_JSON_lines_is_ranked_too_and_its_faults_have_paths()
    {
        var run = await hub.Finished(
            """
            {"reference":"J1","location":{"postcode":"BN3"}}

            {"reference":"J2","location":{"postcode":"BN3"},"limit":0}
            """,
            "",
            "application/x-ndjson"
        );
        Assert.Equal("J1", (string)Assert.Single(await hub.Lines(run, "results"))["reference"]!);
        var fault = Assert.Single(await hub.Lines(run, "errors"));
        Assert.Equal((3, "$.limit"), ((int)fault["row"]!, (string)fault["column"]!));
    }

    [Fact]
    public async Task The_same_key_is_the_same_run_and_with_another_list_a_fault()
    {
        var first = await hub.Send(List, "?seed=1", key: "key-1");
        var again = await hub.Send(List, "?seed=1", key: "key-1");
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await hub.Send(List + "A5,M2,,,\r\n", "?seed=1", key: "key-1")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await hub.Send(List, "?seed=2", key: "key-1")).StatusCode);
        Assert.Equal(1, (int)(await api.Client.GetFromJsonAsync<JsonObject>("/v1/batch-runs"))!["total"]!);
    }

    [Fact]
    public async Task A_key_that_is_the_id_of_another_run_is_refused_so_that_it_never_stands_for_that_one()
    {
        var first = await hub.Accepted(List);
        var id = first.OriginalString.Split('/')[^1];
        using var refused = await hub.Send(List + "A5,M2,,,\r\n", key: id);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(1, (int)(await api.Client.GetFromJsonAsync<JsonObject>("/v1/batch-runs"))!["total"]!);
    }

    [Fact]
    public async Task A_run_can_be_asked_for_and_erased_by_its_key()
    {
        using var begun = await hub.Send(List, key: "list-of.23~November");
        var run = await hub.UntilDone(new Uri("/v1/batch-runs/list-of.23~November", UriKind.Relative));
        Assert.Equal(begun.Headers.Location!.OriginalString, (string)run["links"]!["self"]!);
        Assert.Contains("A1", await api.Client.GetStringAsync("/v1/batch-runs/list-of.23~November/results"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await api.Client.DeleteAsync("/v1/batch-runs/list-of.23~November")).StatusCode);
        await api.Problem(404, new(HttpMethod.Get, begun.Headers.Location));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("two words")]
    [InlineData("..")]
    public async Task A_key_that_can_not_stand_in_an_address_is_refused(string key)
    {
        using var refused = await hub.Send(List, key: key);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("Idempotency-Key", (string)(await refused.Content.ReadFromJsonAsync<JsonObject>())!["errors"]![0]!["path"]!);
    }

    [Fact]
    public async Task Runs_are_listed_the_latest_first_in_pages()
    {
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Insert(0, (string)(await hub.Finished(List))["id"]!);
            api.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        var listed = new List<string>();
        for (var next = "/v1/batch-runs?pageSize=2"; next is not null;)
        {
            var page = (await api.Client.GetFromJsonAsync<JsonObject>(next))!;
            Assert.Equal(3, (int)page["total"]!);
            listed.AddRange(page["items"]!.AsArray().Select(run => (string)run!["id"]!));
            next = (string?)page["links"]!["next"];
        }
        Assert.Equal(ids, listed);
        Assert.Empty((await api.Client.GetFromJsonAsync<JsonObject>("/v1/batch-runs?page=9"))!["items"]!.AsArray());
    }

    [Fact]
    public async Task Every_option_of_a_run_does_what_it_says()
    {
        var plain = await hub.Finished(List);
        Assert.Equal(
            (5, null, 1, "2026-11-23"),
            ((int)plain["limit"]!, (string?)plain["allocation"], (int)plain["seed"]!, (string)plain["today"]!)
        );
        var run = await hub.Finished(List, "?limit=1&allocate=true&method=optimal&seed=7&today=2027-06-01");
        Assert.Equal(
            (1, "optimal", 7, "2027-06-01"),
            ((int)run["limit"]!, (string)run["allocation"]!, (int)run["seed"]!, (string)run["today"]!)
        );
        var courses = (await hub.Lines(run, "results")).Select(person => person["courses"]!.AsArray()).ToList();
        Assert.All(courses, each => Assert.InRange(each.Count, 0, 1));
        Assert.All(
            courses.SelectMany(each => each),
            course => Assert.True(string.CompareOrdinal((string)course!["startsOn"]!, "2027-06-01") >= 0)
        );
        Assert.Contains(
            await hub.Lines(plain, "results"),
            person => person["courses"]!.AsArray().Any(course => string.CompareOrdinal((string)course!["startsOn"]!, "2027-06-01") < 0)
        );
        Assert.Equal(
            "optimal",
            (string)(await api.Client.GetFromJsonAsync<JsonObject>((string)run["links"]!["methods"]!))!["items"]![0]!["method"]!
        );
    }

    [Fact]
    public async Task An_erased_run_is_gone_with_everything()
    {
        var run = await hub.Finished(List);
        var address = $"/v1/batch-runs/{run["id"]}";
        Assert.Equal(HttpStatusCode.NoContent, (await api.Client.DeleteAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await api.Client.DeleteAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await api.Client.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await api.Client.GetAsync($"{address}/results")).StatusCode);
    }

    [Theory]
    [InlineData("", "text/csv", "", 400)]
    [InlineData("name,email\r\na,b\r\n", "text/csv", "", 400)]
    [InlineData("postcode\r\n", "text/csv", "", 400)]
    [InlineData("PK\u0003\u0004", "text/csv", "", 400)]
    [InlineData("postcode\r\nBN3\r\n", "application/pdf", "", 415)]
    [InlineData("postcode\r\nBN3\r\n", "text/csv", "?limit=0", 400)]
    [InlineData("postcode\r\nBN3\r\n", "text/csv", "?allocated=true", 400)]
    [InlineData("postcode\r\nBN3\r\n", "text/csv", "?allocate=true&method=luck", 400)]
    public async Task What_is_no_list_or_asks_for_what_is_not_there_is_refused_at_once(
        string body,
        string mediaType,
        string query,
        int status
    )
    {
        var response = await hub.Send(body, query, mediaType);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(0, (int)(await api.Client.GetFromJsonAsync<JsonObject>("/v1/batch-runs"))!["total"]!);
    }

    [Fact]
    public async Task A_list_over_the_limit_is_refused_however_it_is_sent()
    {
        using var small = new RunningApi(("BatchRuns:MostBytes", "2048"));
        var list = "postcode\r\n" + string.Concat(Enumerable.Repeat("BN3\r\n", 1000));
        foreach (var content in new HttpContent[] { new StringContent(list), new StreamContent(new Unsized(Encoding.UTF8.GetBytes(list))) })
        {
            content.Headers.ContentType = new("text/csv");
            using var response = await small.Client.PostAsync("/v1/batch-runs", content);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        }
    }

    [Fact]
    public async Task Nothing_that_was_sent_is_logged()
    {
        await hub.Finished(List.Replace("A2", "SECRET-REFERENCE", StringComparison.Ordinal));
        Assert.DoesNotContain(
            api.Log,
            line => line.Contains("SECRET-REFERENCE", StringComparison.Ordinal) || line.Contains("BN3", StringComparison.Ordinal)
        );
    }

    private static string Texts(JsonNode? list) => string.Join('|', list!.AsArray().Select(text => (string)text!));

    // A stream that does not say how long it is.
    private sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
