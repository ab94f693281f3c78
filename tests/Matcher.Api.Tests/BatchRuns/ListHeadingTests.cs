using System.Text.Json.Nodes;
using Matcher.Api.BatchRuns.Results;
using Matcher.Api.BatchRuns.WaitingLists;

namespace Matcher.Api.Tests.BatchRuns;

/// <summary>Headings as spreadsheets and forms write them: understood where there is one plain meaning, and otherwise named.</summary>
public sealed class ListHeadingTests(SharedHub shared) : IClassFixture<SharedHub>
{
    [Theory]
    [InlineData("reference;\"Days they can do (Mon, Tue, Wed, Thu, Fri)\";postcode\r\nA-1;\"Mon, Tue\";BN3 1TL\r\n")]
    [InlineData("reference\t\"Days; Mon, Tue, Wed\"\tpostcode\r\nA-1\tMon\tBN3 1TL\r\n")]
    [InlineData("reference,postcode,\"Rooms; 1; 2; 3; 4\"\r\nA-1,BN3 1TL,2\r\n")]
    [InlineData("reference;\"Which days,\r\nif any, suit you\";postcode\r\nA-1;Mon;BN3 1TL\r\n")]
    [InlineData("sep=,\r\nreference,postcode,level\r\nA-1,BN3 1TL,Level 6\r\n")]
    [InlineData("sep=;\nreference;postcode\nA-1;BN3 1TL\n")]
    [InlineData("SEP=\t\r\nreference\tpostcode\r\nA-1\tBN3 1TL\r\n")]
    [InlineData("\"sep=,\"\r\nreference,postcode\r\nA-1,BN3 1TL\r\n")]
    [InlineData("\uFEFFsep=;\r\nreference;postcode\r\nA-1;BN3 1TL\r\n")]
    [InlineData("\r\n\r\nreference,postcode\r\nA-1,BN3 1TL\r\n")]
    [InlineData("\uFEFF\uFEFFreference,postcode\r\nA-1,BN3 1TL\r\n")]
    [InlineData("\uFEFF\uFEFF\uFEFF\"reference\",postcode\r\nA-1,BN3 1TL\r\n")]
    [InlineData("\u00EF\u00BB\u00BFreference,postcode\r\nA-1,BN3 1TL\r\n")]
    [InlineData("ref\u00ADerence,post\u200Bcode\u2060\r\nA-1,BN3 1TL\r\n")]
    public async Task Marks_of_order_and_separators_in_the_heading_do_not_matter(string list)
    {
        var outcome = await shared.Rank(list);
        Assert.Equal("A-1", Assert.Single(outcome.People).Key);
        Assert.Empty(outcome.Faults);
    }

    [Theory]
    [InlineData("Max distance")]
    [InlineData("\"Max distance\nmiles\"")]
    [InlineData("\"Max\r\ndistance\"")]
    [InlineData("Travel distance (miles)")]
    [InlineData("max distance miles\u200B")]
    [InlineData("Maximum\u00A0distance\u2009(Miles)")]
    [InlineData("Max–distance")]
    [InlineData("Max distance (miles):")]
    [InlineData("maxDistanceMiles*")]
    public async Task A_limit_of_one_mile_is_understood_under_all_its_names(string heading)
    {
        var outcome = await shared.Rank($"reference,{heading},postcode\r\nA-1,1,BN3 1TL\r\n");
        Assert.Equal(0, (int)outcome.People["A-1"]["eligibleCourses"]!);
        Assert.Equal("maxDistanceMiles", (string)outcome.Run["columns"]![1]!["field"]!);
    }

    [Theory]
    [InlineData("Preferred level", "Level 7", "accreditation")]
    [InlineData("Session type", "twilight", "sessionTypes")]
    [InlineData("Study hours (per week)", "2", "studyHoursPerWeek")]
    [InlineData("Earliest start date (dd/mm/yyyy)", "01/04/2027", "earliestStart")]
    [InlineData("Years in careers work", "9", "yearsInCareers")]
    [InlineData("Date joined", "05/01/2026", "joined")]
    [InlineData("Can you stay overnight? (yes/no)", "yes", "canStayOvernight")]
    public async Task A_heading_with_one_plain_meaning_is_understood(string heading, string cell, string field)
    {
        var outcome = await shared.Rank($"reference,postcode,{heading}\r\nA-1,BN3 1TL,{cell}\r\nA-2,BN3 1TL,?\r\n");
        Assert.Equal(field, (string)outcome.Run["columns"]![2]!["field"]!);
        Assert.Equal([3], outcome.FaultyRows);
    }

