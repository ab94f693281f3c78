using Matcher.Scorer.Simulation;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Matcher.Scorer.Evaluation;

/// <summary>Draws the plots of the card. The same report gives the same bytes.</summary>
internal static class Plots
{
    public const string CalibrationFile = "calibration.svg";
    public const string LearningCurveFile = "learning-curve.svg";
    public const string SharesFile = "shares.svg";

    private const double GoalShare = 0.97;

    /// <summary>Every plot with the name of its file, to be written beside the card.</summary>
    public static IReadOnlyList<(string File, string Svg)> Draw(EvaluationReport report) =>
        [
            (CalibrationFile, Calibration(report.Reliability)),
            (LearningCurveFile, LearningCurve(report.LearningCurve)),
            (SharesFile, Shares(report.Shares)),
        ];

    private static string Calibration(IReadOnlyList<ReliabilityBin> bins)
    {
        var most = Math.Ceiling(bins.SelectMany(bin => (double[])[bin.Said, bin.Oracle]).Append(0.1).Max() * 10 + 0.2) / 10;
        var plot = PlotStyle.Empty("Choice probability of the first recommendation", "simulated people; a larger dot means more of them");
        plot.Axes.Add(PlotStyle.Percent(AxisPosition.Bottom, "said by the model", 0, most, step: 0.1));
        plot.Axes.Add(PlotStyle.Percent(AxisPosition.Left, "by the oracle (simulated)", 0, most, step: 0.1));
        var line = PlotStyle.Line(PlotStyle.Grey, LineStyle.Dash, [new(0, 0), new(most, most)]);
        line.Title = "said = oracle";
        plot.Series.Add(line);

        // The area of a dot, not its radius, tells how many.
        var largest = bins.Select(bin => bin.People).Append(1).Max();
        var dots = new ScatterSeries
        {
            Title = "first recommendations",
            MarkerType = MarkerType.Circle,
            MarkerSize = 5,
            MarkerFill = OxyColor.FromAColor(190, PlotStyle.Blue),
            MarkerStroke = OxyColors.White,
            MarkerStrokeThickness = 1,
        };
        dots.Points.AddRange(
            bins.Select(bin => new ScatterPoint(bin.Said, bin.Oracle, Math.Max(3, 11 * Math.Sqrt((double)bin.People / largest))))
        );
        plot.Series.Add(dots);
        plot.Legends.Add(PlotStyle.Legend());
        return PlotStyle.Svg(plot);
    }

    private static string LearningCurve(IReadOnlyList<CurvePoint> points)
    {
        // A logarithm has no 0: it is drawn as far left of the smallest size as that is of three times itself.
        var sizes = points.Select(point => point.Choices).Where(size => size > 0).DefaultIfEmpty(1).ToList();
        double At(int choices) => choices == 0 ? Math.Log10(sizes.Min() / 3.0) : Math.Log10(choices);
        var least = Math.Floor(points.Select(point => point.FirstShare).Append(GoalShare).Min() * 50 - 1) / 50;
        var plot = PlotStyle.Empty(
            "What recorded choices add",
            "foreign populations are simulated too: people with other tastes than the model learned from"
        );
        plot.Axes.Add(
            new NamedTicks(points.Select(point => (At(point.Choices), Markdown.Count(point.Choices))).Distinct())
            {
                Position = AxisPosition.Bottom,
                Title = "recorded choices learned from (logarithmic but for the 0)",
                Minimum = At(0) - 0.2,
                Maximum = At(sizes.Max()) + 0.35,
            }
        );
        plot.Axes.Add(PlotStyle.Percent(AxisPosition.Left, "share of the population's oracle", least, 1, step: 0.05));
        plot.Annotations.Add(PlotStyle.Level(GoalShare, "97%", PlotStyle.Grey));
        (OxyColor Colour, MarkerType Marker)[] styles =
        [
            (PlotStyle.Blue, MarkerType.Circle),
            (PlotStyle.Orange, MarkerType.Square),
            (PlotStyle.Dark, MarkerType.Triangle),
            (PlotStyle.Grey, MarkerType.Diamond),
        ];
        foreach (var (index, population) in points.GroupBy(point => point.Population).Index())
        {
            var (colour, marker) = styles[index % styles.Length];
            var line = PlotStyle.Line(
                colour,
                LineStyle.Solid,
                population.Select(point => new DataPoint(At(point.Choices), point.FirstShare))
            );
            (line.Title, line.MarkerType, line.MarkerFill, line.MarkerSize) = (population.Key, marker, colour, 4.5);
            plot.Series.Add(line);
        }
        plot.Legends.Add(PlotStyle.Legend());
        return PlotStyle.Svg(plot);
    }

    private static string Shares(IReadOnlyList<ShareRow> rows)
    {
        const double apart = 0.24;
        var plot = PlotStyle.Empty(
            "Who chooses what: published, simulated and served",
            "lines: 95% intervals of the published shares; the others least to most over made-up catalogues"
        );
        plot.Axes.Add(
            new NamedTicks(rows.Select((row, i) => ((double)i, Name(row))))
            {
                Position = AxisPosition.Left,
                StartPosition = 1,
                EndPosition = 0,
                Minimum = -0.6,
                Maximum = Math.Max(1, rows.Count) - 0.4,
                TickStyle = TickStyle.None,
            }
        );
        plot.Axes.Add(PlotStyle.Percent(AxisPosition.Bottom, "share of people", 0, 1, step: 0.2));
        // A thin line between the figures: within one, shares add up to 100%.
        for (var i = 1; i < rows.Count; i++)
        {
            if (rows[i].Figure != rows[i - 1].Figure)
            {
                plot.Annotations.Add(
                    new LineAnnotation
                    {
                        Type = LineAnnotationType.Horizontal,
                        Y = i - 0.5,
                        Color = PlotStyle.Light,
                        LineStyle = LineStyle.Solid,
                    }
                );
            }
        }

        Add("published, 52 interviewees", PlotStyle.Dark, MarkerType.Diamond, -apart, row => row.Published);
        Add("simulated", PlotStyle.Blue, MarkerType.Circle, 0, row => row.Simulated);
        Add("served to sparse requests", PlotStyle.Orange, MarkerType.Square, apart, row => row.ServedSparse);
        plot.Legends.Add(PlotStyle.Legend());
        return PlotStyle.Svg(plot, height: 150 + 38 * Math.Max(4, rows.Count));

        void Add(string title, OxyColor colour, MarkerType marker, double offset, Func<ShareRow, Spread> share)
        {
            plot.Series.Add(
                PlotStyle.Line(
                    colour,
                    LineStyle.Solid,
                    rows.SelectMany(
                        (row, i) => (DataPoint[])[new(share(row).Least, i + offset), new(share(row).Most, i + offset), DataPoint.Undefined]
                    )
                )
            );
            var dots = new ScatterSeries
            {
                Title = title,
                MarkerType = marker,
                MarkerSize = 4.5,
                MarkerFill = colour,
                MarkerStroke = OxyColors.White,
                MarkerStrokeThickness = 0.8,
            };
            dots.Points.AddRange(rows.Select((row, i) => new ScatterPoint(share(row).Mean, i + offset)));
            plot.Series.Add(dots);
        }

        static string Name(ShareRow row) => ModelCardTables.Words(row.Group);
    }
}
