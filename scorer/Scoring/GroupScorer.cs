using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;

namespace Matcher.Scorer.Scoring;

/// <summary>Scores one person's candidates together.</summary>
internal sealed class GroupScorer(LoadedModel loaded)
{
    /// <summary>Names what answers.</summary>
    public string Version => loaded.Version;

    /// <summary>What the model is.</summary>
    public ModelManifest Manifest => loaded.Manifest;

    /// <summary>Whether the conditional logit is served in the model's place.</summary>
    public bool IsBaseline => loaded.IsBaseline;

    /// <summary>What was measured of the model; empty when it was not evaluated.</summary>
    public string EvaluationJson => loaded.EvaluationJson;

    /// <summary>Prepares cohorts for any number of people.</summary>
    /// <param name="cohorts">Within the bounds of the contract.</param>
    public CohortSet Prepare(IReadOnlyList<Cohort> cohorts) => loaded.Model.Prepare(cohorts);

    /// <summary>Scores candidates. Allocates nothing.</summary>
    /// <param name="person">Who chooses, and when.</param>
    /// <param name="cohorts">What was prepared.</param>
    /// <param name="candidates">Which of the cohorts, and how they look to the person: at least one, within the bounds of the contract.</param>
    /// <param name="results">Where to write, in the order of the candidates.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public void Score(in PersonFacts person, CohortSet cohorts, ReadOnlySpan<SeenCohort> candidates, in GroupResults results, CancellationToken cancellation)
    {
        loaded.Model.Score(person, cohorts, candidates, results.Scores, results.Contributions, cancellation);
        ChoiceProbability.FromScores(results.Scores, results.Probabilities);
    }

    /// <summary>What the contributions of a person's candidates add up from.</summary>
    public double BaseScore(in PersonFacts person) => loaded.Model.BaseScore(person);
}

/// <summary>Room for the results of a group.</summary>
/// <param name="scores">A log-utility for each candidate.</param>
/// <param name="probabilities">A choice probability for each candidate, together 1.</param>
/// <param name="contributions"><see cref="Factors.Count"/> numbers for each candidate; empty: not asked.</param>
internal readonly ref struct GroupResults(Span<double> scores, Span<double> probabilities, Span<float> contributions)
{
    public Span<double> Scores { get; } = scores;

    public Span<double> Probabilities { get; } = probabilities;

    public Span<float> Contributions { get; } = contributions;
}
