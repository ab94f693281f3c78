using static System.FormattableString;
using static Matcher.Scorer.Evaluation.Markdown;

namespace Matcher.Scorer.Evaluation;

/// <summary>The tables of the card, each from the rows of the report that it shows.</summary>
internal static class ModelCardTables
{
    // What the names of rankers hold that make no promises.
    private const string Unconstrained = "unconstrained";

    public static string Shares(EvaluationReport report) =>
        Table(
            2,
            report.Shares,
            ("figure", row => Words(row.Figure)),
            ("group", row => Words(row.Group)),
            ("published (95% interval)", row => Percent(row.Published)),
            ("simulated (least–most)", row => Percent(row.Simulated)),
            ("served, full", row => Percent(row.ServedFull)),
            ("served, sparse", row => Percent(row.ServedSparse)),
            ("relabelled, full", row => Percent(row.RelabelledFull.Mean)),
            ("relabelled, sparse", row => Percent(row.RelabelledSparse.Mean)),
            ("goal", row => AcceptanceCriteria.Verdict(AcceptanceCriteria.Met(row) && AcceptanceCriteria.MetRelabelled(row)))
        );

    public static string Travel(EvaluationReport report) =>
        Table(
            2,
            report.Travel,
            ("said", row => row.Who == "open" ? "open to travel" : "not open to travel"),
            ("measure", row => Words(row.Measure)),
            ("known (80% range)", row => row.Known.Mean > 1 ? Miles(row.Known) : Percent(row.Known)),
            ("simulated", row => row.Known.Mean > 1 ? Miles(row.Simulated) : Percent(row.Simulated)),
            ("goal", row => AcceptanceCriteria.Verdict(row.Known.Holds(row.Simulated)))
        );

    public static string Near(EvaluationReport report) =>
        Table(
            1,
            report.Near,
            ("said beside the location", row => row.Said),
            ("answers", row => Count(row.Answers)),
            ("first is beyond 50 miles, the wanted level within 30", row => ExactPercent(row.FarInstead)),
            ("first is 30 miles beyond another of its level", row => ExactPercent(row.BeyondNearest)),
            ("the wanted level is first", row => Share(row.WantedLeads)),
            ("what is near is first where the level is far", row => Share(row.NearLeads)),
            ("mean miles of the first", row => Miles(row.MeanMiles))
        );

    public static string FirstPlaces(EvaluationReport report) =>
        Table(
            2,
            report.FirstPlaces,
            ("requests", row => Words(row.Requests)),
            ("provider", row => row.Provider),
            ("of first places", row => Percent(row.First)),
            ("mean probability", row => Percent(row.Probability)),
            ("of places", row => Percent(row.Places))
        );

    public static string Signs(EvaluationReport report) =>
        Table(
            2,
            report.Signs,
            ("the report says", row => row.Statement),
            ("compared", row => row.Measure),
            ("of them", row => Number(row.Of)),
            ("of the others", row => Number(row.Others)),
            ("holds", row => row.Holds ? "yes" : "**no**")
        );

    public static string Ceilings(EvaluationReport report) =>
        Table(
            1,
            report.Ceilings,
            ("requests", row => Words(row.Requests)),
            ("oracle", row => Percent(row.Oracle)),
            ("the model", row => Percent(row.Model)),
            ("hand rule", row => Percent(row.HandRule))
        );

    public static string Comparison(EvaluationReport report) =>
        Table(
            1,
            report.Comparison,
            ("ranker", row => Name(row)),
            ("share of the oracle's first course", row => Percent(row.FirstShare)),
            ("… first three", row => Percent(row.FirstThreeShare)),
            ("mean probability of the first course", row => Percent(row.FirstProbability)),
            ("log-loss, nats", row => Number(row.LogLoss)),
            ("expected calibration error", row => Number(row.CalibrationError))
        );

    public static string Choices(EvaluationReport report) =>
        Table(
            1,
            report.Comparison,
            ("share of the oracle's …", row => Name(row)),
            ("choice is first", row => Percent(row.Hit1)),
            ("choice in the first three", row => Percent(row.Hit3)),
            ("choice in the first five", row => Percent(row.Hit5)),
            ("mean reciprocal rank", row => Percent(row.ReciprocalRank)),
            ("NDCG of the first five", row => Percent(row.Ndcg5))
        );

    /// <summary>The model beside rankers that promise nothing: a plus is what the promises cost.</summary>
    public static string Cost(EvaluationReport report)
    {
        if (report.Comparison.FirstOrDefault(row => row.Ranker == Ranker.Shipped) is not { } model)
            return Table(0, Array.Empty<ComparisonRow>());
        return Table(
            1,
            [.. report.Comparison.Where(row => row.Ranker.Contains(Unconstrained, StringComparison.Ordinal))],
            ("ranker", row => row.Ranker),
            ("first course, points above the model", row => Points(row.FirstShare.Mean - model.FirstShare.Mean)),
            ("first three, points above the model", row => Points(row.FirstThreeShare.Mean - model.FirstThreeShare.Mean))
        );
    }

