namespace Matcher.Api.Tests.BatchRuns;

/// <summary>A column of dates as in America is never read as if it were British.</summary>
public sealed class MonthFirstTests(SharedHub shared) : IClassFixture<SharedHub>
{
    [Fact]
    public async Task Every_date_of_such_a_column_is_a_fault_that_says_which_rows_tell()
    {
        var outcome = await shared.Rank(
            "reference,joined,postcode\r\nD-0,3/18/2026,BN3\r\nD-1,3/25/2026,BN3\r\nD-2,4/2/2026,BN3\r\nD-3,4/9/2026,BN3\r\nD-4,4/28/2026,BN3\r\nD-5,2026-04-28,BN3\r\nD-6,,BN3\r\n"
        );
        Assert.Equal(["D-5", "D-6"], outcome.People.Keys);
        Assert.Equal([2, 3, 4, 5, 6], outcome.FaultyRows);
        Assert.All(
            outcome.Faults,
            fault =>
            {
                Assert.Equal("joined", (string)fault["column"]!);
                Assert.Contains("month first", (string)fault["message"]!, StringComparison.Ordinal);
                Assert.Contains("rows 2, 3 and 6", (string)fault["message"]!, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task What_tells_may_come_long_after_what_could_be_either()
    {
        var early = string.Concat(Enumerable.Range(1, 1_200).Select(i => $"D-{i},{1 + (i % 12)}/{1 + (i % 11)}/2027,BN3\r\n"));
        var outcome = await shared.Rank($"reference,earliest start,postcode\r\n{early}D-9999,4/28/2027,BN3\r\n");
        Assert.Equal((0, 1_201), outcome.Counts);
    }

    [Theory]
    [InlineData("unavailable", "1/18/2027..1/20/2027 2/3/2027")]
    [InlineData("latest finish", "12/31/2027")]
    public async Task All_columns_of_dates_are_looked_at(string column, string telling)
    {
        var outcome = await shared.Rank($"reference,postcode,{column}\r\nD-1,BN3,5/6/2027\r\nD-2,BN3,{telling}\r\n");
        Assert.Equal([2, 3], outcome.FaultyRows);
        Assert.Contains("month first", (string)outcome.Faults[0]["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_slip_among_British_dates_is_a_fault_of_its_own()
    {
        var outcome = await shared.Rank(
            "reference,joined,postcode\r\nD-0,18/03/2026,BN3\r\nD-1,25/03/2026,BN3\r\nD-2,04/02/2026,BN3\r\nD-3,04/28/2026,BN3\r\n"
        );
        Assert.Equal(["D-0", "D-1", "D-2"], outcome.People.Keys);
        Assert.Equal([5], outcome.FaultyRows);
    }
}
