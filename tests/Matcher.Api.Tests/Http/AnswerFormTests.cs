using System.Text.Json.Nodes;
using Matcher.Api.Tests.BatchRuns;
using Route = Matcher.Api.Tests.OpenApi.Route;

namespace Matcher.Api.Tests.Http;

/// <summary>Answers in several forms, for links: they can't set a header, and what they lead to is saved under a name.</summary>
public sealed class AnswerFormTests
{
    private const string Compare = "/v1/courses/compare?ids=se-l6-day,nat-l6-further";
    private const string Download = "/v1/catalogue/download";
    private static readonly RunningApi Api = RunningApi.Shared;

    private static readonly Lazy<Task<string>> Run = new(async () =>
        (string)(await new Hub(Api).Finished("reference,postcode\nA1,BN3\nA2,XX\n", "?allocate=true"))["id"]!
    );

    [Theory]
    [InlineData($"{Compare}&format=csv", "text/csv", "comparison.csv")]
    [InlineData($"{Compare}&format=CSV", "text/csv", "comparison.csv")]
    [InlineData($"{Compare}&format=json", "application/json", null)]
    [InlineData($"{Download}?format=csv", "text/csv", "catalogue.csv")]
    [InlineData($"{Download}?format=json", "application/json", null)]
    [InlineData("/v1/cohorts/se-l6-day-guildford-2702/calendar", "text/calendar", "se-l6-day-guildford-2702.ics")]
    public Task A_link_to_the_catalogue_names_the_form_and_a_file_is_saved_under_a_name(string address, string type, string? file) =>
        Comes(address, type, file);

    [Theory]
    [InlineData("results")]
    [InlineData("errors")]
    [InlineData("placements")]
    [InlineData("cohorts")]
    public async Task A_link_to_what_came_of_a_run_names_the_form_and_the_file_is_saved_under_its_name(string what)
    {
        var address = $"/v1/batch-runs/{await Run.Value}/{what}";
        await Comes($"{address}?format=csv", "text/csv", $"{what}.csv");
        await Comes($"{address}?format=ndjson", "application/x-ndjson", $"{what}.ndjson");
    }

    [Fact]
    public async Task Corrections_come_in_the_one_form_that_they_have()
    {
        var address = $"/v1/batch-runs/{await Run.Value}/corrections";
        await Comes($"{address}?format=csv", "text/csv", "corrections.csv");
        var fault = await Fault($"{address}?format=ndjson");
        Assert.Equal("Send csv.", (string)fault["advice"]!);
    }

    [Theory]
    [InlineData($"{Compare}&format=ndjson", "Send one of json, csv.")]
    [InlineData($"{Download}?format=xlsx", "Send one of json, csv.")]
    [InlineData($"{Download}?format=", "Send one of json, csv.")]
    [InlineData("/v1/batch-runs/{run}/results?format=json", "Send one of csv, ndjson.")]
    public async Task A_form_that_a_route_does_not_have_is_refused_with_those_that_it_has(string address, string advice)
    {
        var fault = await Fault(address.Replace("{run}", await Run.Value, StringComparison.Ordinal));
        Assert.Equal(advice, (string)fault["advice"]!);
    }

    [Theory]
    [InlineData(Compare)]
    [InlineData(Download)]
    public async Task A_faulty_query_is_refused_whole(string address)
    {
        var and = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var problem = await Api.Problem(400, new(HttpMethod.Get, $"{address}{and}format=csv&format=json&town=Hove"));
        Assert.Equal(["?town", "?format"], problem["errors"]!.AsArray().Select(fault => (string)fault!["path"]!));
    }

    [Fact]
    public async Task The_document_lists_the_forms_of_every_route_that_has_several()
    {
        var document = (await Api.Client.GetFromJsonAsync<JsonObject>("/swagger/v1/swagger.json"))!;
        var routes = Route.All(document).Where(route => route.Answers.Count(answer => answer.Status == 200) > 1).ToList();
        Assert.Equal(6, routes.Count);
        foreach (var route in routes)
        {
            var names = route.Parameters["format"]["schema"]!["enum"]!.AsArray().Select(name => (string)name!).Order();
            var types = route.Answers.Where(answer => answer.Status == 200).Select(answer => answer.MediaType.Split('/', '-')[^1]);
            Assert.Equal(types.Order(), names);
        }
    }

    // Format wins: nobody accepts only a picture of a comparison.
    private static async Task Comes(string address, string type, string? file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept", "image/png" } } };
        using var response = await Api.Client.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        var disposition = response.Content.Headers.ContentDisposition;
        Assert.Equal(file is null ? (null, null) : ("attachment", file), (disposition?.DispositionType, disposition?.FileName));
    }

    private static async Task<JsonNode> Fault(string address)
    {
        var problem = await Api.Problem(400, new(HttpMethod.Get, address));
        var fault = Assert.Single(problem["errors"]!.AsArray())!;
        Assert.Equal("?format", (string)fault["path"]!);
        return fault;
    }
}
