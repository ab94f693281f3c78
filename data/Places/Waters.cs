using System.Runtime.Intrinsics;
using Matcher.Data.Csv;

namespace Matcher.Data.Places;

/// <summary>
/// The estuaries, lakes and coasts that a straight line may not cross, with the corners and crossings through which the ways around and
/// over them lead. Loaded once, immutable.
/// </summary>
public sealed class Waters
{
    /// <summary>
    /// What a ferry must save before people take it, in miles: they wait for it and pay a fare. It is not part of any distance.
    /// </summary>
    internal const double FerryMustSaveMiles = 5;

    private readonly List<Link>[] links;

    /// <summary>
    /// Links the turns around the waters and the ends of the crossings wherever people can go straight from one to the other.
    /// </summary>
    /// <param name="all">The waters.</param>
    /// <param name="crossings">The ways over them.</param>
    /// <exception cref="InvalidDataException">A crossing crosses no water.</exception>
    public Waters(IReadOnlyList<Water> all, IReadOnlyList<Crossing> crossings)
    {
        (All, Crossings, Lines) = (all, crossings, new(all));
        // First the ends of the crossings, two and two.
        Turns =
        [
            .. crossings.SelectMany(crossing => (Turn[])[Turn.AtCrossing(crossing.From), Turn.AtCrossing(crossing.To)]),
            .. all.SelectMany(water => water.Turns()),
        ];
        (TurnX, TurnY, TurnZ) = (
            WaterLines.Pack(Turns.Select(turn => turn.Position.X), 0),
            WaterLines.Pack(Turns.Select(turn => turn.Position.Y), 0),
            WaterLines.Pack(Turns.Select(turn => turn.Position.Z), 0)
        );
        links = [.. Turns.Select(_ => new List<Link>())];
        for (var i = 0; i < crossings.Count; i++)
        {
            if (IsOpen(crossings[i].From, crossings[i].To))
                throw new InvalidDataException($"{crossings[i].Name} crosses no water. Correct its positions, or the water's.");
            LinkUp(2 * i, (2 * i) + 1, crossings[i].Kind == CrossingKind.Ferry);
        }
        for (var i = 0; i < Turns.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (
                    Turns[i].MayBeReachedFrom(Turns[j].Position)
                    && Turns[j].MayBeReachedFrom(Turns[i].Position)
                    && IsOpen(Turns[i].Position, Turns[j].Position)
                )
                {
                    LinkUp(i, j, false);
                }
            }
        }
    }

    /// <summary>Those of England, from the files that ship with the program.</summary>
    public static Waters England { get; } = Read(DataFiles.Waters, DataFiles.Crossings);

    /// <summary>The waters.</summary>
    public IReadOnlyList<Water> All { get; }

    /// <summary>The ways over them.</summary>
    public IReadOnlyList<Crossing> Crossings { get; }

    /// <summary>Where a shortest way may turn.</summary>
    internal Turn[] Turns { get; }

    // Where they are on a sphere of radius 1, four to a vector.
    internal Vector256<double>[] TurnX { get; }

    internal Vector256<double>[] TurnY { get; }

    internal Vector256<double>[] TurnZ { get; }

    internal WaterLines Lines { get; }

    /// <summary>Reads <c>waters.csv</c> and <c>crossings.csv</c>.</summary>
    /// <exception cref="InvalidDataException">A file is missing or faulty; the message lists the faults.</exception>
    public static Waters Read(string watersFile, string crossingsFile)
    {
        var faults = new List<Fault>();
        var waters = CsvTable
            .Read(watersFile, ["water", "kind", "latitude", "longitude", "head"], faults)
            .Select(row =>
                (
                    Name: row.Text("water"),
                    Kind: row.Word<WaterKind>("kind"),
                    Point: new WaterPoint(AtSeaOrOnLand(row, "latitude", "longitude"), row.Flag("head"))
                )
            )
            .GroupBy(row => row.Name, (name, rows) => rows.ToList())
            .Select(rows => new Water(rows[0].Name, rows[0].Kind, [.. rows.Select(row => row.Point)]))
            .ToList();
        var crossings = CsvTable
            .Read(crossingsFile, ["crossing", "kind", "fromLatitude", "fromLongitude", "toLatitude", "toLongitude", "source"], faults)
            .Select(row => new Crossing(
                row.Text("crossing"),
                row.Word<CrossingKind>("kind"),
                AtSeaOrOnLand(row, "fromLatitude", "fromLongitude"),
                AtSeaOrOnLand(row, "toLatitude", "toLongitude")
            ))
            .ToList();
        if (faults.Count == 0 && waters.Find(water => water.Points.Count < 2) is { } point)
            throw new InvalidDataException($"{point.Name} has one point. Give it two or more.");
        if (faults.Count > 0)
            throw new InvalidDataException(string.Join(Environment.NewLine, faults));
        return new Waters(waters, crossings);
    }

    /// <summary>Whether no water lies between two positions.</summary>
    public bool IsOpen(Position one, Position other) => !Lines.Cross(one, other);

    /// <summary>The best routes from every turn to a position, by Dijkstra's algorithm, with as few ferries as are worth it.</summary>
    /// <param name="to">The position.</param>
    /// <returns>A route for each of <see cref="Turns"/>; one of infinite cost where there is none.</returns>
    internal Route[] RoutesTo(Position to)
    {
        var routes = new Route[Turns.Length];
        var queue = new PriorityQueue<int, double>();
        Array.Fill(routes, new(double.PositiveInfinity, 0));
        for (var i = 0; i < routes.Length; i++)
        {
            if (Turns[i].MayBeReachedFrom(to) && IsOpen(Turns[i].Position, to))
                Improve(i, new(Turns[i].Position.MilesTo(to), 0));
        }

        while (queue.TryDequeue(out var nearest, out var cost))
        {
            if (cost > routes[nearest].Cost)
                continue; // a better route was found since
            foreach (var link in links[nearest])
            {
                Improve(
                    link.To,
                    link.ByFerry
                        ? new(cost + link.Miles + FerryMustSaveMiles, routes[nearest].Ferries + 1)
                        : new(cost + link.Miles, routes[nearest].Ferries)
                );
            }
        }
        return routes;

        void Improve(int turn, Route route)
        {
            if (route.Cost >= routes[turn].Cost)
                return;
            routes[turn] = route;
            queue.Enqueue(turn, route.Cost);
        }
    }

    private void LinkUp(int one, int other, bool byFerry)
    {
        var miles = Turns[one].Position.MilesTo(Turns[other].Position);
        links[one].Add(new(other, miles, byFerry));
        links[other].Add(new(one, miles, byFerry));
    }

    private static Position AtSeaOrOnLand(CsvRow row, string latitude, string longitude) =>
        new(row.Number(latitude, 49, 57), row.Number(longitude, -9, 4));

    /// <summary>How people go on from a turn.</summary>
    /// <param name="Cost">Miles, and <see cref="FerryMustSaveMiles"/> for each ferry.</param>
    /// <param name="Ferries">How many ferries they take.</param>
    internal readonly record struct Route(double Cost, int Ferries);

    private readonly record struct Link(int To, double Miles, bool ByFerry);
}
