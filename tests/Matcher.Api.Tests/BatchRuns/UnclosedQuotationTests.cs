using System.Text;
using CsCheck;

namespace Matcher.Api.Tests.BatchRuns;

/// <summary>A quotation mark that is not closed takes nobody off the list without a word.</summary>
public sealed class UnclosedQuotationTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private const string Heading = "reference,joined,postcode,level,Notes\r\n";

    public static TheoryData<string, string, string, string> Lists =>
        new()
        {
            {
                "the mark at the end is missing",
                "A-1,2026-01-05,BN3,Level 6,\"part time\"\r\nA-2,2026-01-06,LS1,Level 6,\"wants Leeds\r\nA-3,2026-01-07,B15,Level 6,\"asked twice\"\r\nA-4,2026-01-08,M1,,\"ok\"\r\n",
                "A-1 A-4",
                "3 4"
            },
            {
                "never closed",
                "A-1,2026-01-05,BN3,Level 6,\"part time\r\nA-2,2026-01-06,LS1,Level 6,\r\nA-3,2026-01-07,B15,Level 6,\r\n",
                "",
                "2 3 4"
            },
            {
                "closed by another lone mark",
                "A-1,2026-01-05,BN3,Level 6,\"started\r\nA-2,2026-01-06,LS1,,\r\nA-3,2026-01-07,B15,,ended\"\r\nA-4,2026-01-08,M1,,\r\n",
                "A-4",
                "2 3 4"
            },
            {
                "closed in the next row",
                "A-1,2026-01-05,BN3,Level 6,\"started\r\nA-2,2026-01-06,LS1,,ended\"\r\nA-3,2026-01-08,M1,,\r\n",
                "A-3",
                "2 3"
            },
            {
                "in the middle of both rows",
                "A-1,\"2026-01-05,BN3,Level 6,x\r\nA-2,2026-01-06\",LS1,,\r\nA-3,2026-01-08,M1,,\r\n",
                "A-3",
                "2 3"
            },
            { "text after the mark", "A-1,2026-01-05,BN3,Level 6,\"part\" time\r\nA-2,2026-01-06,LS1,,\r\n", "A-2", "2" },
            {
                "an empty cell in marks on the way",
                "A-1,2026-01-05,BN3,Level 6,\"part time\r\nA-2,2026-01-06,LS1,,\"\"\r\nA-3,2026-01-07,B15,,\"x\"\r\nA-4,2026-01-08,M1,,\r\n",
                "A-4",
                "2 3 4"
            },
            { "the last row alone", "A-1,2026-01-05,BN3,Level 6,\r\nA-2,2026-01-06,LS1,,\"open", "A-1", "3" },
            {
                "harmless marks",
                "A-1,2026-01-05,BN3,Level 6,5\" binder\r\nA-2,2026-01-06,LS1,,\"5\"\" binder\"\r\nA-3,2026-01-08,M1,,the \"big\" school\r\n",
                "A-1 A-2 A-3",
                ""
            },
            {
                "a real line break",
                "A-1,2026-01-05,BN3,Level 6,\"Mon, Tue, Wed, Thu\r\nor, if need be, on, Friday\"\r\nA-2,2026-01-06,LS1,,\r\n",
                "A-1 A-2",
                ""
            },
        };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Whoever_is_not_ranked_is_a_fault_with_the_row_of_the_spreadsheet(
        string what,
        string rows,
        string ranked,
        string faulty
    )
    {
        var outcome = await shared.Rank(Heading + rows);
        Assert.True(ranked == string.Join(' ', outcome.People.Keys), $"{what}: ranked {string.Join(' ', outcome.People.Keys)}");
        Assert.Equal(faulty, string.Join(' ', outcome.FaultyRows));
        Assert.Equal((outcome.People.Count, outcome.FaultyRows.Count), outcome.Counts);
        Assert.All(
            outcome.Faults,
            fault => Assert.Contains("quotation mark", (string)fault["message"]! + (string)fault["advice"]!, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Harmless_marks_stay_as_they_are()
    {
        var outcome = await shared.Rank(Heading + "A-1,,BN3,,5\" binder\r\nA-2,,LS1,,\"5\"\" binder\"\r\n");
        Assert.All(outcome.People.Values, person => Assert.Equal("5\" binder", (string)person["carried"]!["Notes"]!));
    }

    [Fact]
    public async Task What_may_belong_to_another_row_is_in_the_corrections_row_by_row()
    {
        var outcome = await shared.Rank(Heading + "A-1,2026-01-05,BN3,Level 6,\"part time\r\nA-2,2026-01-06,LS1,Level 7,\r\n");
        var corrections = await shared.Hub.Get(outcome.Run, "corrections", "text/csv");
        Assert.Contains("\r\nA-1,2026-01-05,BN3,Level 6,\"\"\"part time\",", corrections, StringComparison.Ordinal);
        Assert.Contains("\r\nA-2,2026-01-06,LS1,Level 7,,", corrections, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_before_the_other_columns_may_have_line_breaks()
    {
        var outcome = await shared.Rank(
            "Notes,reference,postcode\r\n\"part\r\ntime, or, so\",A-1,BN3\r\n\"I can do Mon, Tue, Wed\r\nor Thu\",A-2,LS1\r\n"
        );
        Assert.Equal((2, 0), outcome.Counts);
    }

    [Fact]
    public Task Nobody_is_lost_whatever_marks_are_put_in_or_left_out() =>
        Gen.Select(Gen.Int[3, 12], Gen.Select(Gen.Int[0, 10_000], Gen.Bool).Array[1, 4])
            .SampleAsync(
                async (people, damages) =>
                {
                    var lines = Enumerable
                        .Range(1, people)
                        .Select(i =>
                            $"A-{i:000},2026-01-{i:00},{(i % 3 == 0 ? "LS1" : "BN3")},Level 6,{(i % 2 == 0 ? $"\"note, {i}\"" : $"note {i}")}"
                        )
                        .ToList();
                    // A mark between the two characters of a line break would make a line of its own.
                    var list = new StringBuilder(string.Concat(lines.Select(line => line + "\n")));
                    foreach (var (place, putIn) in damages)
                    {
                        if (putIn)
                            list.Insert(place % list.Length, '"');
                        else if (list.ToString().IndexOf('"', place % list.Length) is >= 0 and var mark)
                            list.Remove(mark, 1);
                    }
                    using var response = await shared.Hub.Send(Heading + list, "?limit=1");
                    // Marks can also make of it what is no list at all; then it is refused, and nobody is lost.
                    if (response.StatusCode == System.Net.HttpStatusCode.BadRequest)
                        return;
                    var run = await shared.Hub.UntilDone(response.Headers.Location!);
                    var ranked = (await shared.Hub.Lines(run, "results")).Select(person => (string)person["reference"]!).ToList();
                    var faulty = (await shared.Hub.Lines(run, "errors")).Select(fault => (int)fault["row"]!).ToHashSet();
                    Assert.Equal(people, ranked.Count + faulty.Count);
                    Assert.Equal(people, (int)run["rows"]!["total"]!);
                    // A mark inside a reference changes it, and the row is known by its number all the same.
                    foreach (var i in Enumerable.Range(1, people).Where(i => !faulty.Contains(i + 1)))
                        Assert.Contains(ranked, reference => reference.Replace("\"", "", StringComparison.Ordinal) == $"A-{i:000}");
                },
                iter: 60,
                threads: 1
            );
}
