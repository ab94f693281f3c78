namespace Matcher.Data.Places;

/// <summary>A position on land at which a shortest way around a water may turn, or may begin to cross it.</summary>
internal readonly record struct Turn
{
    // Far enough from the water's line that rounding puts no turn on the wrong bank: 0.1 miles, in degrees of latitude.
    private const double Clearance = 0.1 / 69;

    // A degree of longitude against one of latitude, in the middle of England (52.5 degrees north).
    private const double LongitudeScale = 0.609;

    // Angles are measured from the water's line, and the turn lies a little beside it: a way that misses the bend by less than this sine
    // counts as touching it, and one from so near that angles mean nothing always does.
    private const double Slack = 0.2;
    private const double Near = 5 * Clearance;

    private readonly bool isBend;
    private readonly (double East, double North) back;
    private readonly (double East, double North) ahead;

    private Turn(Position position, bool isBend, (double East, double North) back, (double East, double North) ahead) =>
        (Position, this.isBend, this.back, this.ahead) = (position, isBend, back, ahead);

    /// <summary>Where it is.</summary>
    public Position Position { get; }

    /// <summary>The end of a crossing.</summary>
    public static Turn AtCrossing(Position end) => new(end, false, default, default);

    /// <summary>Just beyond the head of a water.</summary>
    public static Turn AtHead(Position before, Position head)
    {
        var (east, north) = Direction(before, head);
        return new(Beside(head, east, north), false, default, default);
    }

    /// <summary>Beside a bend of a water, on the outer side.</summary>
    public static Turn AtBend(Position before, Position bend, Position after)
    {
        var (back, ahead) = (Direction(bend, before), Direction(bend, after));
        return new(Beside(bend, -back.East - ahead.East, -back.North - ahead.North), true, back, ahead);
    }

    /// <summary>Whether a line bends to the left.</summary>
    public static bool IsLeft(Position before, Position bend, Position after)
    {
        var (back, ahead) = (Direction(bend, before), Direction(bend, after));
        return Cross(ahead, back) > 0;
    }

    /// <summary>
    /// Whether a shortest way from a position may turn here: at a bend only when it touches the bend in passing, with both pieces of the
    /// water's line on the same side of it. A way that runs into the bend is no shorter than one that passes beside it.
    /// </summary>
    public bool MayBeReachedFrom(Position from)
    {
        if (!isBend)
            return true;
        var way = (East: (Position.Longitude - from.Longitude) * LongitudeScale, North: Position.Latitude - from.Latitude);
        var square = (way.East * way.East) + (way.North * way.North);
        var (one, other) = (Cross(way, back), Cross(way, ahead));
        return one * other >= 0 || Math.Min(one * one, other * other) <= Slack * Slack * square || square <= Near * Near;
    }

    private static double Cross((double East, double North) one, (double East, double North) other) =>
        (one.East * other.North) - (one.North * other.East);

    private static (double East, double North) Direction(Position from, Position to)
    {
        var (east, north) = ((to.Longitude - from.Longitude) * LongitudeScale, to.Latitude - from.Latitude);
        var length = Math.Sqrt((east * east) + (north * north));
        return (east / length, north / length);
    }

    private static Position Beside(Position position, double east, double north)
    {
        var length = Math.Max(1e-9, Math.Sqrt((east * east) + (north * north)));
        return new(position.Latitude + (north / length * Clearance), position.Longitude + (east / length * Clearance / LongitudeScale));
    }
}
