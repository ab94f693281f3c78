using System.Runtime.Intrinsics;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Features;

namespace Matcher.Scorer.Models;

/// <summary>
/// A ranker: a conditional logit, score = confidence × the terms' weighted sum. Immutable, for any number of callers at once. Scoring and
/// explaining a set's cohorts allocates nothing.
/// </summary>
internal sealed class RankingModel
{
    private const int CandidatesBetweenCancellationChecks = 256;

    private readonly double[] weights;
    private readonly LinearTerms terms;
    private readonly Confidence confidence;

    /// <summary>Puts a ranker together.</summary>
    /// <param name="weights">One for each of <see cref="TermSchema.Terms"/>.</param>
    /// <param name="confidence">The factor on the scores.</param>
    /// <param name="means">The mean of each term over the training data; default: all 0, for as long as nothing is to be explained.</param>
    /// <param name="providerEffects">What a provider's courses are worth beyond their terms, by provider id; default: nothing.</param>
    public RankingModel(
        double[] weights,
        Confidence confidence,
        double[]? means = null,
        IReadOnlyDictionary<string, double>? providerEffects = null
    )
    {
        this.weights = weights;
        this.confidence = confidence;
        terms = new(weights, means ?? new double[weights.Length], providerEffects);
    }

    /// <summary>The weights of the terms, in their order.</summary>
    public IReadOnlyList<double> Weights => weights;

    /// <summary>Prepares cohorts for any number of people.</summary>
    /// <param name="cohorts">Within the bounds of the contract.</param>
    public CompiledCohorts Prepare(IReadOnlyList<Cohort> cohorts) => new(cohorts, terms);

    /// <summary>Prepares cohorts that were prepared for another model.</summary>
    public CompiledCohorts Prepare(CompiledCohorts ofOther) => new(ofOther, terms);

    /// <summary>Scores candidates as log-utilities; for one person and cohorts that nobody else looks at.</summary>
    /// <param name="person">Who asks, and when.</param>
    /// <param name="candidates">Within the bounds of the contract.</param>
    /// <param name="scores">One number for each candidate; written.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public void Score(in PersonFacts person, IReadOnlyList<Candidate> candidates, Span<double> scores, CancellationToken cancellation) =>
        Score(
            person,
            Prepare([.. candidates.Select(candidate => candidate.Cohort)]),
            [
                .. candidates.Select(
                    (candidate, index) => new CandidateRef(new(index), candidate.DistanceMiles, candidate.AttendableSessions)
                ),
            ],
            scores,
            cancellation
        );

    /// <summary>Scores candidates as log-utilities.</summary>
    /// <param name="person">Who asks, and when.</param>
    /// <param name="cohorts">What this model prepared.</param>
    /// <param name="candidates">Which of them the person may choose, and how they look to them.</param>
    /// <param name="scores">One number for each candidate; written.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public void Score(
        in PersonFacts person,
        CompiledCohorts cohorts,
        ReadOnlySpan<CandidateRef> candidates,
        Span<double> scores,
        CancellationToken cancellation
    )
    {
        var factor = confidence.Of(person);
        Span<double> worths = stackalloc double[Factors.Count];
        using var own = new LinearScorer(terms, person, cohorts);
        for (var i = 0; i < candidates.Length; i++)
        {
            if (i % CandidatesBetweenCancellationChecks == 0)
                cancellation.ThrowIfCancellationRequested();
            own.Resolve(candidates[i], worths);
            scores[i] = factor * Sum(worths);
        }
    }

    /// <summary>
    /// Explains candidates' scores by factor: what each adds to the mean over the training data, exactly, as the score is a sum (they are
    /// the Shapley values of such a score). With <see cref="BaseScore"/> they sum to the score.
    /// </summary>
    /// <param name="person">Who asks, and when.</param>
    /// <param name="cohorts">What this model prepared.</param>
    /// <param name="candidates">Which of them the person may choose, and how they look to them.</param>
    /// <param name="explained">The indexes of the candidates to explain.</param>
    /// <param name="contributions"><see cref="Factors.Count"/> numbers for each of those; written.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public void Explain(
        in PersonFacts person,
        CompiledCohorts cohorts,
        ReadOnlySpan<CandidateRef> candidates,
        ReadOnlySpan<int> explained,
        Span<float> contributions,
        CancellationToken cancellation
    )
    {
        var factor = confidence.Of(person);
        Span<double> worths = stackalloc double[Factors.Count];
        using var own = new LinearScorer(terms, person, cohorts);
        for (var i = 0; i < explained.Length; i++)
        {
            if (i % CandidatesBetweenCancellationChecks == 0)
                cancellation.ThrowIfCancellationRequested();
            own.Resolve(candidates[explained[i]], worths);
            var each = contributions.Slice(i * Factors.Count, Factors.Count);
            for (var j = 0; j < each.Length; j++)
                each[j] = (float)(factor * (worths[j] - terms.Means[j]));
        }
    }

    /// <summary>The score of an average candidate, in the scale of a person's scores: what contributions add up from.</summary>
    public double BaseScore(in PersonFacts person) => confidence.Of(person) * Sum(terms.Means);

    // Always in the same order, whatever the processor: then that a better fact never lowers a sum holds in floating point too.
    private static double Sum(ReadOnlySpan<double> worths)
    {
        var sums = Vector256<double>.Zero;
        for (var i = 0; i < worths.Length; i += Vector256<double>.Count)
            sums += Vector256.Create(worths[i..]);
        return sums[0] + sums[1] + (sums[2] + sums[3]);
    }
}
