using Matcher.Scorer.Features;
using Matcher.Scorer.Models;
using Matcher.Scorer.Simulation;
using Matcher.Scorer.Training;

namespace Matcher.Scorer.Evaluation;

/// <summary>What recorded choices of people whose tastes differ from the simulator's teach, and that luck teaches nothing.</summary>
internal sealed class Learning
{
    private const double ScratchSpread = 1;
    private readonly Simulator simulator;
    private readonly EvaluationScale scale;
    private readonly CancellationToken cancellation;
    private readonly Learned prior;

    public Learning(Simulator simulator, EvaluationScale scale, CancellationToken cancellation)
    {
        (this.simulator, this.scale, this.cancellation) = (simulator, scale, cancellation);
        var (choices, validation) = new ModelTraining(scale.Choosers, simulator.Seed).Draw(simulator, cancellation);
        prior = Learner.Learn(choices, validation, cancellation);
    }

    /// <summary>
    /// For each foreign population, what more and more of its choices add to the prior, beside a logit that learns from them alone.
    /// </summary>
    public IEnumerable<CurvePoint> Curves()
    {
        foreach (var family in simulator.Foreign)
        {
            var choosers = simulator.Choosers(family, ProfileCompleteness.Varied);
            var recorded = Choice.Of(choosers.Draw(scale.OutsideChoices.Max(), DrawPurpose.Outside, cancellation));
            var people = TestPerson.Draw(choosers, scale.People / 2, scale.Draws, cancellation);
            foreach (var size in scale.OutsideChoices)
            {
                IReadOnlyList<Choice> some = [.. recorded.Take(size)];
                var learned = size == 0 ? prior : RecordedLearning.GoOn(prior, some, everythingWasShown: false, cancellation).Learned;
                var (first, firstThree) = Shares(learned.Model, people);
                yield return new(family.Name, size, first, firstThree, size == 0 ? null : Shares(FromScratch(some), people).First);
            }
        }
    }

    /// <summary>
    /// Draws a few people again and again, of the simulator's own and of foreign ones: how much the share of the oracle's first course
    /// changes.
    /// </summary>
    public IEnumerable<LuckRow> Luck()
    {
        foreach (
            var (who, families) in new[]
            {
                ("like the simulator's", (IReadOnlyList<ChoiceModel>)[simulator.Base]),
                ("unlike", simulator.Foreign),
            }
        )
        {
            var tested = families
                .Select(family =>
                    TestPerson.Draw(simulator.Choosers(family, ProfileCompleteness.Varied), scale.People / 4, scale.Draws, cancellation)
                )
                .ToList();
            var before = tested.Select(people => Shares(prior.Model, people).First).ToList();
            foreach (var size in scale.FewChoices)
            {
                var changes = Enumerable
                    .Range(0, scale.LuckDraws)
                    .AsParallel()
                    .WithCancellation(cancellation)
                    .Select(draw =>
                    {
                        var index = draw % families.Count;
                        var choosers = simulator
                            .Choosers(families[index], ProfileCompleteness.Varied)
                            .Draw(size, DrawPurpose.Outside, cancellation, first: 1_000_000 + draw * 10_000);
                        var result = RecordedLearning.GoOn(prior, Choice.Of(choosers), everythingWasShown: false, cancellation);
                        return result.People == 0 ? 0 : Shares(result.Learned.Model, tested[index]).First - before[index];
                    })
                    .ToList();
                yield return new(
                    who,
                    size,
                    changes.Count,
                    changes.Average(),
                    changes.Min(),
                    (double)changes.Count(change => change >= -0.01) / changes.Count
                );
            }
        }
    }

    // By probability alone: what is learned, whatever the order keeps.
    private (double First, double FirstThree) Shares(RankingModel model, List<TestPerson> people)
    {
        var (first, firstThree, _) = Agreement.Shares(Ranker.OfScores("", model.ScoresOf(cancellation)), people, cancellation);
        return (first, firstThree);
    }

    // The same terms and effects of providers, known of nothing before.
    private RankingModel FromScratch(IReadOnlyList<Choice> choices)
    {
        var providers = Choice.Providers(choices);
        var data = ChoiceData.From(choices, Learner.FirstScores, providers: providers);
        var weights = new ConditionalLogit(data, WeightPrior.Wide(ScratchSpread, TermSchema.Count + providers.Count + 1)).Fit(cancellation);
        return new(
            weights[..TermSchema.Count],
            default,
            null,
            providers.ToDictionary(provider => provider.Key, provider => weights[TermSchema.Count + provider.Value])
        );
    }
}
