using Matcher.Scorer.Simulation;
using Matcher.Scorer.Training;

namespace Matcher.Scorer.Evaluation;

/// <summary>What choices of people whose tastes differ from the simulator's add to the simulated prior.</summary>
internal sealed class LearningCurve(Simulator simulator, EvaluationScale scale, CancellationToken cancellation)
{
    /// <summary>Measures a point for each size, from none on.</summary>
    public IEnumerable<CurvePoint> Measure()
    {
        var training = new ModelTraining(scale.Choosers, simulator.Seed);
        var (choices, validation) = training.Draw(simulator, cancellation);
        var prior = Learner.Learn(choices, validation, cancellation);
        var outsiders = simulator.Choosers(simulator.Outsiders, Telling.Varied);
        var outside = Choice.Of(outsiders.Draw(scale.OutsideChoices.Max(), DrawPurpose.Outside, cancellation));
        var people = TestPerson.Draw(outsiders, scale.People, scale.Draws, cancellation);
        foreach (var size in scale.OutsideChoices)
        {
            var learned = size == 0 ? prior : OutsideLearning.GoOn(prior, [.. outside.Take(size)], cancellation);
            var (first, firstThree, _) = Agreement.Shares(Ranker.Of("", learned.Model), people, cancellation);
            yield return new(size, first, firstThree);
        }
    }
}
