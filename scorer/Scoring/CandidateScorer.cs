using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;

namespace Matcher.Scorer.Scoring;

/// <summary>Scores one person's candidates together.</summary>
internal sealed class CandidateScorer(LoadedModel loaded)
{
    /// <summary>Names what answers.</summary>
    public string Version => loaded.Manifest.Version;

    /// <summary>What the model is.</summary>
    public ModelManifest Manifest => loaded.Manifest;

    /// <summary>What was measured of the model; empty when it was not evaluated.</summary>
    public string EvaluationJson => loaded.EvaluationJson;

    /// <summary>The files that the model was read from; only of one that is served.</summary>
    public ModelFiles Files => loaded.Files ?? throw new InvalidOperationException("This model was not loaded to be served.");

    /// <summary>Prepares cohorts for any number of people.</summary>
    /// <param name="cohorts">Within the bounds of the contract.</param>
    public CompiledCohorts Prepare(IReadOnlyList<Cohort> cohorts) => loaded.Model.Prepare(cohorts);

    /// <summary>Prepares cohorts that were prepared for another model.</summary>
    public CompiledCohorts Prepare(CompiledCohorts ofOther) => loaded.Model.Prepare(ofOther);

    /// <summary>Scores candidates. Allocates nothing.</summary>
    /// <param name="person">Who chooses, and when.</param>
    /// <param name="cohorts">What was prepared.</param>
    /// <param name="candidates">Which of the cohorts, and how they look to the person: at least one, within the bounds of the
    /// contract.</param>
    /// <param name="scores">A log-utility for each candidate; written.</param>
    /// <param name="probabilities">A choice probability for each candidate, together 1; written.</param>
    /// <param name="best">For each course of the cohorts the index of its best candidate, or -1; written.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public void Score(
        in PersonFacts person,
        CompiledCohorts cohorts,
        ReadOnlySpan<CandidateRef> candidates,
        Span<double> scores,
        Span<double> probabilities,
        Span<int> best,
        CancellationToken cancellation
    )
    {
        loaded.Model.Score(person, cohorts, candidates, scores, cancellation);
        BestCohorts.Find(person, cohorts, candidates, scores, best);
        ChoiceProbability.OfBest(scores, best, probabilities);
    }

    /// <summary>Says what candidates' scores are made of. Allocates nothing.</summary>
    /// <param name="person">Who chooses, and when.</param>
    /// <param name="cohorts">What was prepared.</param>
    /// <param name="candidates">All of the person's candidates.</param>
    /// <param name="explained">The indexes of those whose scores to explain.</param>
    /// <param name="contributions"><see cref="Factors.Count"/> numbers for each of those; written.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public void Explain(
        in PersonFacts person,
        CompiledCohorts cohorts,
        ReadOnlySpan<CandidateRef> candidates,
        ReadOnlySpan<int> explained,
        Span<float> contributions,
        CancellationToken cancellation
    ) => loaded.Model.Explain(person, cohorts, candidates, explained, contributions, cancellation);

    /// <summary>What the contributions of a person's candidates add up from.</summary>
    public double BaseScore(in PersonFacts person) => loaded.Model.BaseScore(person);
}
