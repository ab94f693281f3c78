namespace Matcher.Scorer.Training;

/// <summary>Random draws from a seed: the same seed, the same draws.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random random = new(seed);

    /// <summary>True with a probability; always from 1 on.</summary>
    public bool Chance(double probability) => random.NextDouble() < probability;

    /// <summary>Evenly from <paramref name="least"/> up to, but not including, <paramref name="most"/>.</summary>
    public double Between(double least, double most) => least + (most - least) * random.NextDouble();

    /// <summary>A whole number from 0 up to, but not including, <paramref name="count"/>.</summary>
    public int Below(int count) => random.Next(count);

    /// <summary>Normal, mean 0, variance 1 (Box and Muller, 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>An index with a probability in proportion to its weight.</summary>
    public int Pick(IReadOnlyList<double> weights)
    {
        var left = random.NextDouble() * weights.Sum();
        for (var i = 0; i < weights.Count; i++)
        {
            left -= weights[i];
            if (left < 0) return i;
        }
        return weights.Count - 1;
    }

    /// <summary>A member of an enum with a probability in proportion to its weight; members beyond the weights have none.</summary>
    public T Pick<T>(IReadOnlyList<double> weights)
        where T : struct, Enum => Enum.GetValues<T>()[Pick(weights)];

    /// <summary>Puts a list into random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items) => random.Shuffle(items);
}
