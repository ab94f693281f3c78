using System.Globalization;
using System.Text;
using Matcher.Scorer.Models;
using Matcher.Scorer.Scoring;
using Matcher.Scorer.Training;

namespace Matcher.Scorer.Evaluation;

/// <summary>
/// How a model does on choices from files. Only those who recorded them can say whose choices they are and what they represent.
/// </summary>
internal static class RecordedChoices
{
    private const int Bins = 10;

    /// <summary>Measures, by cohorts, and gives the report as Markdown.</summary>
    public static string Measure(LoadedModel loaded, IReadOnlyList<Choice> choices, CancellationToken cancellation)
    {
        (string Name, Func<Choice, double[]> Score, bool Says)[] rankers =
        [
            ("random", choice => new double[choice.Candidates.Length], true),
            ("nearest first", choice => [.. choice.Candidates.Select(candidate => -candidate.DistanceMiles)], false),
            (Ranker.Shipped, loaded.Model.ScoresOf(cancellation), true),
        ];
        var report = new StringBuilder();
        void Line(FormattableString text) => report.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"# {loaded.Manifest.Version} on {choices.Count:N0} choices from files");
        Line($"");
        Line(
            $"By courses, each through the cohort that the ranker thinks best; what ranks alike shares the mean of its places. The calibration error is of the first course's probability, in {Bins} bins, against how often it was chosen: with few choices much of it is chance."
        );
        Line($"");
        Line($"| ranker | hit@1 | hit@3 | hit@5 | MRR | NDCG@5 | log-loss (nats) | calibration error |");
        Line($"|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var (name, score, says) in rankers)
        {
            var each = choices
                .AsParallel()
                .AsOrdered()
                .WithCancellation(cancellation)
                .Select(choice => One(choice, score(choice)))
                .ToList();
            double Mean(Func<int, double> of) => each.Average(one => one.Place.Mean(of));
            double Hit(int within) => Mean(at => at <= within ? 1 : 0);
            var probabilities = says
                ? string.Create(CultureInfo.InvariantCulture, $"{each.Average(one => one.Loss):F3} | {Error(each):F3}")
                : " | ";
            Line(
                $"| {name} | {Hit(1):P1} | {Hit(3):P1} | {Hit(5):P1} | {Mean(at => 1.0 / at):F3} | {Mean(at => at <= 5 ? 1 / Math.Log2(1 + at) : 0):F3} | {probabilities} |"
            );
        }
        return report.ToString();
    }

    private static (SharedRank Place, double Loss, double Said, double Hit) One(Choice choice, double[] scores)
    {
        var best = choice.BestScores(scores);
        var place = SharedRank.Of(best, choice.ChosenCourse);
        var probabilities = new double[best.Length];
        ChoiceProbability.FromScores(best, probabilities);
        return (
            place,
            -Math.Log(Math.Max(probabilities[choice.ChosenCourse], 1e-12)),
            probabilities.Max(),
            place.Mean(at => at == 1 ? 1 : 0)
        );
    }

    private static double Error(List<(SharedRank Place, double Loss, double Said, double Hit)> each) =>
        each.GroupBy(one => Math.Min(Bins - 1, (int)(one.Said * Bins))).Sum(bin => Math.Abs(bin.Sum(one => one.Said - one.Hit)))
        / each.Count;
}
