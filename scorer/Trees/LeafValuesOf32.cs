using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Matcher.Scorer.Trees;

/// <summary>For words of 32 leaves: eight words of a row in a step.</summary>
/// <param name="bias">What every sum begins with.</param>
/// <param name="bytes">Bytes in a row's masks.</param>
internal sealed class LeafValuesOf32(double bias, int bytes) : LeafValues(bias, new float[bytes / sizeof(uint) * ValuesOfWord])
{
    private const int LeavesInWord = 32;

    // Behind a 0 for where a word's tree ends in none of its leaves but in another word's.
    private const int ValuesOfWord = LeavesInWord + 1;

    /// <inheritdoc/>
    public override void Sum(ReadOnlySpan<byte> reached, int rows, Span<double> sums)
    {
        var words = MemoryMarshal.Cast<byte, uint>(reached);
        for (var row = 0; row < rows; row++) sums[row] = Sum(words.Slice(row * words.Length / rows, words.Length / rows));
    }

    /// <inheritdoc/>
    protected override int At(int place) => place / LeavesInWord * ValuesOfWord + place % LeavesInWord + 1;

    private double Sum(ReadOnlySpan<uint> words)
    {
        ref var first = ref MemoryMarshal.GetReference(words);
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var firstValue = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7) * ValuesOfWord;
        for (var word = 0; word < words.Length; word += Vector256<uint>.Count)
        {
            var leaves = Gather(firstValue + Place(Vector256.LoadUnsafe(ref first, (nuint)word)));
            low += Vector256.WidenLower(leaves);
            high += Vector256.WidenUpper(leaves);
            firstValue += Vector256.Create(Vector256<uint>.Count * ValuesOfWord);
        }
        return Bias + Vector256.Sum(low + high);
    }

    // The place of the one bit that is set, from 1, or 0 where none is. Where the processor doesn't count zeros it is the exponent of the
    // word as a floating-point number, which is exact for a power of 2; the topmost bit makes it negative, which only sets the sign.
    private static Vector256<int> Place(Vector256<uint> oneBit)
    {
        if (Avx512CD.VL.IsSupported) return Vector256.Create(LeavesInWord) - Avx512CD.VL.LeadingZeroCount(oneBit).AsInt32();
        const int bitsOfMantissa = 23, exponentOfOne = 127;
        var exponent = Vector256.ShiftRightLogical(Vector256.ConvertToSingle(oneBit.AsInt32()).AsUInt32(), bitsOfMantissa) & Vector256.Create(0xFFu);
        return Vector256.Max(exponent.AsInt32() - Vector256.Create(exponentOfOne - 1), Vector256<int>.Zero);
    }

    private unsafe Vector256<float> Gather(Vector256<int> at)
    {
        if (Avx2.IsSupported)
        {
            fixed (float* start = Values) return Avx2.GatherVector256(start, at, sizeof(float));
        }
        return Vector256.Create(Values[at[0]], Values[at[1]], Values[at[2]], Values[at[3]], Values[at[4]], Values[at[5]], Values[at[6]], Values[at[7]]);
    }
}
