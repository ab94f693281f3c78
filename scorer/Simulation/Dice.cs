namespace Matcher.Scorer.Simulation;

/// <summary>What draws are for: people drawn for one purpose are never met again for another.</summary>
internal enum DrawPurpose
{
    Training,
    Validation,
    Test,

    /// <summary>The tastes with which the oracle makes its ranking.</summary>
    OracleChoice,

    /// <summary>Other tastes, with which every ranking is valued.</summary>
    OracleValue,

    /// <summary>Catalogues that people choose from in training.</summary>
    TrainingCatalogue,

    /// <summary>Catalogues that only the evaluation knows.</summary>
    TestCatalogue,

    /// <summary>Choices in the role of recorded ones.</summary>
    Outside,

    /// <summary>What makes one family of simulators another.</summary>
    ChoiceModel,

    /// <summary>Which provider says that it is something else.</summary>
    Relabelling,

    /// <summary>People by whom a model is recognised.</summary>
    Canary,
}

/// <summary>
/// Random draws: the same seed, purpose and index give the same draws, and any others unrelated ones. SplitMix64 (Steele, Lea and Flood,
/// OOPSLA 2014); .NET's own generator makes related draws from seeds that follow each other.
/// </summary>
internal sealed class Dice(int seed, DrawPurpose purpose, int index)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong state = Mix(Mix(Mix((uint)seed + Golden) + (uint)purpose + Golden) + (uint)index + Golden);

    /// <summary>True with a probability; always from 1 on.</summary>
    public bool Chance(double probability) => Unit() < probability;

    /// <summary>Evenly from <paramref name="least"/> up to, but not including, <paramref name="most"/>.</summary>
    public double Between(double least, double most) => least + (most - least) * Unit();

    /// <summary>A whole number from 0 up to, but not including, <paramref name="count"/>.</summary>
    public int Below(int count) => (int)(count * Unit());

    /// <summary>Normal, mean 0, variance 1 (Box and Muller, 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());

    /// <summary>An index with a probability in proportion to its weight.</summary>
    public int Pick(IReadOnlyList<double> weights)
    {
        var left = Unit() * weights.Sum();
        for (var i = 0; i < weights.Count; i++)
        {
            left -= weights[i];
            if (left < 0)
                return i;
        }
        return weights.Count - 1;
    }

    /// <summary>A member of an enum with a probability in proportion to its weight; members beyond the weights have none.</summary>
    public T Pick<T>(IReadOnlyList<double> weights)
        where T : struct, Enum => Enum.GetValues<T>()[Pick(weights)];

    /// <summary>Puts a list into random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    // Evenly from 0 up to, but not including, 1, in steps of 2^-53.
    private double Unit() => (Mix(state += Golden) >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
