using Matcher.Scorer.Models;

namespace Matcher.Scorer.Training;

/// <summary>What a model says of choices.</summary>
internal static class ModelScores
{
    /// <summary>A function that gives a choice's candidates the model's log-utilities; for several threads at once.</summary>
    public static Func<Choice, double[]> ScoresOf(this RankingModel model, CancellationToken cancellation) =>
        choice =>
        {
            var scores = new double[choice.Candidates.Length];
            model.Score(choice.Person, choice.Candidates, scores, cancellation);
            return scores;
        };
}
