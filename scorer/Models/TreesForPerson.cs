using System.Buffers;
using Matcher.Scorer.Features;
using Matcher.Scorer.Trees;

namespace Matcher.Scorer.Models;

/// <summary>The trees with one person's own features resolved, in borrowed memory, for all the cohorts that the person looks at. Without trees it says 0.</summary>
internal readonly ref struct TreesForPerson
{
    private readonly TreePart? trees;
    private readonly PersonFacts person;
    private readonly CohortSet cohorts;
    private readonly byte[] bytes;
    private readonly ushort[] cells;
    private readonly int[] numbers;
    private readonly int concerningCount;

    /// <summary>Resolves a person.</summary>
    /// <param name="trees">The trees; null: none.</param>
    /// <param name="person">Who asks, and when.</param>
    /// <param name="cohorts">What they look at.</param>
    /// <param name="explains">Whether <see cref="Explain"/> is to be asked, not only <see cref="Score"/>.</param>
    public TreesForPerson(TreePart? trees, in PersonFacts person, CohortSet cohorts, bool explains)
    {
        (this.trees, this.person, this.cohorts) = (trees, person, cohorts);
        (bytes, cells, numbers) = ([], [], []);
        if (trees is null) return;
        bytes = ArrayPool<byte>.Shared.Rent((1 + LeafMasks.Rows) * trees.Masks.Bytes);
        if (explains) cells = ArrayPool<ushort>.Shared.Rent(trees.Tables.Bundles);
        numbers = ArrayPool<int>.Shared.Rent(FeatureSchema.Count + (1 + LeafMasks.Rows) * trees.OfBoth.Length);
        concerningCount = trees.ResolvePerson(person, Reached, explains ? Cells : [], Row, numbers.AsSpan(FeatureSchema.Count, trees.OfBoth.Length));
    }

    private Span<byte> Reached => bytes.AsSpan(0, trees!.Masks.Bytes);

    private Span<byte> Room => bytes.AsSpan(trees!.Masks.Bytes);

    private Span<ushort> Cells => cells.AsSpan(0, trees!.Tables.Bundles);

    private Span<int> Row => numbers.AsSpan(0, FeatureSchema.Count);

    // The features that take the cohort too, and where their bins begin: for each of some cohorts, one after the other.
    private ReadOnlySpan<int> Concerning => numbers.AsSpan(FeatureSchema.Count, concerningCount);

    private Span<int> Firsts => numbers.AsSpan(FeatureSchema.Count + trees!.OfBoth.Length, LeafMasks.Rows * concerningCount);

    /// <summary>What the trees say of candidates.</summary>
    /// <param name="candidates">Any number.</param>
    /// <param name="scores">A number for each; written.</param>
    public void Score(ReadOnlySpan<SeenCohort> candidates, Span<double> scores)
    {
        if (trees is null)
        {
            scores.Clear();
            return;
        }
        Span<int> rows = stackalloc int[LeafMasks.Rows];
        var concerning = Concerning;
        var firsts = Firsts;
        for (var begin = 0; begin < candidates.Length; begin += LeafMasks.Rows)
        {
            var count = Math.Min(LeafMasks.Rows, candidates.Length - begin);
            var next = 0;
            for (var i = 0; i < count; i++)
            {
                var facts = cohorts.Facts(rows[i] = candidates[begin + i].Cohort);
                foreach (var place in concerning) firsts[next++] = trees.Masks.First(trees.OfBoth[place], trees.BinOfBoth(place, person, facts));
            }
            trees.Masks.Score(cohorts.Reached, rows[..count], Reached, firsts[..next], Room, scores[begin..]);
        }
    }

    /// <summary>What each factor contributes to what they say of a cohort, beyond the mean.</summary>
    public void Explain(int cohort, Span<float> contributions)
    {
        contributions.Clear();
        if (trees is null) return;
        var row = Row;
        var firsts = Firsts;
        var next = 0;
        foreach (var feature in trees.OfCohort) row[feature] = cohorts.Row(cohort)[feature];
        foreach (var place in Concerning)
        {
            var feature = trees.OfBoth[place];
            var bin = row[feature] = trees.BinOfBoth(place, person, cohorts.Facts(cohort));
            firsts[next++] = trees.Tables.First(feature, bin);
        }
        trees.Tables.Explain(cohorts.Cells(cohort), Cells, firsts[..next], row, contributions);
    }

    public void Dispose()
    {
        if (trees is null) return;
        ArrayPool<byte>.Shared.Return(bytes);
        if (cells.Length > 0) ArrayPool<ushort>.Shared.Return(cells);
        ArrayPool<int>.Shared.Return(numbers);
    }
}
