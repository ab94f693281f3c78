using Matcher.EndToEnd.Tests;
using Xunit.Abstractions;

namespace Matcher.Faults.Tests;

/// <summary>Scorers that die, freeze or are slow while callers come at a steady rate.</summary>
public sealed class ScorerFaultTests(ITestOutputHelper output)
{
    private const double DeadlineMilliseconds = 1000;
    private const int FewCallers = 20;

    private static readonly double PerSecond = Trial.Of(50, 100);
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(Trial.Of(2, 10));
    private static readonly TimeSpan After = TimeSpan.FromSeconds(Trial.Of(6, 50));

    [Fact]
    public async Task One_of_two_scorers_is_killed_and_nobody_misses_an_answer()
    {
        using var first = RunningProgram.Scorer();
        using var second = RunningProgram.Scorer();
        using var api = Api($"{first.Address("ready on")},{second.Address("ready on")}");
        using var load = new SteadyLoad(api.Address("listens on"));
        await UntilScored(load);
        var outcomes = await During(load, first.Kill);
        output.Tell("One of two scorers killed", outcomes);
        Assert.All(outcomes, outcome => Assert.Equal(200, outcome.Status));
        Assert.True(outcomes.Count(outcome => outcome.IsDegraded) <= Math.Max(1, outcomes.Count / 1000));
    }

    [Fact]
    public async Task The_only_scorer_is_killed_and_everybody_gets_the_plain_order_until_it_is_back()
    {
        var port = RunningProgram.FreePort();
        using var scorer = RunningProgram.Scorer(port);
        using var api = Api($"{scorer.Address("ready on")}");
        using var load = new SteadyLoad(api.Address("listens on"));
        await UntilScored(load);
        var outcomes = await During(load, scorer.Kill);
        output.Tell("The only scorer killed", outcomes);
        CostsFewCallers(outcomes);
        using var again = RunningProgram.Scorer(port);
        again.Address("ready on");
        await UntilScored(load);
    }

    [Fact]
    public async Task The_only_scorer_freezes_and_costs_a_few_callers_a_deadline_and_the_others_nothing()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var scorer = RunningProgram.Scorer();
        using var api = Api($"{scorer.Address("ready on")}");
        using var load = new SteadyLoad(api.Address("listens on"));
        await UntilScored(load);
        var outcomes = await During(load, () => scorer.Signal("STOP"));
        output.Tell("The only scorer frozen", outcomes);
        CostsFewCallers(outcomes);
        scorer.Signal("CONT");
        await UntilScored(load);
    }

    [Fact]
    public async Task The_link_to_the_only_scorer_becomes_slow_and_costs_a_few_callers_a_deadline_and_the_others_nothing()
    {
        using var scorer = RunningProgram.Scorer();
        using var link = new SlowLink(scorer.Address("ready on"));
        using var api = Api($"{link.Address}");
        using var load = new SteadyLoad(api.Address("listens on"));
        await UntilScored(load);
        var outcomes = await During(load, () => link.Delay = TimeSpan.FromSeconds(2));
        output.Tell("The only scorer 2 s away", outcomes);
        CostsFewCallers(outcomes);
        link.Delay = TimeSpan.Zero;
        await UntilScored(load);
    }

    private static RunningProgram Api(string scorers) => RunningProgram.Api($"--scorer={scorers}", "--Scorer:Deadline=00:00:01");

    private static async Task<IReadOnlyList<Outcome>> During(SteadyLoad load, Action fault)
    {
        using var stop = new CancellationTokenSource();
        var running = load.Run(PerSecond, stop.Token);
        await Task.Delay(Before);
        fault();
        await Task.Delay(After);
        await stop.CancelAsync();
        return await running;
    }

    private static void CostsFewCallers(IReadOnlyList<Outcome> outcomes)
    {
        Assert.All(outcomes, outcome => Assert.Equal(200, outcome.Status));
        Assert.InRange(outcomes.Count(outcome => outcome.Milliseconds >= 0.9 * DeadlineMilliseconds), 0, FewCallers);
        Assert.Contains(outcomes, outcome => outcome.IsDegraded);
    }

    private static async Task UntilScored(SteadyLoad load)
    {
        for (var i = 0; i < 600; i++)
        {
            if (await load.Send(i) is { Status: 200, IsDegraded: false })
                return;
            await Task.Delay(100);
        }
        Assert.Fail("It never scored again.");
    }
}
