using System.Globalization;

namespace Matcher.Benchmarks.Load;

/// <summary>Gathers what the turns came to, and prints the medians beside the goals.</summary>
internal sealed class LoadResults(IReadOnlyList<LoadTarget> targets)
{
    private const double LeastShareOfHop = 0.35;
    private const double MostMilliseconds = 1.5;
    private const double MostTimesHop = 3;
    private const double LeastShareOfWithout = 0.95;

    private readonly Dictionary<(string Target, int Connections), List<WrkResult>> turns = [];

    /// <summary>Requests that were not answered well, over all turns.</summary>
    public long Errors => turns.Values.Sum(results => results.Sum(result => result.Errors));

    public void Add(LoadTarget target, int connections, WrkResult result)
    {
        if (!turns.TryGetValue((target.Name, connections), out var results))
            turns.Add((target.Name, connections), results = []);
        results.Add(result);
    }

    public void Print(TextWriter output)
    {
        output.WriteLine("| what | connections | requests/s | p50 ms | p99 ms | errors |");
        output.WriteLine("|---|--:|--:|--:|--:|--:|");
        foreach (var connections in LoadPlan.Connections)
        {
            foreach (var target in targets)
            {
                output.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {target.Name} | {connections} | {PerSecond(target.Name, connections):N0} | {P50(target.Name, connections):0.000} | {P99(target.Name, connections):0.00} | {turns[(target.Name, connections)].Sum(turn => turn.Errors)} |"
                    )
                );
            }
        }
        output.WriteLine();
        foreach (var target in targets)
        {
            if (target.Hop is { } hop)
                PrintGoals(output, target.Name, hop);
            if (target.Without is { } without)
                PrintTelemetry(output, target.Name, without);
        }
    }

    private void PrintGoals(TextWriter output, string target, string hop)
    {
        var (one, many) = (LoadPlan.Connections[0], LoadPlan.Connections[^1]);
        foreach (var connections in LoadPlan.Connections)
        {
            Goal(
                $"requests/s at {connections}, share of the hop's",
                PerSecond(target, connections) / PerSecond(hop, connections),
                LeastShareOfHop,
                atLeast: true
            );
        }

        Goal($"p50 at {one}, ms", P50(target, one), MostMilliseconds, atLeast: false);
        Goal($"p99 at {many}, times the hop's", P99(target, many) / P99(hop, many), MostTimesHop, atLeast: false);

        void Goal(string what, double value, double bound, bool atLeast) => PrintGoal(output, target, what, value, bound, atLeast);
    }

    private void PrintTelemetry(TextWriter output, string target, string without)
    {
        foreach (var connections in LoadPlan.Connections)
        {
            var share = PerSecond(target, connections) / PerSecond(without, connections);
            PrintGoal(output, target, $"requests/s at {connections}, share of those without", share, LeastShareOfWithout, atLeast: true);
        }
    }

    private static void PrintGoal(TextWriter output, string target, string what, double value, double bound, bool atLeast) =>
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{target}: {what}: {value:0.00} (goal: {(atLeast ? "at least" : "at most")} {bound}{((atLeast ? value >= bound : value <= bound) ? "" : ", missed")})"
            )
        );

    private double PerSecond(string target, int connections) => Median(target, connections, result => result.RequestsPerSecond);

    private double P50(string target, int connections) => Median(target, connections, result => result.P50);

    private double P99(string target, int connections) => Median(target, connections, result => result.P99);

    private double Median(string target, int connections, Func<WrkResult, double> value)
    {
        var ordered = turns[(target, connections)].Select(value).Order().ToArray();
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }
}
