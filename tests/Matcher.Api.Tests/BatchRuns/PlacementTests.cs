using System.Globalization;
using Matcher.Api.BatchRuns.Allocation;
using Matcher.Api.BatchRuns.Results;

namespace Matcher.Api.Tests.BatchRuns;

/// <summary>Placements as a hub uses them: who is told what, and which cohorts are worth filling.</summary>
public sealed class PlacementTests(SharedHub shared) : IClassFixture<SharedHub>
{
    private static readonly PersonResult Nobody = new(2, "A-1", [], null, 0, [], ["All 9 of its cohorts are full."], []);

    [Fact]
    public async Task A_placement_carries_what_is_needed_to_write_to_the_person()
    {
        var rows = string.Concat(Enumerable.Range(1, 40).Select(i => $"A-{i},BN3 1TL,p{i}@school.example\r\n"));
        var outcome = await shared.Rank($"reference,postcode,Email\r\n{rows}", "?limit=100&allocate=true&today=2026-11-23");
        var placed = (await shared.Hub.Lines(outcome.Run, "placements")).Where(person => person["cohortId"] is not null).ToList();
        Assert.NotEmpty(placed);
        foreach (var person in placed)
        {
            var reference = (string)person["reference"]!;
            Assert.Equal($"p{reference[2..]}@school.example", (string)person["carried"]!["Email"]!);
            var cohort = outcome.People[reference]["courses"]!
                .AsArray()
                .FirstOrDefault(course => (string)course!["cohortId"]! == (string)person["cohortId"]!);
            // Another cohort of a course may be the one that is recommended.
            if (cohort is null)
                continue;
            foreach (var field in new[] { "courseId", "title", "provider", "venue", "startsOn", "endsOn" })
                Assert.Equal((string)cohort[field]!, (string)person[field]!);
            Assert.Equal((double)cohort["distanceMiles"]!, (double)person["distanceMiles"]!, 0.051);
        }
    }

    [Fact]
    public async Task Nobody_is_asked_to_fill_a_cohort_that_has_begun()
    {
        const string List = "reference,postcode\r\nA-1,BN3 1TL\r\n";
        var before = await Starts("2026-11-23");
        var after = await Starts("2027-06-01");
        Assert.Contains(before, day => day < new DateOnly(2027, 6, 1));
        Assert.All(after, day => Assert.True(day >= new DateOnly(2027, 6, 1)));
        Assert.True(after.Count < before.Count);

        async Task<List<DateOnly>> Starts(string today)
        {
            var outcome = await shared.Rank(List, $"?limit=1&allocate=true&today={today}");
            return
            [
                .. (await shared.Hub.Lines(outcome.Run, "cohorts")).Select(cohort =>
                    DateOnly.Parse((string)cohort["startsOn"]!, CultureInfo.InvariantCulture)
                ),
            ];
        }
    }

    [Theory]
    [InlineData(7, 1, 5, 5, 0, 0, "This is your first choice.")]
    [InlineData(7, 2, 5, 5, 1, 0, "1 cohort that you would rather go to has no place for you: it is full.")]
    [InlineData(7, 2, 5, 5, 0, 1, "1 cohort that you would rather go to has no place for you: it has too few people to run.")]
    [InlineData(7, 3, 5, 5, 2, 0, "2 cohorts that you would rather go to have no place for you: 2 are full.")]
    [InlineData(
        7,
        5,
        5,
        5,
        1,
        3,
        "4 cohorts that you would rather go to have no place for you: 1 is full and 3 have too few people to run."
    )]
    [InlineData(-1, 0, 1, 5, 1, 0, "The one cohort that you would go to has no place for you: it is full.")]
    [InlineData(
        -1,
        0,
        3,
        5,
        2,
        1,
        "None of the 3 cohorts that you would go to has a place for you: 2 are full and 1 has too few people to run."
    )]
    [InlineData(-1, 0, 0, 5, 0, 0, "You accept no cohort: your lowest rank leaves none.")]
    [InlineData(-1, 0, 0, 0, 0, 0, "You can take no course. All 9 of its cohorts are full.")]
    public void Everybody_is_told_why_in_a_sentence_to_them(
        int cohort,
        int rank,
        int choices,
        int eligible,
        int full,
        int notViable,
        string expected
    ) =>
        Assert.Equal(
            expected,
            PlacementReason.Of(Nobody, new PlacedPerson(2, "A-1", cohort, rank, choices, eligible, full, notViable, null))
        );
}
