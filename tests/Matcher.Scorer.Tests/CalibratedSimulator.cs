using Matcher.Scorer.Simulation;

namespace Matcher.Scorer.Tests;

/// <summary>The simulator, calibrated once for the stories of a class. Immutable from then on.</summary>
public sealed class CalibratedSimulator
{
    internal Simulator Simulator { get; } = Simulator.Calibrated(2026, default);
}
