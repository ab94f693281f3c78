using System.Text.Json.Serialization;
using Matcher.Data.Text;

namespace Matcher.Data.Places;

/// <summary>What lies beside the line of a water.</summary>
[JsonConverter(typeof(EnumNameConverter<WaterKind>))]
public enum WaterKind
{
    /// <summary>Land on both sides.</summary>
    River,

    /// <summary>Land on the left, going along the line, and sea on the right.</summary>
    Coast,
}

/// <summary>A point on the line of a water.</summary>
/// <param name="Position">Where it is.</param>
/// <param name="Head">Whether the water ends here, so that people can go around it. The other end of a river is out at sea.</param>
public readonly record struct WaterPoint(Position Position, bool Head);

/// <summary>An estuary, a lake or a stretch of coast as a line that nobody crosses, except at a crossing.</summary>
/// <param name="Name">For people.</param>
/// <param name="Kind">Where there is land beside it.</param>
/// <param name="Points">Its line: at least two points. A coast whose last point is its first is an island.</param>
public sealed record Water(string Name, WaterKind Kind, IReadOnlyList<WaterPoint> Points)
{
    /// <summary>
    /// The positions on land at which a shortest way around the water may turn: the outer side of each bend, and just beyond each head.
    /// </summary>
    internal IEnumerable<Turn> Turns()
    {
        var closed = Points[0].Position == Points[^1].Position;
        for (var i = 0; i < Points.Count; i++)
        {
            var point = Points[i];
            if (point.Head)
            {
                yield return Turn.AtHead(Points[i == 0 ? 1 : i - 1].Position, point.Position);
            }
            else if ((i > 0 && i < Points.Count - 1) || (closed && i == 0))
            {
                var (before, after) = (Points[i == 0 ? ^2 : i - 1].Position, Points[i + 1].Position);
                // The outer side of a coast's bend to the left is in the sea.
                if (Kind == WaterKind.River || !Turn.IsLeft(before, point.Position, after))
                    yield return Turn.AtBend(before, point.Position, after);
            }
        }
    }
}
