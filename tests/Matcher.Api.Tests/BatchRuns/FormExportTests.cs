using System.Text.Json.Nodes;
using Matcher.Api.BatchRuns.WaitingLists;
using Matcher.Data.Domain;
using Matcher.Data.Reading;

namespace Matcher.Api.Tests.BatchRuns;

/// <summary>Lists as form tools export them: questions as headings, answers as people write them.</summary>
public sealed class FormExportTests(SharedHub shared) : IClassFixture<SharedHub>
{
    [Theory]
    [InlineData("Preferred level", "Level 6 (accredited)", "level6")]
    [InlineData("Preferred level", "L6", "level6")]
    [InlineData("Preferred level", "6", "level6")]
    [InlineData("Preferred level", "Non accredited", "nonAccredited")]
    [InlineData("Preferred level", "Non-accredited (short course)", "nonAccredited")]
    [InlineData("Preferred level", "Not sure", "noPreference")]
    [InlineData("When can you attend?", "Saturdays", "weekend")]
    [InlineData("When can you attend?", "Online only", "online")]
    [InlineData("When can you attend?", "Full days (Mon-Fri); Twilight sessions; Online", "weekdayFullDay twilight online")]
    [InlineData("When can you attend?", "\"Weekday half days, Online\"", "weekdayHalfDay online")]
    [InlineData("Type of school", "Academy", "secondary")]
    [InlineData("Type of school", "Secondary (11-18)", "secondary")]
    [InlineData("Type of school", "PRU", "alternativeProvision")]
    [InlineData("Type of school", "FE College", "furtherEducation")]
    [InlineData("Type of school", "Special school", "special")]
    [InlineData("How far would you travel? (miles)", "20 miles", "20")]
    [InlineData("How far would you travel? (miles)", "up to 30", "30")]
    [InlineData("How far would you travel? (miles)", "Up to 30 miles", "30")]
    [InlineData("How far would you travel? (miles)", "20-30", "30")]
    [InlineData("How far would you travel? (miles)", "any", "")]
    [InlineData("How far would you travel? (miles)", "no limit", "")]
    [InlineData("Hours per week you can study", "2-3", "2")]
    [InlineData("Hours per week you can study", "5 hours", "5")]
    [InlineData("Hours per week you can study", "3 to 4 hrs per week", "3")]
    [InlineData("Hours per week you can study", "4+", "4")]
    [InlineData("Hours per week you can study", "n/a", "")]
    [InlineData("Experience in careers", "Less than 1 year", "0")]
    [InlineData("Experience in careers", "1-2 years", "1")]
    [InlineData("Experience in careers", "5+ years", "5")]
    [InlineData("Experience in careers", "10", "10")]
    [InlineData("Experience in careers", "New to role", "newbie")]
    [InlineData("Experience in careers", "Careers specialist", "careersSpecialist")]
    [InlineData("Timestamp", "15/06/2026 12:02", "2026-06-15")]
    [InlineData("Completion time", "2026-06-15T12:02:33Z", "2026-06-15")]
    [InlineData("Submitted at", "15/06/2026, 12:02:33", "2026-06-15")]
    public void An_answer_is_read_as_its_field(string heading, string answer, string expected)
    {
        var cell = answer.Trim('"');
        var columns = new ListHeading(ListFormat.Csv, ["postcode", heading], [], [], false);
        using var json = new RowJson(columns, columns.Meaning().Places, new(columns.Columns));
        var written = JsonNode.Parse(json.Write(["BN3", cell]).Span)!.AsObject();
        written.Remove("location");
        Assert.Equal(expected, string.Join(' ', Values(written)));
    }

    [Theory]
    [InlineData("How far would you travel? (miles)", "20 km")]
    [InlineData("How far would you travel? (miles)", "50+")]
    [InlineData("How far would you travel? (miles)", "an hour")]
    [InlineData("How far would you travel? (miles)", "30-20")]
    [InlineData("Hours per week you can study", "as needed")]
    [InlineData("Hours per week you can study", "2 miles")]
    [InlineData("Hours per week you can study", "less than 3")]
    [InlineData("Preferred level", "Level 6 or 7")]
    [InlineData("Preferred level", "Level 5")]
    [InlineData("When can you attend?", "Tuesdays in spring")]
    [InlineData("Type of school", "Nursery")]
    [InlineData("Experience in careers", "some")]
    [InlineData("Timestamp", "15/06/26 12:02")]
    public async Task What_is_not_certain_is_a_fault_and_never_guessed_at(string heading, string answer)
    {
        var outcome = await shared.Rank($"id,postcode,{heading}\r\nA-1,BN3 1TL,{answer}\r\n");
        Assert.Empty(outcome.People);
        var fault = Assert.Single(outcome.Faults);
        Assert.Equal((heading, answer, false), ((string)fault["column"]!, (string)fault["value"]!, (bool)fault["leftOut"]!));
    }

