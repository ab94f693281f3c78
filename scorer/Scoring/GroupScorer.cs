using Matcher.Protos.Scoring.V1;
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

    /// <summary>Scores candidates.</summary>
    /// <param name="profile">The person.</param>
    /// <param name="today">The day they choose, as days since 1970-01-01.</param>
    /// <param name="candidates">At least one, within the bounds of the contract.</param>
    /// <param name="scores">A log-utility for each candidate, in their order; written.</param>
    /// <param name="probabilities">A choice probability for each candidate, in their order, together 1; written.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public void Score(
        Profile profile, int today, IReadOnlyList<Candidate> candidates, Span<double> scores, Span<double> probabilities, CancellationToken cancellation)
    {
        loaded.Model.Score(new(profile, today), candidates, scores, cancellation);
        ChoiceProbability.FromScores(scores, probabilities);
    }
}
