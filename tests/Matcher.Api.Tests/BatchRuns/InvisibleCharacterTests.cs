using System.Text.Json.Nodes;

namespace Matcher.Api.Tests.BatchRuns;

/// <summary>What nobody sees is not read: people copy postcodes from web pages and words from documents.</summary>
public sealed class InvisibleCharacterTests(SharedHub shared) : IClassFixture<SharedHub>
{
    public static TheoryData<string> Invisible =>
        [
            .. "\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060\u2066\u2069\uFEFF\u00AD\u061C".Select(character =>
                character.ToString()
            ),
        ];

    [Theory]
    [MemberData(nameof(Invisible))]
    public async Task A_request_is_read_as_if_it_was_not_there(string hidden)
    {
        var plain = Request("");
        var answer = await RunningApi.Shared.Recommend(Request(hidden));
        var expected = await RunningApi.Shared.Recommend(plain);
        Assert.Equal(expected["recommendations"]!.ToJsonString(), answer["recommendations"]!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Invisible))]
    public async Task A_list_is_read_as_if_it_was_not_there(string hidden)
    {
        var list =
            $"reference,post{hidden}code,level,max distance miles,open to travel,joined,session types,benchmarks,latitude\r\n"
            + $"A-1,{hidden}BN3{hidden} 1TL{hidden},Lev{hidden}el 6,4{hidden}0,{hidden}no,2026-0{hidden}1-05,twi{hidden}light{hidden},{hidden}4 5,{hidden}\r\n";
        var (read, plain) = (await shared.Rank(list), await shared.Rank(list.Replace(hidden, "", StringComparison.Ordinal)));
        Assert.Empty(read.Faults);
        Assert.Equal(plain.People["A-1"].ToJsonString(), read.People["A-1"].ToJsonString());
    }

    [Theory]
    [InlineData("BN3\u00A01TL", "Level\u00A06", "two days back\u2013to\u2013back", "2026\u201301\u201305", "40")]
    [InlineData("BN3\u20091TL", "Level\u20096", "two\u202Fdays back\u2011to\u2011back", "05/01/2026\u00A0", "\u00A040")]
    [InlineData("\u3000BN3\u20031TL", "level\u30006", "Two\u2003Days Back\u2014To\u2014Back", "2026\u22121\u22125", "40\u2003")]
    public async Task Unicode_spaces_and_dashes_are_understood_within_words(
        string postcode,
        string level,
        string sessions,
        string joined,
        string miles
    )
    {
        joined = joined.Length < 10 ? "2026-01-05" : joined;
        var read = await shared.Rank(
            $"reference,postcode,level,session types,joined,max distance\r\nA-1,{postcode},{level},{sessions},{joined},{miles}\r\n"
        );
        var plain = await shared.Rank(
            "reference,postcode,level,session types,joined,max distance\r\nA-1,BN3 1TL,Level 6,two days back-to-back,2026-01-05,40\r\n"
        );
        Assert.Empty(read.Faults);
        Assert.Equal(plain.People["A-1"].ToJsonString(), read.People["A-1"].ToJsonString());
    }

    [Theory]
    [InlineData("\u221220", "\u2212")]
    [InlineData("\u201320", "\u2013")]
    public async Task A_typographic_minus_is_a_minus(string number, string minus)
    {
        var read = await shared.Rank($"reference,latitude,longitude\r\nA-1,50.83,{minus}0.17\r\nA-2,50.83,{number}\r\n");
        Assert.Equal(["A-1"], read.People.Keys);
        Assert.Equal([3], read.FaultyRows);
    }

    [Theory]
    [InlineData("near=BN3%E2%80%8B")]
    [InlineData("near=%EF%BB%BFBN3&level=level6%C2%AD")]
    [InlineData("startsFrom=2027-01-31%E2%80%8E")]
    public async Task A_query_is_read_as_if_it_was_not_there(string query)
    {
        using var response = await RunningApi.Shared.Client.GetAsync($"/v1/courses?{query}");
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_reference_comes_back_as_it_was_sent() =>
        Assert.Equal("A\u200D-1", Assert.Single((await shared.Rank("reference,postcode\r\nA\u200D-1,BN3\r\n")).People).Key);

    private static JsonObject Request(string hidden) =>
        new()
        {
            ["location"] = new JsonObject { ["postcode"] = $"{hidden}BN3{hidden} 1TL{hidden}" },
            ["accreditation"] = new JsonObject { ["preferred"] = $"lev{hidden}el6{hidden}" },
            ["availability"] = new JsonObject
            {
                ["earliestStart"] = $"2027-01{hidden}-31",
                ["sessionTypes"] = new JsonArray($"twilight{hidden}", $"{hidden}online"),
            },
            ["preferences"] = new JsonObject { ["knownProviders"] = new JsonArray($"specialist-{hidden}south-east") },
        };
}