    [Fact]
    public async Task Leniently_an_optional_cell_that_cannot_be_read_is_left_out_and_reported_and_nothing_else_is()
    {
        const string List =
            "id,postcode,level,Hours per week\r\nA-1,BN3 1TL,Level 6 or 7,as needed\r\nA-2,BN3 1TL,level 6,\r\nA-3,nowhere,Level 6 or 7,2\r\nA-4,BN3 1TL,,2\r\n";
        var strict = await shared.Rank(List);
        Assert.Equal(["A-2", "A-4"], strict.People.Keys.Order());
        var lenient = await shared.Rank(List, "?limit=1&lenient=true");
        Assert.Equal(["A-1", "A-2", "A-4"], lenient.People.Keys.Order());
        Assert.Equal((3, 1), lenient.Counts);
        Assert.Equal(
            [(2, "Hours per week", true), (2, "level", true), (4, "level", false), (4, "postcode", false)],
            lenient.Faults.Select(fault => ((int)fault["row"]!, (string)fault["column"]!, (bool)fault["leftOut"]!)).Order()
        );
        // As somebody who said nothing of it.
        var silent = (await shared.Rank("id,postcode\r\nA-1,BN3 1TL\r\n")).People["A-1"];
        Assert.Equal(silent["courses"]!.ToJsonString(), lenient.People["A-1"]["courses"]!.ToJsonString());
    }

    [Theory]
    [InlineData("joined", "yesterday")]
    [InlineData("priority", "high")]
    [InlineData("lowestRank", "any old")]
    public async Task What_decides_who_comes_first_is_never_left_out(string heading, string cell) =>
        Assert.Empty((await shared.Rank($"id,postcode,{heading}\r\nA-1,BN3 1TL,{cell}\r\n", "?limit=1&lenient=true")).People);

    [Fact]
    public async Task Faults_that_are_alike_are_told_once_with_their_rows()
    {
        var rows = string.Concat(Enumerable.Range(1, 130).Select(i => $"A-{i},BN3,{(i % 2 == 0 ? "as needed" : "lots")}\r\n"));
        var outcome = await shared.Rank($"id,postcode,Study hours\r\n{rows}A-x,nowhere,2\r\n");
        var groups = (await shared.Client.GetFromJsonAsync<JsonObject>((string)outcome.Run["links"]!["self"]! + "/error-groups"))![
            "items"
        ]!.AsArray();
        Assert.Equal([65, 65, 1], groups.Select(group => (int)group!["count"]!));
        Assert.Equal(["lots", "as needed", "nowhere"], groups.Select(group => (string)group!["value"]!));
        Assert.Equal([2, 4, 6], groups[0]!["rows"]!.AsArray().Take(3).Select(row => (int)row!));
        Assert.Equal(65, groups[0]!["rows"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("map=Preferred", "must be a column and a field")]
    [InlineData("map=Preferred=lvl", "'lvl' is not a field. Write one of reference, joined")]
    [InlineData("map=Level=accreditation&ignore=level", "twice")]
    public async Task A_mapping_that_cannot_be_meant_is_refused_before_the_list_is_read(string query, string saying)
    {
        using var response = await shared.Hub.Send("postcode,Level\r\nBN3,6\r\n", $"?{query}");
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(saying, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?map=Nothing%3Dlevel", "The list has no column 'Nothing'. It has 'postcode', 'A', 'B'.")]
    [InlineData("?map=A%3Dlevel&map=B%3Dlevel", "The mapping gives accreditation to 'A' and to 'B'.")]
    public async Task A_mapping_that_does_not_fit_the_list_is_refused(string query, string saying)
    {
        using var response = await shared.Hub.Send("postcode,A,B\r\nBN3,6,7\r\n", query);
        Assert.Contains(saying, (string)(await response.Content.ReadFromJsonAsync<JsonObject>())!["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_other_name_and_every_other_word_is_published()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "data", "README.md"));
        foreach (var column in ListColumn.All)
        {
            foreach (var name in column.OtherNames)
                Assert.Contains($"\"{name}\"", page, StringComparison.OrdinalIgnoreCase);
        }
        var normal = WrittenWord.Normal(page);
        var words = CellWords
            .Levels.Keys.Concat(WrittenWord.Of<SessionType>().Keys)
            .Concat(WrittenWord.Of<Sector>().Keys)
            .Concat(WrittenWord.Of<ExperienceProfile>().Keys);
        foreach (var word in words)
            Assert.True(normal.Contains($"\"{word}\"") || normal.Contains($"`{word}`"), word);
    }

    private static IEnumerable<string> Values(JsonNode node) =>
        node switch
        {
            JsonObject fields => fields.SelectMany(field => Values(field.Value!)),
            JsonArray items => items.SelectMany(item => Values(item!)),
            _ => [node.ToString()],
        };
}
