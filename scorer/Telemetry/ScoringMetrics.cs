using System.Diagnostics.Metrics;
using Grpc.Core;
using Matcher.Scorer.Scoring;

namespace Matcher.Scorer.Telemetry;

/// <summary>What the scorer counts of its work, for whoever listens. While nobody does, counting costs next to nothing.</summary>
internal sealed class ScoringMetrics
{
    private readonly Counter<long> calls;
    private readonly UpDownCounter<int> streams;
    private readonly Counter<long> candidates;

    public ScoringMetrics(IMeterFactory meters, CurrentModel current)
    {
        var meter = meters.Create("Matcher.Scorer");
        calls = meter.CreateCounter<long>("matcher.scoring.calls", "{call}", "Calls that ended, and streams, by gRPC's status.");
        streams = meter.CreateUpDownCounter<int>("matcher.scoring.streams", "{stream}", "Streams of batch runs that are open.");
        candidates = meter.CreateCounter<long>("matcher.scoring.candidates", "{candidate}", "Candidates that were scored.");
        meter.CreateObservableGauge(
            "matcher.scoring.model.info",
            () => new Measurement<int>(1, new KeyValuePair<string, object?>("version", current.Served.Scorer.Version)),
            "{model}",
            "1: the version of the model that is served."
        );
    }

    /// <summary>A call ended.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="error">What ended it; null: it succeeded.</param>
    public void Ended(string method, Exception? error)
    {
        if (calls.Enabled)
            calls.Add(1, new("method", method), new("status", Status(error)));
    }

    /// <summary>A person's candidates were scored.</summary>
    public void Scored(int count) => candidates.Add(count);

    /// <summary>A stream was opened (1) or ended (-1).</summary>
    public void StreamsChange(int by) => streams.Add(by);

    private static string Status(Exception? error) =>
        error switch
        {
            null => nameof(StatusCode.OK),
            RpcException known => known.StatusCode.ToString(),
            OperationCanceledException => nameof(StatusCode.Cancelled),
            // What gRPC makes of it.
            _ => nameof(StatusCode.Unknown),
        };
}
