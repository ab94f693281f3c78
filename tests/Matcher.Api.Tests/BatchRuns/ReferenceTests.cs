using System.Text.Json.Nodes;

namespace Matcher.Api.Tests.BatchRuns;

/// <summary>Who is who on a waiting list: nobody is placed twice, and no row has a better lot for where it is.</summary>
public sealed class ReferenceTests : IDisposable
{
    private static readonly string[] Districts = ["EX4", "NE4", "LS1", "BN3", "M1", "B1", "S1", "NR2"];
    private static readonly string[] Levels = ["Level 6", "Level 7", "", "non-accredited"];
    private readonly RunningApi api = new();
    private readonly Hub hub;

    public ReferenceTests() => hub = new(api);

    public void Dispose() => api.Dispose();

    [Theory]
    [InlineData("text/csv", "reference,joined,postcode,Name\n", "CL-{0},2026-0{1}-01,BN3 1TL,entry {1}\n")]
    [InlineData("text/csv", "postcode;Name; Reference \n", "BN3 1TL;entry {1}; CL-{0}  \n")]
    [InlineData("application/x-ndjson", "", """{{ "location": {{ "postcode": "BN3" }}, "reference": "CL-{0}", "priority": {1} }}""" + "\n")]
    [InlineData(
        "application/x-ndjson",
        "",
        """{{ "preferences": {{ "pace": "quick" }}, "refer\u0065nce": "CL\u002d{0}", "location": {{ "postcode": "BN3" }}, "priority": {1} }}"""
            + "\n"
    )]
    public async Task The_second_row_of_a_reference_is_reported_and_nobody_gets_two_places(string mediaType, string heading, string row)
    {
        var rows = string.Concat(
            Enumerable
                .Range(1, 20)
                .SelectMany(person => (string[])[string.Format(null, row, person, 1), string.Format(null, row, person, 2)])
        );
        var run = await hub.Finished(heading + rows, "?allocate=true&seed=7", mediaType);
        Assert.Equal((40, 20, 20), ((int)run["rows"]!["total"]!, (int)run["rows"]!["ranked"]!, (int)run["rows"]!["failed"]!));
        var first = mediaType == "text/csv" ? 2 : 1;
        var faults = await hub.Lines(run, "errors");
        Assert.Equal(Enumerable.Range(0, 20).Select(i => first + (2 * i) + 1), faults.Select(fault => (int)fault["row"]!));
        Assert.All(
            faults,
            fault =>
                Assert.Contains($"Row {(int)fault["row"]! - 1} has this reference", (string)fault["message"]!, StringComparison.Ordinal)
        );
        Assert.All(faults, fault => Assert.Contains("eference", (string)fault["column"]!, StringComparison.Ordinal));
        var placed = await hub.Lines(run, "placements");
        Assert.Equal(20, placed.Select(person => (string)person["reference"]!).Distinct().Count());
        Assert.Equal(20, placed.Count);
    }

    [Fact]
    public async Task Rows_far_apart_are_found_and_what_is_no_reference_of_the_list_is_none()
    {
        // Two chunks. Two people of one school have its number, which is theirs only for want of a reference.
        var list =
            "reference,URN,postcode\nonce,100001,BN3\n,100002,BN3\n,100002,BN3\nOnce,1,BN3\n"
            + string.Concat(Enumerable.Range(1, 600).Select(i => $"p{i},{i},BN3\n"))
            + "once,9,LS1\n3,9,LS1\n";
        var run = await hub.Finished(list);
        var fault = Assert.Single(await hub.Lines(run, "errors"));
        Assert.Equal((606, "once"), ((int)fault["row"]!, (string)fault["value"]!));
        Assert.Equal(605, (int)run["rows"]!["ranked"]!);
    }

    [Theory]
    [InlineData("priority", "Name,postcode,level", "")]
    [InlineData("optimal", "Name,postcode,level", "")]
    [InlineData("priority", "Name,postcode,level,URN", ",100001")] // a number that everybody shares draws no lots
    [InlineData("priority", "Name,postcode,level,reference", ",")]
    public async Task Without_references_the_order_of_the_rows_places_nobody_elsewhere(string method, string heading, string more)
    {
        var rows = Enumerable.Range(0, 120).Select(i => $"Person {i:000},{Districts[i * 7 % 8]},{Levels[i * 3 % 4]}{more}").ToArray();
        var shuffled = rows.ToArray();
        new Random(3).Shuffle(shuffled);
        Assert.Equal(await CohortsByName(heading, rows, method), await CohortsByName(heading, shuffled, method));
    }

    [Fact]
    public async Task Neither_does_the_order_of_the_columns_or_of_lines_of_json()
    {
        var people = Enumerable
            .Range(0, 120)
            .Select(i => (Name: $"Person {i:000}", District: Districts[i * 7 % 8], Level: Levels[i * 3 % 4]))
            .ToArray();
        Assert.Equal(
            await CohortsByName(
                "Name,postcode,level",
                people.Select(person => $"{person.Name},{person.District},{person.Level}"),
                "priority"
            ),
            await CohortsByName(
                "level,Name,postcode",
                people.Reverse().Select(person => $"{person.Level},{person.Name},{person.District}"),
                "priority"
            )
        );

        var lines = people
            .Select((person, i) => $$"""{ "location": { "postcode": "{{person.District}}" }, "maxDistanceMiles": {{100 + i}} }""")
            .ToArray();
        var (one, other) = (await CohortsByLine(lines), await CohortsByLine([.. lines.Reverse()]));
        Assert.Equal(one, other);
    }

    private async Task<List<(string, string?)>> CohortsByName(string heading, IEnumerable<string> rows, string method)
    {
        var run = await hub.Finished($"{heading}\n{string.Join('\n', rows)}\n", $"?allocate=true&seed=7&method={method}");
        Assert.Equal(120, (int)run["rows"]!["ranked"]!);
        var names = (await hub.Lines(run, "results")).ToDictionary(
            person => (int)person["row"]!,
            person => (string)person["carried"]!["Name"]!
        );
        return Placed(await hub.Lines(run, "placements"), row => names[row]);
    }

    private async Task<List<(string, string?)>> CohortsByLine(string[] lines)
    {
        var run = await hub.Finished(string.Join('\n', lines), "?allocate=true&seed=7", "application/x-ndjson");
        return Placed(await hub.Lines(run, "placements"), row => lines[row - 1]);
    }

    private static List<(string, string?)> Placed(IEnumerable<JsonObject> people, Func<int, string> name) =>
        [
            .. people
                .Select(person => (name((int)person["row"]!), (string?)person["cohortId"]))
                .OrderBy(pair => pair.Item1, StringComparer.Ordinal),
        ];
}
