using Matcher.Api.Http;
using Matcher.Api.Scoring;
using Matcher.Data.Domain;

namespace Matcher.Api.Recommendations.Ranking;

/// <summary>A factor's share of a score.</summary>
/// <param name="Factor">What it tells of.</param>
/// <param name="Value">What it adds to the base score, or takes away: its Shapley value, in log-utilities, to six decimals.</param>
internal readonly record struct Contribution(Factor Factor, RoundedNumber Value);

/// <summary>
/// What a course's score is made of: the score of an average candidate and what each factor adds to it, for this person and the course's
/// best cohort.
/// </summary>
internal sealed class Explanation
{
    private static readonly Factor[] All = Enum.GetValues<Factor>();

    private readonly double[] values = new double[All.Length];
    private readonly ScoredCandidates scored;

    private Explanation(ScoredCandidates scored) => this.scored = scored;

    /// <summary>Everything that a score may be made of.</summary>
    public static ReadOnlySpan<Factor> Factors => All;

    /// <summary>The score of an average candidate, on the scale of this answer.</summary>
    public double BaseScore => scored.BaseScore;

    /// <summary>What a factor contributes.</summary>
    public double this[Factor factor] => values[(int)factor];

    /// <summary>
    /// How much more a factor contributes here than on average over the person's own courses: what sets this course apart from what they
    /// could have. The contribution itself compares with an average candidate of everybody's.
    /// </summary>
    public double Difference(Factor factor) => values[(int)factor] - scored.AverageContribution(factor);

    /// <summary>Explains a course; null when the scorer did not say what the scores are made of.</summary>
    public static Explanation? Of(RankedCourse course, ScoredCandidates? scored)
    {
        if (scored is null)
            return null;
        var explanation = new Explanation(scored);
        return scored.TryExplain(course.Best, explanation.values) ? explanation : null;
    }

    /// <summary>The contributions, the largest first, up or down; without those of nothing.</summary>
    public IReadOnlyList<Contribution> Contributions()
    {
        Span<Contribution> ordered = stackalloc Contribution[All.Length];
        var count = 0;
        foreach (var factor in Factors)
        {
            RoundedNumber value = this[factor];
            if (value.Millionths == 0)
                continue;
            // There are 17 at most; what is as large as the one before stays behind it.
            var index = count++;
            for (; index > 0 && Math.Abs(ordered[index - 1].Value.Millionths) < Math.Abs(value.Millionths); index--)
                ordered[index] = ordered[index - 1];
            ordered[index] = new(factor, value);
        }
        return ordered[..count].ToArray();
    }

    /// <summary>The factor with the largest difference that is positive and less than a bound; null when there is none.</summary>
    public Factor? LargestDifferenceBelow(double bound)
    {
        Factor? largest = null;
        foreach (var factor in Factors)
        {
            if (
                Difference(factor) is > 0 and var difference
                && difference < bound
                && (largest is null || difference > Difference(largest.Value))
            )
            {
                largest = factor;
            }
        }

        return largest;
    }
}
