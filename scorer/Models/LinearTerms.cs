using System.Numerics.Tensors;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Features;

namespace Matcher.Scorer.Models;

/// <summary>
/// The weighted terms of a score, summed by factor: <see cref="Factors.Count"/> worths for each candidate. What only the cohort decides is
/// summed once for everybody, what the person and a level decide once for a request; a curve is looked up in its running sums. Every sum
/// adds the same numbers in the same order for every candidate, so that in floating point too a better fact never lowers a score.
/// </summary>
internal sealed class LinearTerms
{
    private const int Levels = (int)Accreditation.Level7 + 1;

    private readonly (CohortTerm Term, double Weight)[] ofCohort;
    private readonly (LevelTerm Term, double Weight)[] ofLevel;
    private readonly (InteractionTerm Term, double Weight)[] ofBoth;
    private readonly (AbsenceTerm Term, double Weight)[] ofMissed;
    private readonly WeightedCurve[] curves;
    private readonly double[] means = new double[Factors.Count];
    private readonly IReadOnlyDictionary<string, double>? providerEffects;

    /// <summary>Sorts weights by what their terms depend on.</summary>
    /// <param name="weights">One for each of <see cref="TermSchema.Terms"/>.</param>
    /// <param name="means">The mean of each term over the training data: what a candidate is compared with to explain its score.</param>
    /// <param name="providerEffects">What a provider's courses are worth beyond their terms, by provider id; null: nothing.</param>
    public LinearTerms(
        IReadOnlyList<double> weights,
        IReadOnlyList<double> means,
        IReadOnlyDictionary<string, double>? providerEffects = null
    )
    {
        this.providerEffects = providerEffects;
        var terms = TermSchema.Terms.Zip(weights).ToArray();
        ofCohort = Of<CohortTerm>();
        ofLevel = Of<LevelTerm>();
        ofBoth = Of<InteractionTerm>();
        ofMissed = Of<AbsenceTerm>();
        curves =
        [
            .. Of<HingeTerm>()
                .GroupBy(ramp => ramp.Term.Curve)
                .Select(curve => new WeightedCurve(curve.Key, [.. curve.Select(ramp => ramp.Weight)])),
        ];
        foreach (var ((term, weight), mean) in terms.Zip(means))
            this.means[term.Factor.Index()] += weight * mean;

        (T Term, double Weight)[] Of<T>() => [.. terms.Where(term => term.First is T).Select(term => ((T)(object)term.First, term.Second))];
    }

    /// <summary>The worths of an average candidate, by factor.</summary>
    public ReadOnlySpan<double> Means => means;

    /// <summary>Numbers that a person's levels take.</summary>
    public const int LevelWorths = Levels * Factors.Count;

    /// <summary>The most terms that can concern a person.</summary>
    public int PairTerms => ofBoth.Length;

    /// <summary>What only a cohort decides.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="worths">By factor; written.</param>
    public void ResolveCohort(CohortFacts cohort, Span<double> worths)
    {
        worths.Clear();
        foreach (var (term, weight) in ofCohort)
            worths[term.Factor.Index()] += weight * term.Of(cohort);
        if (providerEffects is not null && providerEffects.TryGetValue(cohort.ProviderId, out var effect))
            worths[Factor.Provider.Index()] += effect;
    }

    /// <summary>What a person and a level decide, and which terms of both concern the person.</summary>
    /// <param name="person">Who asks, and when.</param>
    /// <param name="levelWorths">By level and factor; written.</param>
    /// <param name="concerning">Which terms do, <see cref="PairTerms"/> at most; written.</param>
    /// <returns>How many do.</returns>
    public int ResolvePerson(in PersonFacts person, Span<double> levelWorths, Span<int> concerning)
    {
        levelWorths.Clear();
        for (var level = 0; level < Levels; level++)
        {
            foreach (var (term, weight) in ofLevel)
                levelWorths[level * Factors.Count + term.Factor.Index()] += weight * term.Of(person, (Accreditation)level);
        }

        var count = 0;
        for (var place = 0; place < ofBoth.Length; place++)
        {
            if (ofBoth[place].Term.Concerns(person))
                concerning[count++] = place;
        }

        return count;
    }

    /// <summary>The worths of one candidate.</summary>
    /// <param name="person">Who asks, and when.</param>
    /// <param name="concerning">The terms that concern them.</param>
    /// <param name="levelWorths">Of the person.</param>
    /// <param name="candidate">What they look at.</param>
    /// <param name="cohortWorths">Of the candidate's cohort.</param>
    /// <param name="worths">By factor; written.</param>
    public void Resolve(
        in PersonFacts person,
        ReadOnlySpan<int> concerning,
        ReadOnlySpan<double> levelWorths,
        in CandidateFacts candidate,
        ReadOnlySpan<double> cohortWorths,
        Span<double> worths
    )
    {
        TensorPrimitives.Add(cohortWorths, levelWorths.Slice((int)candidate.Cohort.Accreditation * Factors.Count, Factors.Count), worths);
        foreach (var curve in curves)
            worths[curve.Factor] += curve.Worth(person, candidate);
        if (candidate.MissedSessions is > 0 and var missed)
        {
            foreach (var (term, weight) in ofMissed)
                worths[term.Factor.Index()] -= weight * term.Of(missed, candidate.Cohort);
        }

        foreach (var place in concerning)
        {
            var (term, weight) = ofBoth[place];
            worths[term.Factor.Index()] += weight * term.Of(person, candidate.Cohort);
        }
    }

    /// <summary>A curve with its weights, as running sums: what all pieces up to a knot are worth together.</summary>
    private sealed class WeightedCurve
    {
        private readonly Curve curve;
        private readonly double[] knots;
        private readonly double[] weights;
        private readonly double[] sums;

        public WeightedCurve(Curve curve, double[] weights)
        {
            (this.curve, knots, this.weights, sums) = (curve, curve.Knots, weights, new double[weights.Length + 1]);
            for (var piece = 0; piece < weights.Length; piece++)
                sums[piece + 1] = sums[piece] - weights[piece];
        }

        public int Factor => curve.Factor.Index();

        public double Worth(in PersonFacts person, in CandidateFacts candidate)
        {
            if (!curve.Counts(person, candidate.Cohort))
                return 0;
            var quantity = curve.Quantity(person, candidate);
            if (quantity <= knots[0])
                return 0;
            for (var piece = 0; piece < weights.Length; piece++)
            {
                // As in the sum over all pieces: those before count whole, this one as far as it is gone, those behind not at all.
                if (quantity < knots[piece + 1])
                    return sums[piece] - weights[piece] * ((quantity - knots[piece]) / (knots[piece + 1] - knots[piece]));
            }
            return sums[^1];
        }
    }
}
