using System.Buffers;
using Matcher.Scorer.Features;

namespace Matcher.Scorer.Models;

/// <summary>The trees with one person's own features resolved, in borrowed memory, for all the cohorts that the person looks at. Without trees it says 0.</summary>
internal ref struct TreesForPerson
{
    private readonly TreePart? trees;
    private readonly PersonFacts person;
    private readonly CohortSet cohorts;
    private readonly uint[] reached;
    private readonly ushort[] cells;
    private readonly int[] row;
    private readonly int[] concerning;
    private readonly int concerningCount;
    private int[] firsts;
    private int[] lastFirsts;
    private int lastKind = -1;
    private double lastScore;

    /// <summary>Resolves a person.</summary>
    /// <param name="trees">The trees; null: none.</param>
    /// <param name="person">Who asks, and when.</param>
    /// <param name="cohorts">What they look at.</param>
    /// <param name="explains">Whether <see cref="Explain"/> is to be asked, not only <see cref="Score"/>.</param>
    public TreesForPerson(TreePart? trees, in PersonFacts person, CohortSet cohorts, bool explains)
    {
        (this.trees, this.person, this.cohorts) = (trees, person, cohorts);
        (reached, cells, row, concerning, firsts, lastFirsts) = ([], [], [], [], [], []);
        if (trees is null) return;
        reached = ArrayPool<uint>.Shared.Rent(trees.Masks.Words);
        if (explains) cells = ArrayPool<ushort>.Shared.Rent(trees.Tables.Bundles);
        row = ArrayPool<int>.Shared.Rent(FeatureSchema.Count);
        concerning = ArrayPool<int>.Shared.Rent(trees.OfBoth.Length);
        firsts = ArrayPool<int>.Shared.Rent(trees.OfBoth.Length);
        lastFirsts = ArrayPool<int>.Shared.Rent(trees.OfBoth.Length);
        concerningCount = trees.ResolvePerson(person, Reached, explains ? Cells : [], row, concerning);
    }

    private readonly Span<uint> Reached => reached.AsSpan(0, trees!.Masks.Words);

    private readonly Span<ushort> Cells => cells.AsSpan(0, trees!.Tables.Bundles);

    // For the cohort that is looked at.
    private readonly ReadOnlySpan<int> Firsts => firsts.AsSpan(0, concerningCount);

    /// <summary>What the trees say of a cohort.</summary>
    public double Score(int cohort)
    {
        if (trees is null) return 0;
        for (var i = 0; i < concerningCount; i++) firsts[i] = trees.Masks.First(trees.OfBoth[concerning[i]], trees.BinOfBoth(concerning[i], person, cohorts.Facts(cohort)));
        // What no tree can tell from the one before scores alike.
        if (cohorts.Kind(cohort) == lastKind && Firsts.SequenceEqual(lastFirsts.AsSpan(0, concerningCount))) return lastScore;
        (lastFirsts, firsts, lastKind) = (firsts, lastFirsts, cohorts.Kind(cohort));
        return lastScore = trees.Masks.Score(cohorts.Reached(cohort), Reached, lastFirsts.AsSpan(0, concerningCount));
    }

    /// <summary>What each factor contributes to it, beyond the mean.</summary>
    public readonly void Explain(int cohort, Span<float> contributions)
    {
        contributions.Clear();
        if (trees is null) return;
        foreach (var feature in trees.OfCohort) row[feature] = cohorts.Row(cohort)[feature];
        for (var i = 0; i < concerningCount; i++)
        {
            var feature = trees.OfBoth[concerning[i]];
            var bin = row[feature] = trees.BinOfBoth(concerning[i], person, cohorts.Facts(cohort));
            firsts[i] = trees.Tables.First(feature, bin);
        }
        trees.Tables.Explain(cohorts.Cells(cohort), Cells, Firsts, row, contributions);
    }

    public readonly void Dispose()
    {
        if (trees is null) return;
        ArrayPool<uint>.Shared.Return(reached);
        if (cells.Length > 0) ArrayPool<ushort>.Shared.Return(cells);
        ArrayPool<int>.Shared.Return(row);
        ArrayPool<int>.Shared.Return(concerning);
        ArrayPool<int>.Shared.Return(firsts);
        ArrayPool<int>.Shared.Return(lastFirsts);
    }
}
