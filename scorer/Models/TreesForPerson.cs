using System.Buffers;
using Matcher.Scorer.Features;

namespace Matcher.Scorer.Models;

/// <summary>The trees with one person's own features resolved, in borrowed memory, for all that the person looks at. Without trees it says 0.</summary>
internal readonly ref struct TreesForPerson
{
    private readonly TreePart? trees;
    private readonly uint[] reached;
    private readonly ushort[] cells;
    private readonly int[] row;
    private readonly int[] concerning;
    private readonly int concerningCount;

    /// <summary>Resolves a person.</summary>
    /// <param name="trees">The trees; null: none.</param>
    /// <param name="person">Who asks, and when.</param>
    /// <param name="explains">Whether <see cref="Explain"/> is to be asked, not only <see cref="Score"/>.</param>
    public TreesForPerson(TreePart? trees, in PersonFacts person, bool explains)
    {
        this.trees = trees;
        (reached, cells, row, concerning) = ([], [], [], []);
        if (trees is null) return;
        reached = ArrayPool<uint>.Shared.Rent(trees.Masks.Words);
        if (explains) cells = ArrayPool<ushort>.Shared.Rent(trees.Tables.Bundles);
        row = ArrayPool<int>.Shared.Rent(FeatureSchema.Count);
        concerning = ArrayPool<int>.Shared.Rent(trees.OfBoth.Length);
        concerningCount = trees.ResolvePerson(person, Reached, explains ? Cells : [], row, concerning);
    }

    private Span<uint> Reached => reached.AsSpan(0, trees!.Masks.Words);

    // The features that take the cohort too.
    private ReadOnlySpan<int> Concerning => concerning.AsSpan(0, concerningCount);

    private Span<ushort> Cells => cells.AsSpan(0, trees!.Tables.Bundles);

    /// <summary>What the trees say of a cohort.</summary>
    public double Score(in PersonFacts person, CohortSet cohorts, int cohort)
    {
        if (trees is null) return 0;
        Span<int> masks = stackalloc int[concerningCount];
        for (var i = 0; i < masks.Length; i++) masks[i] = trees.Masks.First(trees.OfBoth[Concerning[i]], trees.BinOfBoth(Concerning[i], person, cohorts.Facts(cohort)));
        return trees.Masks.Score(cohorts.Reached(cohort), Reached, masks);
    }

    /// <summary>What each factor contributes to it, beyond the mean.</summary>
    public void Explain(in PersonFacts person, CohortSet cohorts, int cohort, Span<float> contributions)
    {
        contributions.Clear();
        if (trees is null) return;
        Span<int> codes = stackalloc int[concerningCount];
        foreach (var feature in trees.OfCohort) row[feature] = cohorts.Row(cohort)[feature];
        for (var i = 0; i < codes.Length; i++)
        {
            var feature = trees.OfBoth[Concerning[i]];
            var bin = row[feature] = trees.BinOfBoth(Concerning[i], person, cohorts.Facts(cohort));
            codes[i] = trees.Tables.First(feature, bin);
        }
        trees.Tables.Explain(cohorts.Cells(cohort), Cells, codes, row, contributions);
    }

    public void Dispose()
    {
        if (trees is null) return;
        ArrayPool<uint>.Shared.Return(reached);
        if (cells.Length > 0) ArrayPool<ushort>.Shared.Return(cells);
        ArrayPool<int>.Shared.Return(row);
        ArrayPool<int>.Shared.Return(concerning);
    }
}
