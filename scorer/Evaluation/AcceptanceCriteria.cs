using static System.FormattableString;

namespace Matcher.Scorer.Evaluation;

/// <summary>
/// What a model that ships should reach, and whether figures reach it: null where nothing was measured. Always judged before rounding; a
/// figure that is not a number never reaches its goal.
/// </summary>
internal static class AcceptanceCriteria
{
    private const double LeastShare = 0.97;
    private const double LeastHoldOutShare = 0.90;
    private const double MostUnlikely = 0.005;
    private const double LeastLeads = 0.85;
    private const double MostBehind = 0.05;
    private const double MostCalibrationError = 0.02;
    private const double LeastSingle = 0.99;
    private const double MostPairs = 0.5;
    private const double LeastLearned = 0.97;
    private const double LeastWithin = 0.95;
    private const int EnoughChoices = 3_000;

    /// <summary>The goals with what was measured and the verdict, as a table.</summary>
    public static string Table(EvaluationReport report)
    {
        IReadOnlyList<Criterion> rows =
        [
            .. AgreementCriteria(report),
            .. RealismCriteria(report),
            .. DistanceCriteria(report),
            .. GeneralityCriteria(report),
            .. LearningCriteria(report),
            Row($"Every effect between requests goes the right way for at least {LeastSingle:0%} of single people", report.Effects, Met),
        ];
        return Markdown.Table(
            2,
            rows,
            ("goal", row => row.Goal),
            ("", row => row.Kind),
            ("measured", row => row.Measured),
            ("", row => row.Verdict)
        );
    }

    /// <summary>Whether a share is within what 52 interviewees can tell, simulated and served.</summary>
    public static bool Met(ShareRow row) =>
        row.Published.Holds(row.Simulated.Mean) && row.Published.Holds(row.ServedFull.Mean) && row.Published.Holds(row.ServedSparse.Mean);

    /// <summary>The same when a provider says that it is something else.</summary>
    public static bool MetRelabelled(ShareRow row) =>
        row.Published.Holds(row.RelabelledFull.Mean) && row.Published.Holds(row.RelabelledSparse.Mean);

    /// <summary>Whether it ranks well what it has not seen.</summary>
    public static bool? Met(HoldOutRow row) =>
        row.People == 0 ? null : row.FirstShare >= LeastHoldOutShare && row.FirstThreeShare >= LeastHoldOutShare;

    /// <summary>Whether a group is served about as well as all.</summary>
    public static bool? Met(SliceRow row) => row.People == 0 ? null : row.Behind <= MostBehind;

    /// <summary>Whether a promise has no exception.</summary>
    public static bool? Met(PromiseRow row) => row.Pairs == 0 ? null : row.Kept >= 1 && row.Strictly is null or > MostPairs;

    /// <summary>Whether an effect holds for single people and not only on average.</summary>
    public static bool? Met(EffectRow row) => row.People == 0 ? null : row.Single >= LeastSingle;

    /// <summary>The words for it.</summary>
    public static string Verdict(bool? met) =>
        met switch
        {
            true => "met",
            false => "**missed**",
            null => "not measured",
        };

    // How close the ranker that ships comes to the oracle. The others that are compared have nothing to reach.
    private static IEnumerable<Criterion> AgreementCriteria(EvaluationReport report)
    {
        var shipped = report.Comparison.Where(row => row.Ranker == Ranker.Shipped).ToList();
        return
        [
            Row(
                $"At least {LeastShare:0%} of the oracle's first course, mean over seeds",
                shipped,
                row => row.FirstShare.Mean >= LeastShare,
                row => Markdown.Percent(row.FirstShare)
            ),
            Row(
                $"At least {LeastShare:0%} of the oracle's first three, mean over seeds",
                shipped,
                row => row.FirstThreeShare.Mean >= LeastShare,
                row => Markdown.Percent(row.FirstThreeShare)
            ),
            Row(
                $"Expected calibration error at most {MostCalibrationError}, mean over seeds",
                shipped,
                row => row.CalibrationError is { } error ? error.Mean <= MostCalibrationError : null,
                row => Markdown.Number(row.CalibrationError)
            ),
        ];
    }

