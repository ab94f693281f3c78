using Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Training;

/// <summary>
/// What only recorded choices can teach, beside the terms of a row: an effect for each provider, and one of the position at which the
/// course was shown, which is estimated so that it does not pass for taste, and left out when serving.
/// </summary>
internal sealed class RowEffects
{
    private readonly IReadOnlyDictionary<string, int>? indexes;
    private readonly int[] providers = [];
    private readonly float[] positions = [];

    private RowEffects() { }

    /// <summary>Makes room.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="indexes">The index of each provider.</param>
    public RowEffects(int rows, IReadOnlyDictionary<string, int> indexes) =>
        (this.indexes, providers, positions) = (indexes, new int[rows], new float[rows]);

    /// <summary>Nothing counts but the terms.</summary>
    public static RowEffects None { get; } = new();

    /// <summary>How many weights they take: one for each provider and, last, one for the position.</summary>
    public int Count => indexes is null ? 0 : indexes.Count + 1;

    /// <summary>Takes note of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="candidate">What it is of.</param>
    /// <param name="position">Where it was shown, from 1; 0: not known.</param>
    public void Write(int row, Candidate candidate, int position)
    {
        if (indexes is null)
            return;
        providers[row] = indexes.GetValueOrDefault(candidate.Cohort.ProviderId, -1);
        // The second counts as much less than the first as the fourth less than the second.
        positions[row] = position > 0 ? -(float)Math.Log2(position) : 0;
    }

    /// <summary>Room for as many other rows of the same providers.</summary>
    public RowEffects Resize(int rows) => indexes is null ? None : new(rows, indexes);

    /// <summary>Copies rows.</summary>
    public void CopyTo(RowEffects other, int from, int to, int count)
    {
        if (indexes is null)
            return;
        providers.AsSpan(from, count).CopyTo(other.providers.AsSpan(to));
        positions.AsSpan(from, count).CopyTo(other.positions.AsSpan(to));
    }

    /// <summary>The sum of a row's effects.</summary>
    public float Of(int row, ReadOnlySpan<float> weights)
    {
        if (indexes is null)
            return 0;
        return (providers[row] >= 0 ? weights[providers[row]] : 0) + weights[^1] * positions[row];
    }

    /// <summary>The effect of a row's provider alone.</summary>
    public float OfProvider(int row, ReadOnlySpan<float> weights) =>
        indexes is not null && providers[row] >= 0 ? weights[providers[row]] : 0;

    /// <summary>Adds a row's effects, times a factor, to a gradient.</summary>
    public void Add(int row, float factor, Span<double> gradient)
    {
        if (indexes is null)
            return;
        if (providers[row] >= 0)
            gradient[providers[row]] += factor;
        gradient[^1] += factor * positions[row];
    }
}
