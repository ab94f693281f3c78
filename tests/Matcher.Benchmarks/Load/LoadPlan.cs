namespace Matcher.Benchmarks.Load;

/// <summary>How long and how often.</summary>
/// <param name="Turns">How often each server is measured.</param>
/// <param name="Seconds">How long a turn takes.</param>
/// <param name="WarmUpSeconds">How long each server is warmed up.</param>
/// <param name="BodyCount">How many different requests there are.</param>
internal sealed record LoadPlan(int Turns, int Seconds, int WarmUpSeconds, int BodyCount)
{
    public const int Bodies = 4000;

    /// <summary>Shows that everything works, and measures nothing.</summary>
    public static LoadPlan Short { get; } = new(1, 1, 1, 200);

    /// <summary>The numbers of connections at which everything is measured.</summary>
    public static IReadOnlyList<int> Connections { get; } = [1, 16];
}

/// <summary>What is measured.</summary>
/// <param name="Name">For people.</param>
/// <param name="Address">Where to send the requests.</param>
/// <param name="Hop">The name of the bare gRPC hop that it is compared with, if any.</param>
/// <param name="Without">The name of the same without telemetry, if it has some.</param>
internal sealed record LoadTarget(string Name, Uri Address, string? Hop = null, string? Without = null);
