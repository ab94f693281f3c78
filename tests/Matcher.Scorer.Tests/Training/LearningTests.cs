using Matcher.Scorer.Evaluation;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;
using Matcher.Scorer.Scoring;
using Matcher.Scorer.Simulation;
using Matcher.Scorer.Tests.Simulation;
using Matcher.Scorer.Training;
using V1 = Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Tests.Training;

/// <summary>What is learned, and what is promised whatever is learned.</summary>
public sealed class LearningTests(LoadedSimulator loaded) : IClassFixture<LoadedSimulator>
{
    private readonly Simulator simulator = loaded.Simulator;

    [Fact]
    public void A_logit_finds_the_weights_that_made_the_choices()
    {
        var people = Choice.Of(simulator.Choosers(simulator.Base, ProfileCompleteness.Varied).Draw(3_000, DrawPurpose.Training, default));
        var truth = new double[TermSchema.Count];
        truth[TermSchema.Terms.Index().First(term => term.Item.Name == "satisfaction").Index] = 3;
        truth[TermSchema.Terms.Index().First(term => term.Item.Name == "residential").Index] = -1;
        var model = new RankingModel(truth, default);
        var choices = people
            .Select(
                (choice, index) =>
                    new Choice(choice.Profile, choice.Today, choice.Candidates, Choose(model, choice, new Dice(1, DrawPurpose.Test, index)))
            )
            .ToList();
        var fitted = new ConditionalLogit(ChoiceData.From(choices, model.ScoresOf(default)), WeightPrior.Wide(1, TermSchema.Count)).Fit(
            default
        );
        foreach (var index in Enumerable.Range(0, truth.Length).Where(index => truth[index] != 0))
            Assert.InRange(fitted[index], truth[index] - 0.6, truth[index] + 0.6);
        Assert.All(fitted.Zip(TermSchema.Terms), pair => Assert.True(!pair.Second.NonNegative || pair.First > 0));
    }

    [Fact]
    public void A_small_ranker_agrees_better_than_the_hand_rule_and_keeps_every_promise()
    {
        var learned = Learn();
        var people = TestPerson.Draw(simulator.Choosers(simulator.Base, ProfileCompleteness.Varied), 100, 100, default);
        Assert.True(
            Agreement.Of(Ranker.Of("", learned.Model), people, default).First > Agreement.Of(Ranker.HandRule, people, default).First
        );
        Assert.All(new Promises(simulator, learned.Model, 500, default).Measure(), promise => Assert.Equal(1, promise.Kept));
    }

    [Fact]
    public void Recorded_choices_move_a_ranker_towards_those_who_made_them()
    {
        var prior = Learn();
        var foreign = simulator.Choosers(
            simulator.Foreign.First(family => family.Name.Contains("herd", StringComparison.Ordinal)),
            ProfileCompleteness.Varied
        );
        var people = TestPerson.Draw(foreign, 150, 100, default);
        var recorded = Choice.Of(foreign.Draw(400, DrawPurpose.Outside, default));
        var after = RecordedLearning.GoOn(prior, recorded, everythingWasShown: false, default);
        double Share(Learned learned) => Agreement.Shares(Ranker.OfScores("", learned.Model.ScoresOf(default)), people, default).First;
        Assert.True(Share(after.Learned) > Share(prior) + 0.03);
        Assert.Equal(recorded.Count, after.People);
        Assert.InRange(after.Share, double.Epsilon, 1);
        Assert.All(foreign.ChoiceModel.Herd.Keys, provider => Assert.True(after.Learned.ProviderEffects[provider] > 0.5));
    }

    public static TheoryData<string, int, bool, string> Nothing =>
        new()
        {
            { "too few people", 99, true, "fewer than 100" },
            { "one person copied", 1, true, "copies count once" },
            { "nobody says what was shown", 150, false, "no column `shown`" },
        };

