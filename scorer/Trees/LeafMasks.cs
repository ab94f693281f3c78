using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Matcher.Scorer.Trees;

/// <summary>
/// Scores without walking: each bin of each feature has a mask with a bit for every leaf that it can lead to, and the masks of a row's
/// features leave one bit of each tree, that of the leaf where the row ends. An idea of QuickScorer (Lucchese et al., SIGIR 2015), taken
/// further: a feature's splits are taken together beforehand, left and right ones, so that scoring neither compares nor branches, and the
/// masks of features that belong to the person, or to the cohort, can be joined once and used again.
/// </summary>
/// <remarks>
/// A tree takes a word of 32 leaves, or several if it has more; eight words go in a step. Without vectors of 256 bits the same steps are
/// done in smaller ones, with the same results to the bit.
/// </remarks>
internal sealed class LeafMasks
{
    private const int Lanes = 8;
    private const int LeavesInWord = 32;
    private const int ValuesOfWord = LeavesInWord + 1;
    private const long MostMasks = 64 * 1024 * 1024;

    private readonly double bias;
    private readonly uint[] masks;
    private readonly uint[] leaves;
    private readonly int[] firstOfFeature;
    private readonly float[] values;

    /// <summary>Makes the masks.</summary>
    /// <exception cref="InvalidDataException">They would take more than 256 MiB.</exception>
    public LeafMasks(TreeEnsemble ensemble, FeatureBins bins)
    {
        bias = ensemble.Bias;
        var firstWord = new int[ensemble.Trees.Count + 1];
        for (var tree = 0; tree < ensemble.Trees.Count; tree++)
            firstWord[tree + 1] = firstWord[tree] + (ensemble.Trees[tree].Leaves + LeavesInWord - 1) / LeavesInWord;
        Words = (firstWord[^1] + Lanes - 1) / Lanes * Lanes;

        firstOfFeature = new int[bins.Features];
        long size = 0;
        for (var feature = 0; feature < bins.Features; feature++)
        {
            firstOfFeature[feature] = (int)size;
            if (bins.Count(feature) > 1) size += (long)bins.Count(feature) * Words;
            if (size > MostMasks) throw new InvalidDataException($"The model's {ensemble.Trees.Count} trees split in so many ways that evaluating them would take more than {MostMasks * sizeof(uint) >> 20} MiB. Train fewer trees, or smaller ones.");
        }
        masks = new uint[size];
        Array.Fill(masks, uint.MaxValue);
        leaves = new uint[Words];
        values = new float[Words * ValuesOfWord];
        for (var tree = 0; tree < ensemble.Trees.Count; tree++)
        {
            foreach (var path in LeafPath.Of(ensemble, tree, bins))
            {
                var word = firstWord[tree] + path.Leaf / LeavesInWord;
                leaves[word] |= 1u << path.Leaf % LeavesInWord;
                values[word * ValuesOfWord + 1 + path.Leaf % LeavesInWord] = (float)path.Value;
                foreach (var condition in path.Conditions)
                {
                    for (var bin = 0; bin < bins.Count(condition.Feature); bin++)
                    {
                        if (!condition.Holds(bin)) masks[First(condition.Feature, bin) + word] &= ~(1u << path.Leaf % LeavesInWord);
                    }
                }
            }
        }
    }

    /// <summary>Words in a row's masks; a multiple of eight.</summary>
    public int Words { get; }

    /// <summary>Bytes that the masks take.</summary>
    public long Bytes => (long)masks.Length * sizeof(uint);

    /// <summary>Where the mask of a feature's bin begins. Only for features with more than one bin.</summary>
    public int First(int feature, int bin) => firstOfFeature[feature] + bin * Words;

    /// <summary>Where a row can end of which nothing is known: every leaf.</summary>
    public ReadOnlySpan<uint> Leaves => leaves;

    /// <summary>Leaves only what a bin leads to.</summary>
    public void Join(int first, Span<uint> reached) => TensorPrimitives.BitwiseAnd(reached, masks.AsSpan(first, Words), reached);

    /// <summary>What the trees say of one row.</summary>
    /// <param name="cohort">All leaves, joined with the masks of the features that belong to the cohort.</param>
    /// <param name="person">All leaves, joined with the masks of those that belong to the person.</param>
    /// <param name="firstOfBoth">Where the masks of all other features' bins begin.</param>
    public double Score(ReadOnlySpan<uint> cohort, ReadOnlySpan<uint> person, ReadOnlySpan<int> firstOfBoth)
    {
        if (cohort.Length != Words || person.Length != Words) throw new ArgumentException("The masks are of another model.");
        ref var ofCohort = ref MemoryMarshal.GetReference(cohort);
        ref var ofPerson = ref MemoryMarshal.GetReference(person);
        ref var all = ref MemoryMarshal.GetArrayDataReference(masks);
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var firstValue = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7) * ValuesOfWord;
        for (var word = 0; word < Words; word += Lanes)
        {
            var reached = Vector256.LoadUnsafe(ref ofCohort, (nuint)word) & Vector256.LoadUnsafe(ref ofPerson, (nuint)word);
            foreach (var first in firstOfBoth) reached &= Vector256.LoadUnsafe(ref all, (nuint)(first + word));
            var leaves = Gather(firstValue + Place(reached));
            low += Vector256.WidenLower(leaves);
            high += Vector256.WidenUpper(leaves);
            firstValue += Vector256.Create(Lanes * ValuesOfWord);
        }
        return bias + Vector256.Sum(low + high);
    }

    // The place of the one bit that is set, from 1, or 0 where none is (the leaf stands in another word of its tree). Where the processor
    // doesn't count zeros it is the exponent of the word as a floating-point number, which is exact for a power of 2; the topmost bit makes it negative, which only sets the sign.
    private static Vector256<int> Place(Vector256<uint> oneBit)
    {
        if (Avx512CD.VL.IsSupported) return Vector256.Create(LeavesInWord) - Avx512CD.VL.LeadingZeroCount(oneBit).AsInt32();
        const int bitsOfMantissa = 23, exponentOfOne = 127;
        var exponent = Vector256.ShiftRightLogical(Vector256.ConvertToSingle(oneBit.AsInt32()).AsUInt32(), bitsOfMantissa) & Vector256.Create(0xFFu);
        return Vector256.Max(exponent.AsInt32() - Vector256.Create(exponentOfOne - 1), Vector256<int>.Zero);
    }

    private unsafe Vector256<float> Gather(Vector256<int> at)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(values);
        if (Avx2.IsSupported)
        {
            fixed (float* start = &first) return Avx2.GatherVector256(start, at, sizeof(float));
        }
        return Vector256.Create(values[at[0]], values[at[1]], values[at[2]], values[at[3]], values[at[4]], values[at[5]], values[at[6]], values[at[7]]);
    }
}
