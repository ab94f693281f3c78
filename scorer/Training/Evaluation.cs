using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using Matcher.Protos;
using Matcher.Scorer.Models;
using Matcher.Scorer.Scoring;

namespace Matcher.Scorer.Training;

/// <summary>Measures a model on choosers it has not seen, with all of their candidates.</summary>
internal static class Evaluation
{
    /// <summary>The factor on raw scores that makes the choices likeliest.</summary>
    /// <param name="rawScores">For each chooser the model's raw scores, in the order of its candidates.</param>
    /// <param name="choosers">As many.</param>
    public static double FitScale(IReadOnlyList<double[]> rawScores, IReadOnlyList<Chooser> choosers)
    {
        // The log-likelihood is concave in the factor, so a golden-section search on its logarithm finds the one peak.
        var golden = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (Math.Log(0.001), Math.Log(100));
        while (high - low > 1e-6)
        {
            var (left, right) = (high - golden * (high - low), low + golden * (high - low));
            if (LogLoss(rawScores, choosers, Math.Exp(left)) < LogLoss(rawScores, choosers, Math.Exp(right))) high = right;
            else low = left;
        }
        return Math.Exp((low + high) / 2);
    }

    /// <summary>A model's scores of each chooser's candidates.</summary>
    public static List<double[]> Scores(GroupScorer scorer, IReadOnlyList<Chooser> choosers, Action scored, CancellationToken cancellation) =>
        [.. choosers.AsParallel().AsOrdered().WithCancellation(cancellation).Select(chooser =>
        {
            var scores = new double[chooser.Candidates.Length];
            scorer.Score(chooser.Request.ToMessage(), chooser.Today.ToMessage(), [.. chooser.Candidates.Select(candidate => candidate.ToMessage())], scores, new double[scores.Length], cancellation);
            scored();
            return scores;
        })];

    /// <summary>How well scores agree with the simulator.</summary>
    public static ModelMetrics Measure(IReadOnlyList<double[]> scores, IReadOnlyList<Chooser> choosers)
    {
        var ranks = choosers.Select((chooser, i) => Rank(scores[i], chooser.Choice)).ToList();
        var firsts = scores.Select(values => Array.IndexOf(values, values.Max())).ToList();
        var withLevel = Enumerable.Range(0, choosers.Count).Where(i => HasPreferredLevel(choosers[i])).ToList();
        return new(
            FirstChosen: ranks.Average(rank => rank < 1.5 ? 1.0 : 0),
            AmongFirstFive: ranks.Average(rank => rank <= 5 ? 1.0 : 0),
            ReciprocalRank: ranks.Average(rank => 1.0 / rank),
            LogLoss: LogLoss(scores, choosers, 1),
            UniformLogLoss: choosers.Average(chooser => Math.Log(chooser.Candidates.Length)),
            FirstProbability: choosers.Select((chooser, i) => chooser.Probabilities[firsts[i]]).Average(),
            HandRuleFirstProbability: choosers.Average(chooser => chooser.Probabilities[HandRule(chooser)]),
            BestFirstProbability: choosers.Average(chooser => chooser.Probabilities.Max()),
            PreferredLevelFirst: withLevel.Average(i => IsPreferredLevel(choosers[i].Request, choosers[i].Candidates[firsts[i]]) ? 1.0 : 0));
    }

    /// <summary>From 1; what scores alike shares the mean of its ranks.</summary>
    private static double Rank(double[] scores, int choice) =>
        1 + scores.Count(score => score > scores[choice]) + (scores.Count(score => score == scores[choice]) - 1) / 2.0;

    private static double LogLoss(IReadOnlyList<double[]> scores, IReadOnlyList<Chooser> choosers, double scale)
    {
        var loss = 0.0;
        for (var i = 0; i < choosers.Count; i++)
        {
            var values = Array.ConvertAll(scores[i], score => score * scale);
            var chosen = values[choosers[i].Choice];
            var largest = values.Max();
            loss += largest + Math.Log(values.Sum(value => Math.Exp(value - largest))) - chosen;
        }
        return loss / choosers.Count;
    }

    private static int HandRule(Chooser chooser) => Enumerable.Range(0, chooser.Candidates.Length)
        .OrderByDescending(i => IsPreferredLevel(chooser.Request, chooser.Candidates[i]))
        .ThenBy(i => chooser.Candidates[i].DistanceMiles)
        .ThenBy(i => chooser.Candidates[i].Cohort.StartsOn)
        .First();

    private static bool HasPreferredLevel(Chooser chooser) => chooser.Candidates.Any(candidate => IsPreferredLevel(chooser.Request, candidate));

    private static bool IsPreferredLevel(Profile request, Candidate candidate) => candidate.Cohort.Course.Accreditation == request.PreferredAccreditation;
}