    [Theory]
    [MemberData(nameof(Nothing))]
    public void What_bears_nothing_out_leaves_a_ranker_as_it_was_and_says_why(string what, int people, bool saysWhatWasShown, string why)
    {
        var prior = new Learned(TermSchema.Terms.Select(_ => 0.1).ToArray(), new double[TermSchema.Count], default, 0);
        var drawn = Choice.Of(simulator.Choosers(simulator.Base, ProfileCompleteness.Varied).Draw(people, DrawPurpose.Outside, default));
        IReadOnlyList<Choice> recorded =
        [
            .. Enumerable
                .Range(0, Math.Max(150, people))
                .Take(people == 1 ? 150 : people)
                .Select(index => drawn[index % drawn.Count])
                .Select(choice => new Choice(choice.Profile, choice.Today, choice.Candidates, choice.Chosen)
                {
                    SaysWhatWasShown = saysWhatWasShown,
                }),
        ];
        var result = RecordedLearning.GoOn(prior, recorded, everythingWasShown: false, default);
        Assert.Same(prior, result.Learned);
        Assert.Equal((0, 0), (result.People, result.Share));
        Assert.True(result.Said.Contains(why, StringComparison.Ordinal), $"{what}: {result.Said}");
    }

    [Fact]
    public void A_hundred_choices_that_nothing_was_known_of_before_are_fitted_whoever_made_them() =>
        Assert.All(
            simulator.Foreign,
            family =>
            {
                var choices = Choice.Of(simulator.Choosers(family, ProfileCompleteness.Varied).Draw(100, DrawPurpose.Outside, default));
                var providers = Choice.Providers(choices);
                var weights = new ConditionalLogit(
                    ChoiceData.From(choices, Learner.FirstScores, providers: providers),
                    WeightPrior.Wide(1, TermSchema.Count + providers.Count + 1)
                ).Fit(default);
                Assert.All(weights, weight => Assert.True(double.IsFinite(weight)));
            }
        );

    [Fact]
    public void A_preferred_level_leads_its_twins_even_where_choices_said_otherwise()
    {
        var weights = new double[TermSchema.Count];
        weights[TermSchema.Terms.Index().First(term => term.Item.Name == "level7ForCareersSpecialists").Index] = 6;
        var kept = LevelConstraint.Keep(weights);
        Assert.True(Level(kept, V1.Accreditation.Level6) > Level(kept, V1.Accreditation.Level7));
        Assert.True(Level(weights, V1.Accreditation.Level6) < Level(weights, V1.Accreditation.Level7));

        static double Level(double[] of, V1.Accreditation level)
        {
            var scores = new double[1];
            var person = new PersonFacts(
                new() { PreferredAccreditation = V1.Accreditation.Level6, ExperienceProfile = V1.ExperienceProfile.CareersSpecialist },
                0
            );
            new RankingModel(of, default).Score(
                person,
                [
                    new()
                    {
                        Cohort = new() { Accreditation = level, Sessions = 1 },
                    },
                ],
                scores,
                default
            );
            return scores[0];
        }
    }

    [Fact]
    public void Confidence_changes_no_order()
    {
        var request = Some.Request();
        var (plain, bold) = (new double[request.Candidates.Count], new double[request.Candidates.Count]);
        var weights = TermSchema.Terms.Select((_, index) => index % 7 / 3.0).ToArray();
        new RankingModel(weights, default).Score(new(request.Profile, request.Today), request.Candidates, plain, default);
        new RankingModel(weights, new(0.5, 1)).Score(new(request.Profile, request.Today), request.Candidates, bold, default);
        Assert.Equal(
            plain.Index().OrderBy(each => each.Item).Select(each => each.Index),
            bold.Index().OrderBy(each => each.Item).Select(each => each.Index)
        );
    }

    private Learned Learn()
    {
        var (choices, validation) = new ModelTraining(1_000, 1).Draw(simulator, default);
        return Learner.Learn(choices, validation, default);
    }

    private static int Choose(RankingModel model, Choice choice, Dice dice)
    {
        var scores = new double[choice.Candidates.Length];
        model.Score(choice.Person, choice.Candidates, scores, default);
        ChoiceProbability.OfBest(scores, choice.Best(scores), scores);
        return dice.Pick(scores);
    }
}
