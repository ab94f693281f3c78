using Matcher.EndToEnd.Tests;
using Xunit.Abstractions;

namespace Matcher.Faults.Tests;

/// <summary>Far more callers than the machine can answer.</summary>
public sealed class OverloadTests(ITestOutputHelper output)
{
    private const int Callers = 16;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(Trial.Of(4, 60));

    [Fact]
    public async Task Those_who_are_admitted_are_answered_the_others_are_refused_at_once_and_it_is_over_when_they_are_gone()
    {
        using var api = RunningProgram.Api("--Scorer:Deadline=00:00:01");
        using var load = new SteadyLoad(api.Address("listens on"));
        await load.Saturate(Callers, TimeSpan.FromSeconds(3));
        var quiet = await load.Saturate(Callers, TimeSpan.FromSeconds(Trial.Of(3, 10)));
        output.Tell($"{Callers} callers", quiet);
        var capacity = quiet.Count / (double)Trial.Of(3, 10);
        var memory = api.Memory;

        var outcomes = await load.Run(3 * capacity, Time);
        output.Tell($"Three times {capacity:0} requests a second", outcomes);
        output.WriteLine($"Answered {outcomes.Count(outcome => outcome.Status == 200) / Time.TotalSeconds:0} a second.");
        Assert.DoesNotContain(outcomes, outcome => outcome.IsFailure);
        Assert.Contains(outcomes, outcome => outcome.Status == 503);

        await Task.Delay(TimeSpan.FromSeconds(Trial.Of(1, 10)));
        var after = await load.Run(20, TimeSpan.FromSeconds(3));
        output.Tell("Afterwards", after);
        output.WriteLine($"Memory: {memory >> 20} MB before, {api.Memory >> 20} MB after.");
        Assert.All(after, outcome => Assert.Equal(200, outcome.Status));
    }
}
