using Matcher.Scorer.Simulation;

namespace Matcher.Scorer.Tests.Simulation;

/// <summary>The simulator, loaded once for the stories of a class. Immutable from then on.</summary>
public sealed class LoadedSimulator
{
    internal Simulator Simulator { get; } = Simulator.Load(2026);
}
