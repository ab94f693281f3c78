using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Matcher.Scorer.Trees;

/// <summary>For words of eight leaves: a word of each of eight rows in a step, as what the leaves of a tree say fits into a vector and is found there.</summary>
/// <param name="bias">What every sum begins with.</param>
/// <param name="bytes">Bytes in a row's masks: a word each.</param>
internal sealed class LeafValuesOfEight(double bias, int bytes) : LeafValues(bias, new float[bytes * LeavesInWord])
{
    private const int LeavesInWord = 8;
    private const int BitsOfMantissa = 23;
    private const int ExponentOfOne = 127;

    /// <inheritdoc/>
    public override void Sum(ReadOnlySpan<byte> reached, int rows, Span<double> sums)
    {
        var length = reached.Length / rows;
        if (Avx2.IsSupported)
        {
            Span<double> together = stackalloc double[Rows];
            SumTogether(reached, rows, length, together);
            together[..rows].CopyTo(sums);
            return;
        }
        for (var row = 0; row < rows; row++) sums[row] = SumAlone(reached.Slice(row * length, length));
    }

    // As a vector looks it up: by the last three bits of the exponent of the leaf's bit as a floating-point number.
    /// <inheritdoc/>
    protected override int At(int place) => place / LeavesInWord * LeavesInWord + (ExponentOfOne + place) % LeavesInWord;

    // Trees are added up by twos, as the way to a double takes more than the sum of two floats.
    private double SumAlone(ReadOnlySpan<byte> words)
    {
        var sum = Bias;
        for (var word = 0; word < words.Length; word += 2) sum += Value(words, word) + Value(words, word + 1);
        return sum;
    }

    // Where no tree is, no bit is set, and every value is 0.
    private float Value(ReadOnlySpan<byte> words, int word) => Values[At(word * LeavesInWord + BitOperations.TrailingZeroCount(words[word] | 1 << (LeavesInWord - 1)))];

    private unsafe void SumTogether(ReadOnlySpan<byte> reached, int rows, int length, Span<double> sums)
    {
        fixed (byte* start = reached)
        fixed (float* table = Values)
        {
            // Where there are fewer rows the last stands in for them.
            var row = stackalloc byte*[Rows];
            for (var i = 0; i < Rows; i++) row[i] = start + Math.Min(i, rows - 1) * length;
            var (low, high) = (Vector256.Create(Bias), Vector256.Create(Bias));
            for (var word = 0; word < length; word += Rows)
            {
                // Eight words of eight rows, turned: bytes of two rows in turn, then pairs, then fours. In the end each vector has two words of all rows.
                var (a0, a1) = (InTurn(row[0] + word, row[1] + word), InTurn(row[2] + word, row[3] + word));
                var (a2, a3) = (InTurn(row[4] + word, row[5] + word), InTurn(row[6] + word, row[7] + word));
                var (b0, b1) = (Sse2.UnpackLow(a0, a1).AsUInt32(), Sse2.UnpackHigh(a0, a1).AsUInt32());
                var (b2, b3) = (Sse2.UnpackLow(a2, a3).AsUInt32(), Sse2.UnpackHigh(a2, a3).AsUInt32());
                var values = table + word * LeavesInWord;
                Add(Sse2.UnpackLow(b0, b2), values, ref low, ref high);
                Add(Sse2.UnpackHigh(b0, b2), values + 2 * LeavesInWord, ref low, ref high);
                Add(Sse2.UnpackLow(b1, b3), values + 4 * LeavesInWord, ref low, ref high);
                Add(Sse2.UnpackHigh(b1, b3), values + 6 * LeavesInWord, ref low, ref high);
            }
            low.CopyTo(sums);
            high.CopyTo(sums[(Rows / 2)..]);
        }
    }

    private static unsafe Vector128<ushort> InTurn(byte* one, byte* other) =>
        Sse2.UnpackLow(Sse2.LoadScalarVector128((ulong*)one).AsByte(), Sse2.LoadScalarVector128((ulong*)other).AsByte()).AsUInt16();

    private static unsafe void Add(Vector128<uint> twoWords, float* table, ref Vector256<double> low, ref Vector256<double> high)
    {
        var bytes = twoWords.AsByte();
        var leaves = LookUp(bytes, table) + LookUp(Sse2.ShiftRightLogical128BitLane(bytes, LeavesInWord), table + LeavesInWord);
        low += Vector256.WidenLower(leaves);
        high += Vector256.WidenUpper(leaves);
    }

    private static unsafe Vector256<float> LookUp(Vector128<byte> oneBit, float* table)
    {
        var exponent = Vector256.ShiftRightLogical(Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(oneBit)).AsInt32(), BitsOfMantissa);
        return Avx2.PermuteVar8x32(Vector256.Load(table), exponent);
    }
}
