using System.Numerics;
using System.Runtime.Intrinsics;

namespace Matcher.Data.Places;

/// <summary>
/// A position that many ways lead to. The ways to it from every turn around a water are worked out once, when the first is needed, so that
/// a way to it takes well under a microsecond. Equal to another when the positions are.
/// </summary>
/// <param name="waters">What lies between.</param>
/// <param name="position">Where it is.</param>
public sealed class Destination(Waters waters, Position position) : IEquatable<Destination>
{
    private Approach? approach;

    /// <summary>Where it is.</summary>
    public Position Position { get; } = position;

    /// <summary>
    /// The way to it: the straight line where no water lies between, otherwise the shortest way around or over, by ferry only where that
    /// saves a few miles. From a position that no way leads from, such as one at sea, the straight line too. The same in both directions,
    /// within a millionth of a mile.
    /// </summary>
    public Way WayFrom(Position from)
    {
        var straight = from.MilesTo(Position);
        if (waters.IsOpen(from, Position))
            return new(straight, false);
        // Two threads may both work it out; it is the same.
        var way = (approach ??= new(waters, Position)).WayFrom(from);
        return way.Miles < double.PositiveInfinity ? way : new(straight, false);
    }

    /// <inheritdoc/>
    public bool Equals(Destination? other) => other is not null && Position == other.Position;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Destination);

    /// <inheritdoc/>
    public override int GetHashCode() => Position.GetHashCode();

    /// <summary>The ways to the position from every turn, in the order of <see cref="Waters.Turns"/>.</summary>
    private sealed class Approach
    {
        private const double Radius = Position.EarthDiameterMiles / 2;
        private readonly Waters waters;
        private readonly int[] ferries;

        // Miles in radii of the earth, four to a vector. A ferry costs as many miles as it must save.
        private readonly Vector256<double>[] costs;

        // The turn that the last way led through. People near each other share it; it only decides what is tried first.
        private int last;

        public Approach(Waters waters, Position position)
        {
            var routes = waters.RoutesTo(position);
            (this.waters, ferries) = (waters, [.. routes.Select(route => route.Ferries)]);
            costs = WaterLines.Pack(routes.Select(route => route.Cost / Radius), double.PositiveInfinity);
        }

        public Way WayFrom(Position from)
        {
            if (ferries.Length == 0)
                return new(double.PositiveInfinity, false);
            var search = new Search(from);
            Try(last, ref search);
            var (x, y, z) = (Vector256.Create(from.X), Vector256.Create(from.Y), Vector256.Create(from.Z));
            for (var i = 0; i < costs.Length; i++)
            {
                var (dx, dy, dz) = (waters.TurnX[i] - x, waters.TurnY[i] - y, waters.TurnZ[i] - z);
                // The chord to the turn is never longer than the way to it: only a turn that may be on a better way is looked at.
                var left = Vector256.Max(Vector256.Create(search.Least / Radius) - costs[i], Vector256<double>.Zero);
                for (
                    var bits = Vector256.LessThan((dx * dx) + (dy * dy) + (dz * dz), left * left).ExtractMostSignificantBits();
                    bits != 0;
                    bits &= bits - 1
                )
                {
                    Try((i * Vector256<double>.Count) + BitOperations.TrailingZeroCount(bits), ref search);
                }
            }
            if (search.Least < double.PositiveInfinity)
                last = search.Best;
            return new(search.Least - (ferries[search.Best] * Waters.FerryMustSaveMiles), ferries[search.Best] > 0);
        }

        private void Try(int index, ref Search search)
        {
            ref readonly var turn = ref waters.Turns[index];
            if (!turn.MayBeReachedFrom(search.From))
                return;
            var cost =
                search.From.MilesTo(turn.Position) + (costs[index / Vector256<double>.Count][index % Vector256<double>.Count] * Radius);
            if (cost >= search.Least || waters.Lines.Cross(search.From, turn.Position, ref search.Block))
                return;
            (search.Best, search.Least) = (index, cost);
        }

        private struct Search(Position from)
        {
            public readonly Position From = from;
            public double Least = double.PositiveInfinity;
            public int Best;
            public int Block;
        }
    }
}
