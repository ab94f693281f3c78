using MathNet.Numerics.Integration;

namespace Matcher.Scorer.Trees;

/// <summary>
/// What each condition of a leaf's path contributes to the leaf's value: path-dependent Shapley values (TreeSHAP; Lundberg et al., Nature
/// Machine Intelligence 2, 2020). There a feature that is not known lets through the share of training rows that its splits let through,
/// so a set of known features is worth value × Π (1 or 0 for each known, its share for each other). The Shapley value of such a product is
/// the integral over t from 0 to 1 of its multilinear extension's slope (Owen, Management Science 18, 1972): a polynomial, which
/// Gauss-Legendre quadrature with half as many points as there are conditions integrates exactly.
/// </summary>
internal static class Shapley
{
    private const int MostRules = 64;
    private static readonly (double[] Points, double[] Weights)[] Rules = [.. Enumerable.Range(1, MostRules).Select(points => new GaussLegendreRule(0, 1, points)).Select(rule => (rule.Abscissas, rule.Weights))];

    /// <summary>What a leaf adds to the mean score: its value times the share of rows that end in it.</summary>
    public static double Expected(LeafPath path) => path.Conditions.Aggregate(path.Value, (product, condition) => product * condition.Share);

    /// <summary>Adds what each condition of a leaf contributes to the factor of its feature.</summary>
    /// <param name="path">The way to the leaf; at most 128 conditions.</param>
    /// <param name="row">The bin of every feature.</param>
    /// <param name="factorOf">For each feature the place of its factor.</param>
    /// <param name="contributions">A number a factor; added to.</param>
    public static void Add(LeafPath path, ReadOnlySpan<int> row, ReadOnlySpan<int> factorOf, Span<double> contributions)
    {
        var conditions = path.Conditions;
        if (conditions.Length == 0) return;
        var (points, weights) = Rules[(conditions.Length + 1) / 2 - 1];
        Span<double> extensions = stackalloc double[conditions.Length];
        for (var point = 0; point < points.Length; point++)
        {
            var product = path.Value * weights[point];
            for (var i = 0; i < conditions.Length; i++)
            {
                // Never 0 between the ends of the integral, as no share is 0.
                var share = conditions[i].Share;
                product *= extensions[i] = conditions[i].Holds(row[conditions[i].Feature]) ? share + (1 - share) * points[point] : share * (1 - points[point]);
            }
            for (var i = 0; i < conditions.Length; i++)
            {
                var known = conditions[i].Holds(row[conditions[i].Feature]) ? 1 : 0;
                contributions[factorOf[conditions[i].Feature]] += product * (known - conditions[i].Share) / extensions[i];
            }
        }
    }
}
