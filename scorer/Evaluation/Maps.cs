using Matcher.Data.Places;
using Matcher.Scorer.Simulation;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Matcher.Scorer.Evaluation;

/// <summary>Maps of England, a dot for each postcode district, by what is first for somebody who says nothing but the location.</summary>
internal static class Maps
{
    public const string MilesFile = "map-miles.svg";
    public const string ProvidersFile = "map-providers.svg";

    private const double Height = 700;

    // A degree of longitude is as long as so many of latitude at 53 degrees north.
    private const double Narrowing = 0.6;

    private static readonly (double Most, string Name, OxyColor Colour)[] Bands =
    [
        (10, "up to 10 miles", OxyColor.FromRgb(0x00, 0x44, 0x66)),
        (20, "up to 20", OxyColor.FromRgb(0x00, 0x72, 0xB2)),
        (30, "up to 30", OxyColor.FromRgb(0x56, 0xB4, 0xE9)),
        (50, "up to 50", OxyColor.FromRgb(0xE6, 0x9F, 0x00)),
        (double.PositiveInfinity, "farther", OxyColor.FromRgb(0xD5, 0x5E, 0x00)),
    ];

    private static readonly OxyColor[] Colours =
    [
        OxyColor.FromRgb(0x00, 0x72, 0xB2),
        OxyColor.FromRgb(0xD5, 0x5E, 0x00),
        OxyColor.FromRgb(0x00, 0x9E, 0x73),
        OxyColor.FromRgb(0xCC, 0x79, 0xA7),
        OxyColor.FromRgb(0x22, 0x22, 0x22),
    ];

    private static readonly MarkerType[] Markers = [MarkerType.Circle, MarkerType.Square, MarkerType.Triangle];

    /// <summary>Draws both maps, for the first of the sample's days.</summary>
    public static IReadOnlyList<(string File, string Svg)> Draw(Simulator simulator, ServedRankings answers)
    {
        var today = Choosers.FirstDay(simulator.Sample);
        var dots = simulator
            .Gazetteer.Districts.AsParallel()
            .AsOrdered()
            .Select(district =>
                (district.Position, First: answers.To(new() { Home = new(district.Position, district.Name, Precision.District) }, today)[0])
            )
            .ToList();
        var miles = Empty(
            "How far the first recommendation is",
            "location only; a dot for each postcode district of England; the sample catalogue is made up"
        );
        foreach (var (index, (most, name, colour)) in Bands.Index())
        {
            var least = index == 0 ? double.NegativeInfinity : Bands[index - 1].Most;
            Add(
                miles,
                name,
                colour,
                MarkerType.Circle,
                dots.Where(dot => dot.First.Miles > least && dot.First.Miles <= most).Select(dot => dot.Position)
            );
        }
        var places = simulator
            .Sample.Cohorts.GroupBy(cohort => cohort.Course.Provider.Id)
            .ToDictionary(provider => provider.Key, provider => provider.Sum(cohort => cohort.PlacesLeft));
        var providers = Empty(
            "Who comes first where",
            "location only; in brackets the provider's share of first places, by districts, and of the places left"
        );
        foreach (var (index, provider) in simulator.Sample.Providers.Index())
        {
            var own = dots.Where(dot => dot.First.Candidate.Cohort.Course.Provider == provider).Select(dot => dot.Position).ToList();
            var name = FormattableString.Invariant(
                $"{provider.Id} ({100.0 * own.Count / dots.Count:0}%, {100.0 * places.GetValueOrDefault(provider.Id) / places.Values.Sum():0}%)"
            );
            Add(providers, name, Colours[index % Colours.Length], Markers[index / Colours.Length % Markers.Length], own);
        }
        return [(MilesFile, PlotStyle.Svg(miles, Height)), (ProvidersFile, PlotStyle.Svg(providers, Height + 120))];
    }

    private static PlotModel Empty(string title, string subtitle)
    {
        var plot = PlotStyle.Empty(title, subtitle);
        plot.PlotAreaBorderThickness = new(0);
        plot.Axes.Add(
            new LinearAxis
            {
                Position = AxisPosition.Bottom,
                IsAxisVisible = false,
                Minimum = -6.6 * Narrowing,
                Maximum = 2.0 * Narrowing,
            }
        );
        plot.Axes.Add(
            new LinearAxis
            {
                Position = AxisPosition.Left,
                IsAxisVisible = false,
                Minimum = 49.8,
                Maximum = 55.9,
            }
        );
        plot.Legends.Add(PlotStyle.Legend());
        return plot;
    }

    private static void Add(PlotModel plot, string name, OxyColor colour, MarkerType marker, IEnumerable<Position> positions)
    {
        var dots = new ScatterSeries
        {
            Title = name,
            MarkerType = marker,
            MarkerSize = 1.9,
            MarkerFill = colour,
        };
        dots.Points.AddRange(
            positions.Select(position => new ScatterPoint(Math.Round(position.Longitude * Narrowing, 3), Math.Round(position.Latitude, 3)))
        );
        plot.Series.Add(dots);
    }
}
