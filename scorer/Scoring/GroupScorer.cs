using System.Buffers;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;

namespace Matcher.Scorer.Scoring;

/// <summary>Scores one person's candidates together.</summary>
internal sealed class GroupScorer(RankingModel model)
{
    private const int RowsBetweenCancellationChecks = 256;

    /// <summary>What is said of the model in every reply.</summary>
    public ModelManifest Manifest => model.Manifest;

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
        var batch = Math.Min(candidates.Count, RowsBetweenCancellationChecks);
        var rows = ArrayPool<float>.Shared.Rent(batch * FeatureSchema.Count);
        try
        {
            for (var first = 0; first < candidates.Count; first += batch)
            {
                cancellation.ThrowIfCancellationRequested();
                var count = Math.Min(batch, candidates.Count - first);
                for (var i = 0; i < count; i++)
                    FeatureSchema.Write(profile, today, candidates[first + i], rows.AsSpan(i * FeatureSchema.Count, FeatureSchema.Count));
                model.Score(rows.AsSpan(0, count * FeatureSchema.Count), scores.Slice(first, count));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rows);
        }
        ChoiceProbability.FromScores(scores, probabilities);
    }
}