    public static string Reliability(EvaluationReport report) =>
        Table(
            0,
            report.Reliability,
            ("people", row => Count(row.People)),
            ("said, mean", row => Percent(row.Said)),
            ("oracle, mean", row => Percent(row.Oracle)),
            ("said too much by, points", row => Points(row.Said - row.Oracle))
        );

    public static string HoldOuts(EvaluationReport report) =>
        Table(
            1,
            report.HoldOuts,
            ("held out", row => row.Name),
            ("people", row => Count(row.People)),
            ("oracle's first course is chosen", row => Percent(row.Oracle)),
            ("share of the oracle's first course", row => Percent(row.FirstShare)),
            ("… first three", row => Percent(row.FirstThreeShare)),
            ("goal", row => AcceptanceCriteria.Verdict(AcceptanceCriteria.Met(row)))
        );

    public static string Slices(EvaluationReport report) =>
        Table(
            2,
            report.Slices,
            ("by", row => Words(row.By)),
            ("group", row => Words(row.Group)),
            ("people", row => Count(row.People)),
            ("share of the oracle's first course", row => Percent(row.FirstShare)),
            ("points behind the mean", row => Points(row.Behind)),
            ("goal", row => AcceptanceCriteria.Verdict(AcceptanceCriteria.Met(row)))
        );

    public static string Uncertainty(EvaluationReport report) =>
        Table(
            1,
            report.Uncertainty,
            ("assumed instead", row => row.Assumption),
            ("another course is first", row => Percent(row.OtherCourse)),
            ("another provider is first", row => Percent(row.OtherProvider)),
            ("largest share of a provider", row => Percent(row.LargestShare)),
            ("mean miles of the first", row => Miles(row.MeanMiles))
        );

    public static string Promises(EvaluationReport report) =>
        Table(
            1,
            report.Promises,
            ("promise", row => row.Promise),
            ("pairs", row => Count(row.Pairs)),
            ("kept", row => ExactPercent(row.Kept)),
            ("strictly higher", row => row.Strictly is { } strictly ? ExactPercent(strictly) : "equal, as promised"),
            ("goal", row => AcceptanceCriteria.Verdict(AcceptanceCriteria.Met(row)))
        );

    public static string Effects(EvaluationReport report) =>
        Table(
            1,
            report.Effects,
            ("change", row => row.Change),
            ("people", row => Count(row.People)),
            ("before", row => Percent(row.Before)),
            ("after", row => Percent(row.After)),
            ("right way for", row => ExactPercent(row.Single)),
            ("goal", row => AcceptanceCriteria.Verdict(AcceptanceCriteria.Met(row)))
        );

    public static string LearningCurve(EvaluationReport report) =>
        Table(
            1,
            report.LearningCurve,
            ("population", row => row.Population),
            ("recorded choices", row => Count(row.Choices)),
            ("share of its oracle's first course", row => Percent(row.FirstShare)),
            ("… first three", row => Percent(row.FirstThreeShare)),
            ("a logit from scratch", row => Share(row.FromScratch))
        );

    public static string Luck(EvaluationReport report) =>
        Table(
            1,
            report.Luck,
            ("people", row => row.Who),
            ("recorded choices", row => Count(row.Choices)),
            ("draws", row => Count(row.Draws)),
            ("mean change, points", row => Points(row.Mean)),
            ("worst, points", row => Points(row.Worst)),
            ("lose at most a point", row => Percent(row.WithinPoint))
        );

    /// <summary>
    /// A word of the contract as a person writes it: <c>careersSpecialist</c> as "careers specialist", <c>level6</c> as "level 6". What is
    /// already a phrase stays.
    /// </summary>
    public static string Words(string word)
    {
        if (word.Contains(' ', StringComparison.Ordinal))
            return word;
        var spaced = string.Concat(
            word.Select(
                (letter, i) =>
                    i > 0 && (char.IsUpper(letter) || char.IsDigit(letter)) && char.IsLower(word[i - 1])
                        ? $" {char.ToLowerInvariant(letter)}"
                        : $"{letter}"
            )
        );
        return spaced.Replace("non accredited", "non-accredited", StringComparison.Ordinal);
    }

    private static string Share(double? share) => share is { } known ? Percent(known) : "–";

    private static string Name(ComparisonRow row) => row.Ranker == Ranker.Shipped ? Invariant($"**{row.Ranker}**") : row.Ranker;
}
