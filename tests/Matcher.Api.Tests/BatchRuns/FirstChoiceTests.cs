namespace Matcher.Api.Tests.BatchRuns;

/// <summary>Placements mean by a first choice what results mean by a first course.</summary>
public sealed class FirstChoiceTests : IDisposable
{
    private readonly RunningApi api = new();
    private readonly Hub hub;

    public FirstChoiceTests() => hub = new(api);

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task The_first_choice_of_who_is_placed_is_what_is_recommended_first()
    {
        var run = await hub.Finished(
            await File.ReadAllTextAsync(Path.Combine(Data.DataFiles.Samples, "waiting-list.csv")),
            "?allocate=true&limit=3"
        );
        var results = (await hub.Lines(run, "results")).ToDictionary(
            person => (int)person["row"]!,
            person => person["courses"]!.AsArray().Select(course => (string)course!["cohortId"]!).ToList()
        );
        var placed = (await hub.Lines(run, "placements")).Where(person => person["cohortId"] is not null).ToList();
        Assert.InRange(placed.Count, 100, 250);
        Assert.All(
            placed,
            person =>
            {
                var recommended = results[(int)person["row"]!].IndexOf((string)person["cohortId"]!) + 1;
                Assert.Equal((int)person["rank"]! == 1, recommended == 1);
                // Other cohorts of the courses before it may come in between, but no course that is recommended later.
                Assert.True((int)person["rank"]! >= recommended);
            }
        );
    }
}
