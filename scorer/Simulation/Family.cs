using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using Matcher.Scorer.Scoring;

namespace Matcher.Scorer.Simulation;

/// <summary>How a simulated person gets from utilities to a choice.</summary>
internal enum ChoiceRule
{
    /// <summary>Independent Gumbel noise: a logit given the person's tastes.</summary>
    Logit,

    /// <summary>Normal noise, half of its variance shared by a provider's cohorts (a nested probit).</summary>
    NestedProbit,

    /// <summary>A logit among the cohorts of five random courses, nearby ones rather than distant ones: nobody compares everything.</summary>
    FiveNearby,
}

/// <summary>A kind of simulator: the weights of its people, and how they choose.</summary>
/// <param name="Name">As the model card has it.</param>
/// <param name="Weights">What they weigh.</param>
/// <param name="Rule">How they choose.</param>
internal sealed record Family(string Name, ChoiceWeights Weights, ChoiceRule Rule)
{
    private const int ConsideredCourses = 5;
    private const double NearbyMiles = 50;
    private static readonly double NoiseSpread = Math.PI / Math.Sqrt(12);

    /// <summary>The probability that one person chooses each alternative, by one draw of their tastes and of what <see cref="Rule"/> leaves to chance.</summary>
    /// <param name="person">Somebody who says everything.</param>
    /// <param name="today">The day they choose.</param>
    /// <param name="alternatives">What they may look at; what they can't take has probability 0.</param>
    /// <param name="dice">The draws.</param>
    /// <param name="probabilities">As many; written, together 1.</param>
    /// <returns>False when they can take nothing.</returns>
    public bool TryChoose(Profile person, DateOnly today, Alternative[] alternatives, Dice dice, double[] probabilities)
    {
        var worths = new PartWorths(person, Weights, dice);
        var any = false;
        for (var i = 0; i < alternatives.Length; i++)
        {
            var candidate = alternatives[i].For(person);
            var eligible = EligibilityRules.Check(person, candidate, today).None;
            any |= eligible;
            // The probabilities' own array holds the utilities first.
            probabilities[i] = eligible ? worths.Utility(alternatives[i], candidate) : double.NegativeInfinity;
        }
        if (any) Choose(probabilities, alternatives, dice);
        return any;
    }

    private void Choose(double[] utilities, Alternative[] alternatives, Dice dice)
    {
        if (Rule is ChoiceRule.NestedProbit)
        {
            AddNestedNoise(utilities, alternatives, dice);
            var chosen = Array.IndexOf(utilities, utilities.Max());
            Array.Clear(utilities);
            utilities[chosen] = 1;
            return;
        }
        if (Rule is ChoiceRule.FiveNearby) Overlook(utilities, alternatives, dice);
        ChoiceProbability.FromScores(utilities, utilities);
    }

    // As much variance as a Gumbel's, pi^2/6, in two equal halves.
    private static void AddNestedNoise(double[] utilities, Alternative[] alternatives, Dice dice)
    {
        var byProvider = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < utilities.Length; i++)
        {
            var provider = alternatives[i].Cohort.Course.Provider.Id;
            if (!byProvider.TryGetValue(provider, out var noise)) byProvider.Add(provider, noise = NoiseSpread * dice.Normal());
            utilities[i] += noise + NoiseSpread * dice.Normal();
        }
    }

    // Five courses, each drawn in proportion to exp(-miles / 50) of its nearest cohort (random consideration sets; Manski, 1977).
    private static void Overlook(double[] utilities, Alternative[] alternatives, Dice dice)
    {
        var miles = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < utilities.Length; i++)
        {
            if (double.IsNegativeInfinity(utilities[i])) continue;
            var course = alternatives[i].Cohort.Course.Id;
            if (!miles.TryGetValue(course, out var least) || alternatives[i].Miles < least) miles[course] = alternatives[i].Miles;
        }
        string[] courses = [.. miles.Keys];
        double[] weights = [.. courses.Select(course => Math.Exp(-miles[course] / NearbyMiles))];
        var considered = new HashSet<string>(StringComparer.Ordinal);
        while (considered.Count < Math.Min(ConsideredCourses, courses.Length))
        {
            var drawn = dice.Pick(weights);
            considered.Add(courses[drawn]);
            weights[drawn] = 0;
        }
        for (var i = 0; i < utilities.Length; i++)
            if (!considered.Contains(alternatives[i].Cohort.Course.Id)) utilities[i] = double.NegativeInfinity;
    }
}
