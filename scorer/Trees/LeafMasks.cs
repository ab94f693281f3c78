using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Matcher.Scorer.Trees;

/// <summary>
/// Scores without walking: each bin of each feature has a mask with a bit for every leaf that it can lead to, and the masks of a row's
/// features leave one bit of each tree, that of the leaf where the row ends. An idea of QuickScorer (Lucchese et al., SIGIR 2015), taken
/// further: a feature's splits are taken together beforehand, left and right ones, so that scoring neither compares nor branches, and the
/// masks of features that belong to the person, or to the cohort, can be joined once and used again.
/// </summary>
/// <remarks>A tree takes a word of 8 leaves if no tree has more, or else words of 32, as many as it needs. Some rows are scored together: see <see cref="LeafValues"/>.</remarks>
internal sealed class LeafMasks
{
    /// <summary>The most rows that are scored together.</summary>
    public const int Rows = LeafValues.Rows;

    private const int FewLeaves = 8;
    private const int ManyLeaves = 32;
    private const int BitsOfByte = 8;
    private const long MostBytes = 256 * 1024 * 1024;

    private readonly byte[] masks;
    private readonly byte[] leaves;
    private readonly int[] firstOfFeature;
    private readonly LeafValues values;

    /// <summary>Makes the masks.</summary>
    /// <exception cref="InvalidDataException">They would take more than 256 MiB.</exception>
    public LeafMasks(TreeEnsemble ensemble, FeatureBins bins)
    {
        var leavesInWord = ensemble.Trees.All(tree => tree.Leaves <= FewLeaves) ? FewLeaves : ManyLeaves;
        var firstWord = new int[ensemble.Trees.Count + 1];
        for (var tree = 0; tree < ensemble.Trees.Count; tree++)
            firstWord[tree + 1] = firstWord[tree] + (ensemble.Trees[tree].Leaves + leavesInWord - 1) / leavesInWord;
        Bytes = (firstWord[^1] * leavesInWord / BitsOfByte + Vector256<byte>.Count - 1) / Vector256<byte>.Count * Vector256<byte>.Count;

        firstOfFeature = new int[bins.Features];
        long size = 0;
        for (var feature = 0; feature < bins.Features; feature++)
        {
            firstOfFeature[feature] = (int)size;
            if (bins.Count(feature) > 1) size += (long)bins.Count(feature) * Bytes;
            if (size > MostBytes) throw new InvalidDataException($"The model's {ensemble.Trees.Count} trees split in so many ways that evaluating them would take more than {MostBytes >> 20} MiB. Train fewer trees, or smaller ones.");
        }
        masks = new byte[size];
        Array.Fill(masks, byte.MaxValue);
        leaves = new byte[Bytes];
        values = leavesInWord == FewLeaves ? new LeafValuesOfEight(ensemble.Bias, Bytes) : new LeafValuesOf32(ensemble.Bias, Bytes);
        for (var tree = 0; tree < ensemble.Trees.Count; tree++)
        {
            foreach (var path in LeafPath.Of(ensemble, tree, bins))
            {
                var place = firstWord[tree] * leavesInWord + path.Leaf;
                var (at, bit) = (place / BitsOfByte, (byte)(1 << place % BitsOfByte));
                leaves[at] |= bit;
                values[place] = (float)path.Value;
                foreach (var condition in path.Conditions)
                {
                    for (var bin = 0; bin < bins.Count(condition.Feature); bin++)
                    {
                        if (!condition.Holds(bin)) masks[First(condition.Feature, bin) + at] &= (byte)~bit;
                    }
                }
            }
        }
    }

    /// <summary>Bytes in a row's masks; a multiple of 32.</summary>
    public int Bytes { get; }

    /// <summary>Bytes that all masks take.</summary>
    public long AllBytes => masks.Length;

    /// <summary>Where the mask of a feature's bin begins. Only for features with more than one bin.</summary>
    public int First(int feature, int bin) => firstOfFeature[feature] + bin * Bytes;

    /// <summary>Where a row can end of which nothing is known: every leaf.</summary>
    public ReadOnlySpan<byte> Leaves => leaves;

    /// <summary>Leaves only what a bin leads to.</summary>
    public void Join(int first, Span<byte> reached) => Join(reached, masks.AsSpan(first, Bytes), [], reached);

    /// <summary>What the trees say of some rows.</summary>
    /// <param name="cohorts">For each of any number of cohorts all leaves, joined with the masks of the features that belong to it; one after the other.</param>
    /// <param name="rows">The cohorts of the rows, as places among those; 1 to 8.</param>
    /// <param name="person">All leaves, joined with the masks of the features that belong to the person.</param>
    /// <param name="firstsOfBoth">Where the masks of all other features' bins begin: as many for each row, one row after the other.</param>
    /// <param name="room">Eight times <see cref="Bytes"/> to work in.</param>
    /// <param name="scores">A number for each row; written.</param>
    public void Score(ReadOnlySpan<byte> cohorts, ReadOnlySpan<int> rows, ReadOnlySpan<byte> person, ReadOnlySpan<int> firstsOfBoth, Span<byte> room, Span<double> scores)
    {
        if (cohorts.Length % Bytes != 0 || person.Length != Bytes) throw new ArgumentException("The masks are of another model.");
        var both = firstsOfBoth.Length / rows.Length;
        for (var i = 0; i < rows.Length; i++) Join(cohorts.Slice(rows[i] * Bytes, Bytes), person, firstsOfBoth.Slice(i * both, both), room.Slice(i * Bytes, Bytes));
        values.Sum(room[..(rows.Length * Bytes)], rows.Length, scores);
    }

    // Of two sets of leaves and any number of masks.
    private void Join(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, ReadOnlySpan<int> firsts, Span<byte> reached)
    {
        ref var ofOne = ref MemoryMarshal.GetReference(one);
        ref var ofOther = ref MemoryMarshal.GetReference(other);
        ref var all = ref MemoryMarshal.GetArrayDataReference(masks);
        ref var to = ref MemoryMarshal.GetReference(reached);
        for (var at = 0; at < Bytes; at += Vector256<byte>.Count)
        {
            var joined = Vector256.LoadUnsafe(ref ofOne, (nuint)at) & Vector256.LoadUnsafe(ref ofOther, (nuint)at);
            foreach (var first in firsts) joined &= Vector256.LoadUnsafe(ref all, (nuint)(first + at));
            joined.StoreUnsafe(ref to, (nuint)at);
        }
    }
}
