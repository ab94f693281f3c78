using System.Diagnostics;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Matcher.Api.Tests.Telemetry;
using Matcher.EndToEnd.Tests.Telemetry.Otlp;

namespace Matcher.EndToEnd.Tests.Telemetry;

/// <summary>A span that a program sent.</summary>
internal sealed record SentSpan(
    string Service,
    string Trace,
    string Id,
    string Parent,
    string Name,
    IReadOnlyDictionary<string, string> Tags
);

/// <summary>A figure that a program sent: of a histogram, how often something was measured.</summary>
internal sealed record SentFigure(string Service, string Name, string Unit, IReadOnlyDictionary<string, string> Labels, double Value)
{
    public override string ToString() =>
        $"{Service} {Name} [{string.Join(' ', Labels.Select(label => $"{label.Key}={label.Value}").Order(StringComparer.Ordinal))}] {Unit}";
}

/// <summary>Reads what a receiver got.</summary>
internal static class Collected
{
    /// <summary>All spans.</summary>
    public static List<SentSpan> Spans(this OtlpReceiver receiver) =>
        [
            .. from message in receiver.Traces
            from resource in TraceRequest.Parser.ParseFrom(message).ResourceSpans
            from scope in resource.ScopeSpans
            from span in scope.Spans
            select new SentSpan(
                Service(resource.Resource),
                Hex(span.TraceId),
                Hex(span.SpanId),
                Hex(span.ParentSpanId),
                span.Name,
                Read(span.Attributes)
            ),
        ];

    /// <summary>All figures, the last of each.</summary>
    public static List<SentFigure> Figures(this OtlpReceiver receiver) =>
        [
            .. (
                from message in receiver.Metrics
                from resource in MetricRequest.Parser.ParseFrom(message).ResourceMetrics
                from scope in resource.ScopeMetrics
                from metric in scope.Metrics
                from figure in Figures(Service(resource.Resource), metric)
                select figure
            )
                .GroupBy(figure => $"{figure}")
                .Select(same => same.Last()),
        ];

    /// <summary>Waits until something holds.</summary>
    public static async Task Until(Func<bool> holds, Func<string> otherwise)
    {
        var began = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(began.Elapsed < TimeSpan.FromMinutes(2), otherwise());
            await Task.Delay(50);
        }
    }

    private static IEnumerable<SentFigure> Figures(string service, Metric metric) =>
        (metric.Gauge ?? metric.Sum) is { } numbers
            ? numbers.DataPoints.Select(point => new SentFigure(
                service,
                metric.Name,
                metric.Unit,
                Read(point.Attributes),
                point.ValueCase == Number.ValueOneofCase.AsInt ? point.AsInt : point.AsDouble
            ))
            : metric.Histogram.DataPoints.Select(point => new SentFigure(
                service,
                metric.Name,
                metric.Unit,
                Read(point.Attributes),
                point.Count
            ));

    private static string Service(Resource resource) => Read(resource.Attributes)["service.name"];

    private static string Hex(ByteString bytes) => Convert.ToHexStringLower(bytes.Span);

    private static Dictionary<string, string> Read(RepeatedField<KeyValue> attributes) =>
        attributes.ToDictionary(
            each => each.Key,
            each =>
                each.Value.ValueCase switch
                {
                    AnyValue.ValueOneofCase.IntValue => each.Value.IntValue.ToString(CultureInfo.InvariantCulture),
                    AnyValue.ValueOneofCase.BoolValue => each.Value.BoolValue ? "true" : "false",
                    _ => each.Value.StringValue,
                }
        );
}
