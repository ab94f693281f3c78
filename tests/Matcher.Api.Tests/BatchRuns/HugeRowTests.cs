namespace Matcher.Api.Tests.BatchRuns;

/// <summary>A row that is too large is a fault or has the list refused; the others lose nothing by it.</summary>
public sealed class HugeRowTests(SharedHub shared) : IClassFixture<SharedHub>
{
    [Theory]
    [InlineData(12_000)]
    [InlineData(32_767)]
    [InlineData(150_000)]
    public async Task A_huge_cell_is_a_fault_of_its_row(int length)
    {
        var outcome = await shared.Rank(
            $"reference,postcode,Notes\r\nA-1,BN3 1TL,short\r\nA-2,LS1 4AP,\"{new string('x', length)}\"\r\nA-3,M1 2JQ,short\r\n"
        );
        Assert.Equal(["A-1", "A-3"], outcome.People.Keys);
        var fault = Assert.Single(outcome.Faults);
        Assert.Equal((3, "Notes"), ((int)fault["row"]!, (string)fault["column"]!));
        Assert.Contains("10,000 characters", (string)fault["message"]!, StringComparison.Ordinal);
        Assert.Contains(new string('x', length), await shared.Hub.Get(outcome.Run, "corrections", "text/csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_huge_line_of_JSON_is_a_fault_of_its_line()
    {
        const string Person = "{\"reference\":\"J1\",\"location\":{\"postcode\":\"BN3\"}}\n";
        var outcome = await shared.Rank(
            $"{Person}{{\"reference\":\"{new string('x', 300_000)}\"}}\n{Person.Replace("J1", "J3", StringComparison.Ordinal)}",
            mediaType: "application/x-ndjson"
        );
        Assert.Equal(["J1", "J3"], outcome.People.Keys);
        Assert.Equal([2], outcome.FaultyRows);
        Assert.Contains("64 KB", (string)outcome.Faults[0]["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(',')]
    [InlineData('"')]
    [InlineData('x')]
    public async Task A_row_without_bound_has_the_list_refused_and_is_named(char filling) =>
        Assert.Contains(
            "Row 3 ",
            await shared.Refusal($"reference,postcode\r\nA-1,BN3\r\nA-2,BN3,\"{new string(filling, 1_000_001)}\r\n"),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Faults_without_bound_are_counted_and_not_all_listed()
    {
        var fields = string.Concat(Enumerable.Range(0, 5_000).Select(i => $",\"f{i}\":1"));
        var outcome = await shared.Rank(
            $"{{\"reference\":\"J1\",\"location\":{{\"postcode\":\"BN3\"}}{fields}}}\n",
            mediaType: "application/x-ndjson"
        );
        Assert.InRange(outcome.Faults.Count, 2, 50);
        Assert.Contains("more faults", (string)outcome.Faults[^1]["message"]!, StringComparison.Ordinal);
    }
}
