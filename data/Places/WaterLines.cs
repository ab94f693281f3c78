using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Matcher.Data.Places;

/// <summary>
/// Tells whether a straight line crosses a water. The waters' lines are cut into blocks of a few pieces, each with a box around it. Boxes
/// and pieces are tested four at a time, and almost every line misses almost every box. Straight means straight on a map of degrees, which
/// differs from the great circle by less than the waters' lines differ from the shore. Immutable.
/// </summary>
internal sealed class WaterLines
{
    private const int Width = 4;

    // The middles of the boxes and half their sizes, four boxes to a vector; then the ends of the pieces, four pieces to a vector and a
    // vector to a block.
    private readonly Vector256<double>[] middleX,
        middleY,
        halfX,
        halfY;
    private readonly Vector256<double>[] fromX,
        fromY,
        toX,
        toY;

    public WaterLines(IReadOnlyList<Water> waters)
    {
        var blocks = waters
            .SelectMany(water => water.Points.Zip(water.Points.Skip(1), (from, to) => (From: from.Position, To: to.Position)).Chunk(Width))
            .ToList();
        var boxes = blocks.ConvertAll(block =>
            (
                West: block.Min(piece => Math.Min(piece.From.Longitude, piece.To.Longitude)),
                East: block.Max(piece => Math.Max(piece.From.Longitude, piece.To.Longitude)),
                South: block.Min(piece => Math.Min(piece.From.Latitude, piece.To.Latitude)),
                North: block.Max(piece => Math.Max(piece.From.Latitude, piece.To.Latitude))
            )
        );
        middleX = Pack(boxes.Select(box => (box.West + box.East) / 2), double.PositiveInfinity);
        middleY = Pack(boxes.Select(box => (box.South + box.North) / 2), double.PositiveInfinity);
        halfX = Pack(boxes.Select(box => (box.East - box.West) / 2), 0);
        halfY = Pack(boxes.Select(box => (box.North - box.South) / 2), 0);
        // A block that is not full repeats its last piece.
        var pieces = blocks.SelectMany(block => Enumerable.Range(0, Width).Select(i => block[Math.Min(i, block.Length - 1)])).ToList();
        fromX = Pack(pieces.Select(piece => piece.From.Longitude), 0);
        fromY = Pack(pieces.Select(piece => piece.From.Latitude), 0);
        toX = Pack(pieces.Select(piece => piece.To.Longitude), 0);
        toY = Pack(pieces.Select(piece => piece.To.Latitude), 0);
    }

    /// <summary>Whether the straight line between two positions crosses a water; the same in both directions.</summary>
    public bool Cross(Position from, Position to)
    {
        var block = 0;
        return Cross(from, to, ref block);
    }

    /// <summary>Whether the straight line between two positions crosses a water.</summary>
    /// <param name="from">One end.</param>
    /// <param name="to">The other end.</param>
    /// <param name="block">The block to try first, as lines from one position are often crossed by the same water; then the one that
    /// crosses.</param>
    // Optimised from the first call: the start of the program makes a hundred thousand.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Cross(Position from, Position to, ref int block)
    {
        // Always from west to east, so that rounding is the same in both directions.
        if (from.Longitude > to.Longitude || (from.Longitude == to.Longitude && from.Latitude > to.Latitude))
            (from, to) = (to, from);
        var (x, y) = (Vector256.Create(from.Longitude), Vector256.Create(from.Latitude));
        var (dx, dy) = (Vector256.Create(to.Longitude) - x, Vector256.Create(to.Latitude) - y);
        if (Crosses(x, y, dx, dy, block))
            return true;
        // A line touches a box when they overlap seen from the south, from the west and along the line.
        var (width, height) = (Vector256.Abs(dx), Vector256.Abs(dy));
        var (lineMiddleX, lineMiddleY, lineHalfX, lineHalfY) = (x + (dx * 0.5), y + (dy * 0.5), width * 0.5, height * 0.5);
        for (var i = 0; i < middleX.Length; i++)
        {
            var (apartX, apartY) = (middleX[i] - lineMiddleX, middleY[i] - lineMiddleY);
            var near =
                Vector256.LessThanOrEqual(Vector256.Abs(apartX), halfX[i] + lineHalfX)
                & Vector256.LessThanOrEqual(Vector256.Abs(apartY), halfY[i] + lineHalfY)
                & Vector256.LessThanOrEqual(Vector256.Abs((dx * apartY) - (dy * apartX)), (width * halfY[i]) + (height * halfX[i]));
            for (var bits = near.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
            {
                var candidate = (i * Width) + BitOperations.TrailingZeroCount(bits);
                if (!Crosses(x, y, dx, dy, candidate))
                    continue;
                block = candidate;
                return true;
            }
        }
        return false;
    }

    // Two pieces cross when the ends of each lie on different sides of the other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Crosses(Vector256<double> x, Vector256<double> y, Vector256<double> dx, Vector256<double> dy, int block)
    {
        var (px, py) = (fromX[block] - x, fromY[block] - y);
        var (qx, qy) = (toX[block] - x, toY[block] - y);
        var pieceStraddles = IsLeft(dx, dy, px, py) ^ IsLeft(dx, dy, qx, qy);
        var (ex, ey) = (qx - px, qy - py);
        var lineStraddles = IsLeft(ex, ey, -px, -py) ^ IsLeft(ex, ey, dx - px, dy - py);
        return (pieceStraddles & lineStraddles).ExtractMostSignificantBits() != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> IsLeft(Vector256<double> dx, Vector256<double> dy, Vector256<double> px, Vector256<double> py) =>
        Vector256.GreaterThan((dx * py) - (dy * px), Vector256<double>.Zero);

    /// <summary>Four values to a vector.</summary>
    /// <param name="values">Any number.</param>
    /// <param name="padding">What fills the last vector.</param>
    internal static Vector256<double>[] Pack(IEnumerable<double> values, double padding)
    {
        var all = values.ToList();
        while (all.Count % Width != 0)
            all.Add(padding);
        return MemoryMarshal.Cast<double, Vector256<double>>(CollectionsMarshal.AsSpan(all)).ToArray();
    }
}
