namespace Matcher.Scorer.Training;

/// <summary>
/// Goes on learning from choices that others recorded. The simulated model is the prior: weights may leave their values as far as choices
/// that were set apart bear it out (a ridge towards the prior, its width chosen by cross-validation), the trees stay, and the promises of
/// the score hold as before.
/// </summary>
internal static class OutsideLearning
{
    private const int MostCourses = 60;
    private const int Folds = 4;
    private const int FewChoices = 1_500;
    private static readonly double[] Spreads = [0.05, 0.15, 0.4, 1, 2.5];

    /// <summary>The ranker after it learned from the choices.</summary>
    public static Learned GoOn(Learned prior, IReadOnlyList<Choice> choices, CancellationToken cancellation)
    {
        var spread = BestSpread(prior, choices, cancellation);
        if (spread == 0) return prior;
        var weights = LevelPromise.Keep(Fit(prior, choices, spread, cancellation));
        return prior with { Weights = weights };
    }

    // The width that makes choices likeliest which the fit did not see; 0 when none beats the prior itself.
    private static double BestSpread(Learned prior, IReadOnlyList<Choice> choices, CancellationToken cancellation)
    {
        if (choices.Count < 2 * Folds) return 0;
        // With many choices one fold tells enough.
        var folds = Enumerable.Range(0, choices.Count < FewChoices ? Folds : 1).ToList();
        var (best, bestLoss) = (0.0, folds.Average(fold => Loss(prior.Weights, fold)));
        foreach (var spread in Spreads)
        {
            var loss = folds.Average(fold => Loss(Fit(prior, [.. choices.Where((_, i) => i % Folds != fold)], spread, cancellation), fold));
            if (loss < bestLoss) (best, bestLoss) = (spread, loss);
        }
        return best;

        double Loss(double[] weights, int fold)
        {
            var score = prior.Model.With(weights, prior.Confidence).ScoresOf(cancellation);
            return choices.Where((_, i) => i % Folds == fold).Average(choice => -ConfidenceFit.LogLikelihood(choice.BestScores(score(choice)), choice.ChosenCourse));
        }
    }

    private static double[] Fit(Learned prior, IReadOnlyList<Choice> choices, double spread, CancellationToken cancellation)
    {
        var data = ChoiceData.From(choices, prior.Model.ScoresOf(cancellation), MostCourses, prior.Confidence);
        return new ConditionalLogit(data, prior.Weights, spread).Fit(cancellation);
    }
}