    // Whether simulated people choose as is known of real ones.
    private static IEnumerable<Criterion> RealismCriteria(EvaluationReport report) =>
        [
            Row(
                $"Every published share inside the 95% interval of 52 interviewees, over made-up catalogues, simulated and served, to full and to sparse requests",
                report.Shares,
                row => Met(row)
            ),
            Row($"… and where one provider of each catalogue says that it is something else", report.Shares, row => MetRelabelled(row)),
            Row(
                $"Simulated people go as far as what is known says, by what they said of travel",
                report.Travel,
                row => row.Known.Holds(row.Simulated)
            ),
        ];

    // What distance and level weigh, and whether everybody with places is found.
    private static IEnumerable<Criterion> DistanceCriteria(EvaluationReport report) =>
        [
            Row(
                $"At most {MostUnlikely:0.0%} are sent farther than 50 miles first while the wanted level is within 30",
                report.Near,
                row => row.FarInstead <= MostUnlikely
            ),
            Row(
                $"At most {MostUnlikely:0.0%} are sent at least 30 miles beyond another course of that level first, for nothing that they said",
                report.Near,
                row => row.BeyondNearest <= MostUnlikely
            ),
            Row(
                $"The wanted level comes first for at least {LeastLeads:0%}, of each level, unless it is more than 60 miles farther",
                [.. report.Near.Where(row => row.WantedLeads is not null)],
                row => row.WantedLeads >= LeastLeads
            ),
            Row(
                $"… and then what is near comes first",
                [.. report.Near.Where(row => row.NearLeads is not null)],
                row => row.NearLeads >= 1,
                byConstruction: true
            ),
            Row(
                $"Every provider with places comes first somewhere, for location only and for sparse requests",
                report.FirstPlaces,
                row => row.Places == 0 || row.First > 0
            ),
        ];

    // Whether it holds for every statement, catalogue, group and pair.
    private static IEnumerable<Criterion> GeneralityCriteria(EvaluationReport report) =>
        [
            Row($"Every statement of the report comes out with its sign", report.Signs, row => row.Holds),
            Row(
                $"At least {LeastHoldOutShare:0%} of the oracle's first course and of its first three on everything held out",
                report.HoldOuts,
                Met
            ),
            Row($"No group of people more than {MostBehind * 100:0} percentage points behind the mean", report.Slices, Met),
            Row($"Every promise kept by every pair, and strictly by most", report.Promises, Met, byConstruction: true),
        ];

    // What recorded choices bring.
    private static IEnumerable<Criterion> LearningCriteria(EvaluationReport report)
    {
        var curve = report.LearningCurve;
        return
        [
            Row(
                $"{EnoughChoices} recorded choices bring every foreign population to {LeastLearned:0%} of its oracle",
                [.. curve.Where(point => point.Choices == EnoughChoices)],
                point => point.FirstShare >= LeastLearned,
                point => Markdown.Percent(point.FirstShare)
            ),
            Row(
                $"100 and more recorded choices do at least as well as a logit that knows nothing before",
                [.. curve.Where(point => point.Choices >= 100)],
                point => point.FirstShare >= point.FromScratch
            ),
            Row(
                $"A few recorded choices never cost anything on average, and lose at most a point in {LeastWithin:0%} of draws",
                report.Luck,
                row => row.Mean >= 0 && row.WithinPoint >= LeastWithin
            ),
        ];
    }

    // One row that misses is enough to miss, and all must be measured to meet.
    private static Criterion Row<T>(
        FormattableString goal,
        IReadOnlyList<T> rows,
        Func<T, bool?> met,
        Func<T, string>? figure = null,
        bool byConstruction = false
    )
    {
        var verdicts = rows.Select(met).ToList();
        bool? all =
            verdicts.Contains(false) ? false
            : verdicts.Count == 0 || verdicts.Contains(null) ? null
            : true;
        var measured =
            rows.Count == 0 ? "–"
            : figure is null ? Invariant($"{verdicts.Count(verdict => verdict is true)} of {rows.Count}")
            : string.Join(", ", rows.Select(figure));
        return new(Invariant(goal), byConstruction ? "by construction" : "can fail", measured, Verdict(all));
    }

    private sealed record Criterion(string Goal, string Kind, string Measured, string Verdict);
}