    [Theory]
    [InlineData("Max distance (km)", "maxDistanceMiles")]
    [InlineData("Distance from home", "maxDistanceMiles")]
    [InlineData("Sesion types", "sessionTypes")]
    [InlineData("Overnight stay OK", "canStayOvernight")]
    [InlineData("Finish date", "latestFinish")]
    [InlineData("Start time", "joined")]
    public async Task A_column_that_may_mean_a_field_is_asked_about_and_nobody_is_ranked_before_it_is_answered(
        string heading,
        string likely
    )
    {
        var list = $"reference,postcode,{heading},Notes\r\nA-1,BN3 1TL,1,x\r\n";
        var refusal = await shared.Refusal(list);
        Assert.Contains($"Not certain: '{heading}' may be {likely}.", refusal, StringComparison.Ordinal);
        Assert.Contains("Understood: 'reference' as reference, 'postcode' as postcode.", refusal, StringComparison.Ordinal);
        Assert.Contains("Passed through: 'Notes'.", refusal, StringComparison.Ordinal);

        var ignored = await shared.Rank(list, $"?limit=1&ignore={Uri.EscapeDataString(heading)}");
        Assert.Equal("1", (string)ignored.People["A-1"]["carried"]![heading]!);
        Assert.Equal((heading, null, null), Meaning(ignored.Run["columns"]![2]!));
        Assert.Equal(("Notes", null, null), Meaning(ignored.Run["columns"]![3]!));

        var mapped = await shared.Rank(list, $"?limit=1&map={Uri.EscapeDataString($"{heading}={likely}")}");
        Assert.Equal((heading, likely, null), Meaning(mapped.Run["columns"]![2]!));
    }

    [Theory]
    [InlineData("Name")]
    [InlineData("School name")]
    [InlineData("Email address")]
    [InlineData("Phone number")]
    [InlineData("Anything else?")]
    [InlineData("Careers Hub")]
    [InlineData("Job title")]
    [InlineData("Local authority")]
    public async Task What_every_list_has_is_passed_through_without_a_question(string heading)
    {
        var outcome = await shared.Rank($"reference,postcode,{heading}\r\nA-1,BN3 1TL,x\r\n");
        Assert.Equal("x", (string)outcome.People["A-1"]["carried"]![heading]!);
    }

    [Fact]
    public async Task A_list_that_says_much_and_of_which_only_the_place_is_understood_is_refused()
    {
        var refusal = await shared.Refusal("reference,postcode,P1,P2,P3,P4\r\nA-1,BN3 1TL,1,2,3,4\r\n");
        Assert.Contains("only the place is understood", refusal, StringComparison.Ordinal);
        Assert.Contains("'P1', 'P2', 'P3', 'P4'", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_columns_with_one_meaning_the_plain_name_counts_and_the_other_is_named()
    {
        var outcome = await shared.Rank("reference,postcode,Max distance,maxDistanceMiles\r\nA-1,BN3 1TL,600,1\r\n");
        Assert.Equal(0, (int)outcome.People["A-1"]["eligibleCourses"]!);
        Assert.Contains(
            "'Max distance' was not used, because 'maxDistanceMiles' is read as maxDistanceMiles.",
            RunSummary.Columns(new HeadingMeaning(["postcode", "Max distance", "maxDistanceMiles"]).Columns()).Last(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            (null, "maxDistanceMiles"),
            ((string?)outcome.Run["columns"]![2]!["field"], (string)outcome.Run["columns"]![2]!["likelyField"]!)
        );
    }

    [Theory]
    [InlineData(300)]
    [InlineData(5_000)]
    [InlineData(1)]
    public async Task Trailing_columns_without_name_or_content_count_for_nothing(int columns)
    {
        var empty = new string(',', columns);
        var outcome = await shared.Rank(
            $"reference,postcode,level{empty}\r\nA-1,BN3 1TL,Level 6{empty}\r\nA-2,LS1 4AP,Level 7{empty}\r\nA-3,LS1 4AP,Level 7,,stray\r\n"
        );
        Assert.Equal(["A-1", "A-2"], outcome.People.Keys);
        Assert.Equal([4], outcome.FaultyRows);
        Assert.Equal(3, outcome.Run["columns"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_refused_heading_is_told_what_it_holds_and_what_may_be_meant()
    {
        var refusal = await shared.Refusal("reference,Posscode,Notes\r\nA-1,BN3 1TL,x\r\n");
        Assert.Contains("'reference', 'Posscode', 'Notes'", refusal, StringComparison.Ordinal);
        Assert.Contains("'Posscode' may be postcode", refusal, StringComparison.Ordinal);
        Assert.Contains(
            "250 columns",
            await shared.Refusal($"postcode,{string.Join(',', Enumerable.Range(1, 249).Select(i => $"c{i}"))}\r\nBN3\r\n"),
            StringComparison.Ordinal
        );
        Assert.Contains("nobody", await shared.Refusal("sep=,\r\npostcode\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_JSON_lines_has_no_columns()
    {
        var outcome = await shared.Rank("{\"reference\":\"J1\",\"location\":{\"postcode\":\"BN3\"}}\n", mediaType: "application/x-ndjson");
        Assert.Empty(outcome.Run["columns"]!.AsArray());
    }

    [Fact]
    public async Task JSON_lines_that_are_not_UTF_8_are_read_as_spreadsheets_are()
    {
        byte[] line = [.. "{\"reference\":\"caf"u8, 0xE8, .. "\",\"location\":{\"postcode\":\"BN3\"}}\n"u8];
        Assert.Equal("cafè", Assert.Single((await shared.Rank(line, mediaType: "application/x-ndjson")).People).Key);
        byte[] marked = [.. "\uFEFF\uFEFF{\"reference\":\"A"u8, 0x96, .. "1\",\"location\":{\"postcode\":\"BN3\"}}\n"u8];
        Assert.Equal("A–1", Assert.Single((await shared.Rank(marked, mediaType: "application/x-ndjson")).People).Key);
    }

    private static (string Name, string? Field, string? Likely) Meaning(JsonNode column) =>
        ((string)column["name"]!, (string?)column["field"], (string?)column["likelyField"]);
}
