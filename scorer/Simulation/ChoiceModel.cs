using System.Buffers;
using System.Collections.Frozen;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using Matcher.Scorer.Scoring;

namespace Matcher.Scorer.Simulation;

/// <summary>
/// How a simulated person gets from utilities to a choice. A course is always worth what its best cohort is worth to them.
/// </summary>
internal enum ChoiceRule
{
    /// <summary>Independent Gumbel noise for each course: a logit given the person's tastes.</summary>
    Logit,

    /// <summary>Normal noise for each course, half of its variance shared by a provider's courses (a nested probit).</summary>
    NestedProbit,

    /// <summary>A logit among five random courses, nearby ones rather than distant ones: nobody compares everything.</summary>
    ConsiderationSet,
}

/// <summary>How the way to a venue counts.</summary>
internal enum DistanceForm
{
    /// <summary>Falling in pieces, by the weights of <c>choice-weights.csv</c>.</summary>
    Pieces,

    /// <summary>By the logarithm of the miles: the first ones count most, and far ones hardly differ.</summary>
    Logarithm,

    /// <summary>Not at all up to what is one's own limit, and much beyond.</summary>
    Limit,
}

/// <summary>A kind of simulator: the weights of its people, and how they choose.</summary>
/// <param name="Name">As the model card has it.</param>
/// <param name="Weights">What they weigh.</param>
/// <param name="Rule">How they choose.</param>
internal sealed record ChoiceModel(string Name, ChoiceWeights Weights, ChoiceRule Rule)
{
    private const int ConsideredCourses = 5;
    private const double NearbyMiles = 25;
    private static readonly double NoiseSpread = Math.PI / Math.Sqrt(12);

    /// <summary>How the way counts.</summary>
    public DistanceForm Distance { get; init; }

    /// <summary>How often what is worst of the way, the wait and the level counts on top of the sum; 0: utilities add up.</summary>
    public double WorstCountsMore { get; init; }

    /// <summary>Weights of which each person has one set, drawn; empty: all have <see cref="Weights"/>.</summary>
    public IReadOnlyList<ChoiceWeights> Classes { get; init; } = [];

    /// <summary>How many choose at random, 0 to 1.</summary>
    public double Noise { get; init; }

    /// <summary>What courses of some providers are worth beyond all that is known of them, by provider id.</summary>
    public IReadOnlyDictionary<string, double> Herd { get; init; } = FrozenDictionary<string, double>.Empty;

    /// <summary>
    /// The probability that one person chooses each alternative, by one draw of their tastes and of what <see cref="Rule"/> leaves to
    /// chance.
    /// </summary>
    /// <param name="person">Somebody who says everything.</param>
    /// <param name="today">The day they choose.</param>
    /// <param name="alternatives">What they may look at; what they can't take has probability 0.</param>
    /// <param name="dice">The draws.</param>
    /// <param name="probabilities">As many; written, together 1.</param>
    /// <returns>False when they can take nothing.</returns>
    public bool TryChoose(Profile person, DateOnly today, Alternative[] alternatives, Dice dice, double[] probabilities)
    {
        var partWorths = new PartWorths(person, this, dice);
        var any = false;
        var courses = 0;
        var pooled = ArrayPool<int>.Shared.Rent(2 * alternatives.Length + 1);
        try
        {
            var courseOf = pooled.AsSpan(0, alternatives.Length);
            for (var i = 0; i < alternatives.Length; i++)
            {
                var candidate = alternatives[i].For(person);
                var eligible = EligibilityRules.Check(person, candidate, today).None;
                any |= eligible;
                courses = Math.Max(courses, alternatives[i].Course + 1);
                courseOf[i] = alternatives[i].Course;
                // The probabilities' own array holds the utilities first.
                probabilities[i] = eligible ? partWorths.Utility(alternatives[i], candidate) : double.NegativeInfinity;
            }
            if (!any)
                return false;
            var best = pooled.AsSpan(alternatives.Length, courses);
            ChoiceProbability.FindBest(probabilities, courseOf, best);
            Choose(probabilities, alternatives, best, dice);
            return true;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(pooled);
        }
    }

    private void Choose(double[] utilities, Alternative[] alternatives, Span<int> best, Dice dice)
    {
        if (Rule is ChoiceRule.NestedProbit)
        {
            var chosen = ChooseByNestedProbit(utilities, alternatives, best, dice);
            Array.Clear(utilities);
            utilities[chosen] = 1;
            return;
        }
        if (Rule is ChoiceRule.ConsiderationSet)
            DrawConsiderationSet(alternatives, best, dice);
        ChoiceProbability.OfBest(utilities, best, utilities);
        if (Noise == 0)
            return;
        var considered = best.Length - best.Count(-1);
        foreach (var alternative in best)
        {
            if (alternative >= 0)
                utilities[alternative] = (1 - Noise) * utilities[alternative] + Noise / considered;
        }
    }

    // As much variance as a Gumbel's, pi^2/6, in two equal halves.
    private static int ChooseByNestedProbit(double[] utilities, Alternative[] alternatives, ReadOnlySpan<int> best, Dice dice)
    {
        var byProvider = new Dictionary<string, double>(StringComparer.Ordinal);
        var (chosen, most) = (-1, double.NegativeInfinity);
        foreach (var alternative in best)
        {
            if (alternative < 0)
                continue;
            var provider = alternatives[alternative].Cohort.Course.Provider.Id;
            if (!byProvider.TryGetValue(provider, out var noise))
                byProvider.Add(provider, noise = NoiseSpread * dice.Normal());
            var utility = utilities[alternative] + noise + NoiseSpread * dice.Normal();
            if (utility > most)
                (chosen, most) = (alternative, utility);
        }
        return chosen;
    }

    // Five courses, each drawn in proportion to exp(-miles / 25) of its best cohort (random consideration sets; Manski, 1977).
    private static void DrawConsiderationSet(Alternative[] alternatives, Span<int> best, Dice dice)
    {
        var weights = new double[best.Length];
        for (var course = 0; course < weights.Length; course++)
            weights[course] = best[course] < 0 ? 0 : Math.Exp(-alternatives[best[course]].Miles / NearbyMiles);
        var considered = new bool[best.Length];
        for (var i = 0; i < ConsideredCourses && weights.Sum() > 0; i++)
        {
            var drawn = dice.Pick(weights);
            (considered[drawn], weights[drawn]) = (true, 0);
        }
        for (var course = 0; course < considered.Length; course++)
        {
            if (!considered[course])
                best[course] = -1;
        }
    }
}
