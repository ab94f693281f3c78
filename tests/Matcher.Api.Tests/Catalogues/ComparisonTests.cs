using System.Text.Json.Nodes;

namespace Matcher.Api.Tests.Catalogues;

/// <summary>Courses side by side, for people as for programs.</summary>
public sealed class ComparisonTests
{
    private static readonly RunningApi Api = RunningApi.Shared;

    [Fact]
    public async Task Programs_find_the_words_of_the_catalogue_and_people_find_English()
    {
        var rows = await Rows("/v1/courses/compare?ids=se-l6-day,nat-l6-further");
        Assert.Equal(["level6", "level6"], Of(rows, "Level", "values"));
        Assert.Equal(["Level 6", "Level 6"], Of(rows, "Level", "texts"));
        Assert.Equal(["careersSpecialist", "careersSpecialist"], Of(rows, "Kind of provider", "values"));
        Assert.Equal(["Careers specialist", "Careers specialist"], Of(rows, "Kind of provider", "texts"));
        Assert.Equal(["", "sixthFormCollege, furtherEducation"], Of(rows, "Content of their own for", "values"));
        Assert.Equal(["", "Sixth form colleges, further education colleges"], Of(rows, "Content of their own for", "texts"));
        Assert.Contains("weekdayFullDay, online", Of(rows, "Sessions", "values"));
        Assert.Contains("Weekday full days, online sessions", Of(rows, "Sessions", "texts"));
        // What is in words anyway, and numbers and days, are the same.
        foreach (var label in new[] { "Title", "Provider", "Credits", "Next start", "Venues", "Weeks" })
            Assert.Equal(Of(rows, label, "values"), Of(rows, label, "texts"));
    }

    [Fact]
    public async Task A_spreadsheet_has_no_words_that_only_programs_read()
    {
        var all = string.Join(',', CatalogueFiles.Courses.Keys.Chunk(10).First());
        foreach (var ids in CatalogueFiles.Courses.Keys.Chunk(10).Where(ids => ids.Length > 1).Select(ids => string.Join(',', ids)))
        {
            var cells = (await Csv($"/v1/courses/compare?ids={ids}")).Split("\r\n").Skip(1).SelectMany(row => row.Split(','));
            // An enum's word has a capital letter within, or a digit.
            Assert.DoesNotContain(cells, cell => System.Text.RegularExpressions.Regex.IsMatch(cell, @"\b[a-z]+([A-Z][a-z]+|\d)\b"));
        }
        Assert.Contains("\r\nLevel,", await Csv($"/v1/courses/compare?ids={all}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Venues_can_be_told_apart_though_their_names_have_commas()
    {
        var rows = await Rows("/v1/courses/compare?ids=se-l6-day,nat-l6-further");
        var expected = CatalogueFiles
            .CohortsOfCourse["se-l6-day"]
            .Where(cohort => CatalogueFiles.Sessions[cohort["id"]].Min(session => session.Date("date")) >= RunningApi.Today)
            .Select(cohort => CatalogueFiles.Venues[cohort["venue"]]["name"])
            .Distinct()
            .Order(StringComparer.Ordinal);
        Assert.Equal(expected, Of(rows, "Venues", "texts")[0].Split("; "));
        Assert.Contains(", ", Of(rows, "Venues", "texts")[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "No course is given.")]
    [InlineData("ids=", "No course is given.")]
    [InlineData("ids=se-l6-day", "Only one course is given.")]
    [InlineData("ids=se-l6-day,se-l6-day", "Only one course is given.")]
    public async Task One_course_is_not_compared(string query, string message)
    {
        var fault = Assert.Single((await Api.Problem(400, new(HttpMethod.Get, $"/v1/courses/compare?{query}")))["errors"]!.AsArray())!;
        Assert.Equal(message, (string)fault["message"]!);
        Assert.StartsWith("Compare at least two courses: send 2 to 10 ids,", (string)fault["advice"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_ten_courses_are_not_compared()
    {
        var ids = string.Join(',', CatalogueFiles.Courses.Keys.Take(11));
        var fault = Assert.Single((await Api.Problem(400, new(HttpMethod.Get, $"/v1/courses/compare?ids={ids}")))["errors"]!.AsArray())!;
        Assert.Equal("More than 10 courses are given.", (string)fault["message"]!);
        Assert.StartsWith("Compare at most 10 courses", (string)fault["advice"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ids=se-l6-day&ids=nat-l6-further")]
    [InlineData("ids=se-l6-day,&ids=%20nat-l6-further&ids=se-l6-day")]
    public async Task Ids_may_be_sent_one_by_one_as_forms_do(string query) =>
        Assert.Equal(
            await Api.Client.GetStringAsync("/v1/courses/compare?ids=se-l6-day,nat-l6-further"),
            await Api.Client.GetStringAsync($"/v1/courses/compare?{query}")
        );

    private static async Task<JsonArray> Rows(string address) => (await Api.Client.GetFromJsonAsync<JsonObject>(address))!["rows"]!.AsArray();

    private static string[] Of(JsonArray rows, string label, string field) =>
        [.. rows.Single(row => (string)row!["label"]! == label)![field]!.AsArray().Select(value => (string)value!)];

    private static async Task<string> Csv(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept", "text/csv" } } };
        using var response = await Api.Client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}
