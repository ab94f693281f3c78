namespace Matcher.Scorer.Simulation;

/// <summary>
/// Fills in what a request leaves out: what it says stays, the rest is drawn, and <see cref="Likelihood"/> gathers how likely people as
/// drawn are to say what it says. Weighted so, the draws represent everybody who could have sent the request (likelihood weighting;
/// Fung and Chang, 1990).
/// </summary>
internal sealed class LikelihoodWeightedSampler(Dice dice)
{
    /// <summary>The probability of all that was said, given the rest; 1 while nothing was.</summary>
    public double Likelihood { get; private set; } = 1;

    /// <summary>A member of an enum.</summary>
    /// <param name="said">What the request says; null when it says nothing.</param>
    /// <param name="weights">How likely each member is, up to a factor.</param>
    public T Pick<T>(T? said, IReadOnlyList<double> weights)
        where T : struct, Enum
    {
        if (said is not { } value)
            return dice.Pick<T>(weights);
        Account(weights[Array.IndexOf(Enum.GetValues<T>(), value)] / weights.Sum());
        return value;
    }

    /// <summary>One of the numbers from 0 to the count of weights, times a step.</summary>
    public double Number(double? said, double step, IReadOnlyList<double> weights)
    {
        if (said is not { } value)
            return dice.Pick(weights) * step;
        var index = (int)Math.Round(value / step);
        Account(index >= 0 && index < weights.Count ? weights[index] / weights.Sum() : 0);
        return value;
    }

    /// <summary>Yes or no.</summary>
    public bool Chance(bool? said, double probability)
    {
        if (said is not { } value)
            return dice.Chance(probability);
        Account(value ? probability : 1 - probability);
        return value;
    }

    /// <summary>Counts in something said whose probability is worked out elsewhere.</summary>
    public void Account(double probability) => Likelihood *= probability;
}
