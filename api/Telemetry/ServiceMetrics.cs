using System.Diagnostics.Metrics;

namespace Matcher.Api.Telemetry;

/// <summary>
/// What the service counts of its work, for whoever listens: no label says anything of a person, a location or a file. While nobody
/// listens, counting costs next to nothing.
/// </summary>
internal sealed class ServiceMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Matcher";

    private readonly Counter<long> rankings;
    private readonly Histogram<int> candidates;
    private readonly Counter<long> scorerCalls;
    private readonly Counter<long> refusals;
    private readonly Counter<long> rows;
    private readonly Histogram<double> allocation;

    public ServiceMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        rankings = meter.CreateCounter<long>("matcher.rankings", "{ranking}", "Requests for recommendations that were answered.");
        candidates = meter.CreateHistogram(
            "matcher.ranking.candidates",
            "{candidate}",
            "Cohorts that a person who asked for recommendations can take.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [0, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000] }
        );
        scorerCalls = meter.CreateCounter<long>("matcher.scorer.calls", "{call}", "Calls to scorers, by what came of them.");
        refusals = meter.CreateCounter<long>("matcher.refusals", "{request}", "Requests that were refused because a limit was reached.");
        rows = meter.CreateCounter<long>("matcher.batch.rows", "{row}", "Rows of waiting lists that were worked on.");
        allocation = meter.CreateHistogram(
            "matcher.batch.allocation.duration",
            "s",
            "How long it took to place the people of a batch run.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 300] }
        );
    }

    /// <summary>Somebody got an answer.</summary>
    /// <param name="count">How many cohorts they can take.</param>
    /// <param name="isScored">Whether these were scored.</param>
    public void Ranked(int count, bool isScored)
    {
        rankings.Add(1, new KeyValuePair<string, object?>("outcome", count == 0 ? "nothing_fits" : isScored ? "scored" : "plain"));
        candidates.Record(count);
    }

    /// <summary>A call to a scorer ended.</summary>
    /// <param name="scorer">The scorer's address.</param>
    /// <param name="method">What it was asked for.</param>
    /// <param name="status">gRPC's word for how it ended, or our own where gRPC has none.</param>
    public void ScorerCalled(string scorer, string method, string status)
    {
        if (scorerCalls.Enabled)
            scorerCalls.Add(1, new("scorer", scorer), new("method", method), new("status", status));
    }

    /// <summary>A limit refused a request.</summary>
    /// <param name="limiter">`rate`: too many a minute; `work`: too much at once.</param>
    /// <param name="kind">Whose rate it was, or which work.</param>
    public void Refused(string limiter, string kind) => refusals.Add(1, new("limiter", limiter), new("kind", kind));

    /// <summary>A part of a waiting list is done.</summary>
    /// <param name="ranked">How many people were ranked.</param>
    /// <param name="faulty">How many rows were faulty.</param>
    public void RowsDone(int ranked, int faulty)
    {
        rows.Add(ranked, new KeyValuePair<string, object?>("outcome", "ranked"));
        rows.Add(faulty, new KeyValuePair<string, object?>("outcome", "faulty"));
    }

    /// <summary>The people of a run were placed.</summary>
    /// <param name="method">The run's method of allocation.</param>
    /// <param name="took">How long it took.</param>
    public void Allocated(string method, TimeSpan took) =>
        allocation.Record(took.TotalSeconds, new KeyValuePair<string, object?>("method", method));
}
