namespace Matcher.Scorer.Training;

/// <summary>
/// A normal prior over the weights of a logit: each weight lies around a mean with a spread of its own, and whole groups of weights may
/// besides grow or shrink together, each group by one factor. The covariance is D + s² Σ u uᵀ, with D diagonal and a direction u for each
/// group; as no weight is in two groups, its inverse is known in closed form (Sherman and Morrison, 1950).
/// </summary>
internal sealed class WeightPrior
{
    private readonly double[] mean;
    private readonly double[] precision;
    private readonly (double[] Direction, double Factor)[] groups;

    /// <summary>Makes a prior.</summary>
    /// <param name="mean">Of each weight.</param>
    /// <param name="spread">The standard deviation of each weight alone, above 0.</param>
    /// <param name="directions">For each group a number for each weight, 0 for those not in it: what the weights change by when the group's
    /// factor changes by 1.</param>
    /// <param name="directionSpread">The standard deviation of the groups' factors.</param>
    public WeightPrior(double[] mean, double[] spread, IReadOnlyList<double[]>? directions = null, double directionSpread = 0)
    {
        (this.mean, precision) = (mean, Array.ConvertAll(spread, each => 1 / (each * each)));
        var variance = directionSpread * directionSpread;
        groups =
        [
            .. (directions ?? []).Select(direction =>
            {
                var scaled = direction.Zip(precision, (one, other) => one * other).ToArray();
                return (scaled, variance / (1 + variance * direction.Zip(scaled, (one, other) => one * other).Sum()));
            }),
        ];
    }

    /// <summary>The mean of each weight.</summary>
    public IReadOnlyList<double> Mean => mean;

    /// <summary>How precisely each weight alone is known before, as the inverse of its variance.</summary>
    public IReadOnlyList<double> Precision => precision;

    /// <summary>A prior around 0 for each weight alone.</summary>
    /// <param name="spread">The standard deviation that all weights have.</param>
    /// <param name="count">How many weights there are.</param>
    public static WeightPrior Wide(double spread, int count) => new(new double[count], [.. Enumerable.Repeat(spread, count)]);

    /// <summary>
    /// The negative logarithm of the prior's density, but for a constant, over a number of choosers; its gradient is added.
    /// </summary>
    /// <param name="weights">The weights.</param>
    /// <param name="choosers">How many choosers the likelihood is averaged over.</param>
    /// <param name="gradient">A number for each weight; added to.</param>
    public double AddTo(double[] weights, int choosers, double[] gradient)
    {
        var loss = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            var apart = weights[i] - mean[i];
            loss += precision[i] * apart * apart / 2;
            gradient[i] += precision[i] * apart / choosers;
        }
        foreach (var (direction, factor) in groups)
        {
            var along = 0.0;
            for (var i = 0; i < weights.Length; i++)
                along += direction[i] * (weights[i] - mean[i]);
            loss -= factor * along * along / 2;
            for (var i = 0; i < weights.Length; i++)
                gradient[i] -= factor * along * direction[i] / choosers;
        }
        return loss / choosers;
    }
}
