using System.Globalization;
using System.Text;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace Matcher.Scorer.Evaluation;

/// <summary>
/// What the plots have in common: colours that the colour-blind can tell apart (Okabe and Ito, 2008), sizes, axes, and how they become SVG.
/// </summary>
internal static class PlotStyle
{
    private const double Width = 640;

    public static readonly OxyColor Blue = OxyColor.FromRgb(0x00, 0x72, 0xB2);
    public static readonly OxyColor Orange = OxyColor.FromRgb(0xD5, 0x5E, 0x00);
    public static readonly OxyColor Dark = OxyColor.FromRgb(0x22, 0x22, 0x22);
    public static readonly OxyColor Grey = OxyColor.FromRgb(0x77, 0x77, 0x77);
    public static readonly OxyColor Light = OxyColor.FromRgb(0xE4, 0xE4, 0xE4);

    /// <summary>A plot with nothing in it yet.</summary>
    public static PlotModel Empty(string title, string subtitle) =>
        new()
        {
            Title = title,
            TitleFontSize = 15,
            TitleFontWeight = FontWeights.Bold,
            Subtitle = subtitle,
            SubtitleFontSize = 11,
            TitlePadding = 12,
            TitleHorizontalAlignment = TitleHorizontalAlignment.CenteredWithinView,
            SubtitleColor = Grey,
            DefaultFont = "Arial",
            DefaultFontSize = 12,
            TextColor = Dark,
            Background = OxyColors.White,
            PlotAreaBorderColor = Grey,
            PlotAreaBorderThickness = new(1, 0, 0, 1),
            Padding = new(10, 10, 18, 10),
        };

    /// <summary>An axis of shares, in per cent.</summary>
    public static LinearAxis Percent(AxisPosition position, string title, double least, double most, double step = double.NaN) =>
        new()
        {
            Position = position,
            Title = $"{title}, %",
            AxisTitleDistance = 8,
            Minimum = least,
            Maximum = most,
            MajorStep = step,
            LabelFormatter = share => (share * 100).ToString("0.#", CultureInfo.InvariantCulture),
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = Light,
            MinorTickSize = 0,
            TicklineColor = Grey,
        };

    /// <summary>A line through points; undefined points part it.</summary>
    public static LineSeries Line(OxyColor colour, LineStyle style, IEnumerable<DataPoint> points)
    {
        var line = new LineSeries
        {
            Color = colour,
            LineStyle = style,
            StrokeThickness = 1.6,
        };
        line.Points.AddRange(points);
        return line;
    }

    /// <summary>A named level across the plot.</summary>
    public static LineAnnotation Level(double share, string name, OxyColor colour) =>
        new()
        {
            Type = LineAnnotationType.Horizontal,
            Y = share,
            Text = name,
            Color = colour,
            TextColor = colour,
            LineStyle = LineStyle.Dash,
            FontSize = 11,
            TextVerticalAlignment = VerticalAlignment.Top,
            TextMargin = 4,
        };

    /// <summary>A legend below the plot, where it hides nothing.</summary>
    public static Legend Legend() =>
        new()
        {
            LegendPosition = LegendPosition.BottomCenter,
            LegendPlacement = LegendPlacement.Outside,
            LegendOrientation = LegendOrientation.Horizontal,
            LegendItemSpacing = 20,
            LegendFontSize = 11,
        };

    /// <summary>The plot as SVG.</summary>
    public static string Svg(PlotModel plot, double height = 400)
    {
        using var stream = new MemoryStream();
        new SvgExporter
        {
            Width = Width,
            Height = height,
            IsDocument = true,
            UseVerticalTextAlignmentWorkaround = true,
            TextMeasurer = new TextMeasure(),
        }.Export(plot, stream);
        return Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF').ReplaceLineEndings("\n");
    }

    /// <summary>
    /// Measures text by the font metrics that OxyPlot brings for PDF, the same on every machine. Those are in points; SVG is in pixels.
    /// </summary>
    private sealed class TextMeasure() : PdfRenderContext(Width, Width, OxyColors.White)
    {
        private const double PixelsInPoint = 96.0 / 72;

        public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight)
        {
            var size = base.MeasureText(text, fontFamily, fontSize, fontWeight);
            return new(size.Width * PixelsInPoint, size.Height * PixelsInPoint);
        }
    }
}

/// <summary>An axis with ticks only where they are named.</summary>
internal sealed class NamedTicks : LinearAxis
{
    private readonly List<(double At, string Name)> ticks;

    public NamedTicks(IEnumerable<(double At, string Name)> named)
    {
        ticks = [.. named];
        AxisTitleDistance = 8;
        TicklineColor = PlotStyle.Grey;
        LabelFormatter = at => ticks.FirstOrDefault(tick => tick.At.Equals(at)).Name ?? "";
    }

    /// <inheritdoc/>
    public override void GetTickValues(
        out IList<double> majorLabelValues,
        out IList<double> majorTickValues,
        out IList<double> minorTickValues
    )
    {
        majorLabelValues = [.. ticks.Select(tick => tick.At)];
        majorTickValues = majorLabelValues;
        minorTickValues = [];
    }
}
