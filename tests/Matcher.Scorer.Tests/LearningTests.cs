using Matcher.Scorer.Evaluation;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;
using Matcher.Scorer.Simulation;
using Matcher.Scorer.Training;
using V1 = Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Tests;

/// <summary>What is learned, and what is promised whatever is learned.</summary>
public sealed class LearningTests(LoadedSimulator loaded) : IClassFixture<LoadedSimulator>
{
    private readonly Simulator simulator = loaded.Simulator;

    [Fact]
    public void A_logit_finds_the_weights_that_made_the_choices()
    {
        var people = Choice.Of(simulator.Choosers(simulator.Base, Telling.Varied).Draw(3_000, DrawPurpose.Training, default));
        var truth = new double[TermSchema.Count];
        truth[TermSchema.Terms.Index().First(term => term.Item.Name == "satisfaction").Index] = 2;
        truth[TermSchema.Terms.Index().First(term => term.Item.Name == "residential").Index] = -1;
        var model = new RankingModel(truth, default);
        var choices = people.Select((choice, index) => new Choice(choice.Profile, choice.Today, choice.Candidates, Choose(model, choice, new Dice(1, DrawPurpose.Test, index)))).ToList();
        var fitted = new ConditionalLogit(ChoiceData.From(choices, model.ScoresOf(default)), new double[TermSchema.Count], Spread: 1).Fit(default);
        foreach (var index in Enumerable.Range(0, truth.Length).Where(index => truth[index] != 0)) Assert.InRange(fitted[index], truth[index] - 0.4, truth[index] + 0.4);
        Assert.All(fitted.Zip(TermSchema.Terms), pair => Assert.True(!pair.Second.NeverNegative || pair.First > 0));
    }

    [Fact]
    public void A_small_ranker_agrees_better_than_the_hand_rule_and_keeps_every_promise()
    {
        var learned = Learn();
        var people = TestPerson.Draw(simulator.Choosers(simulator.Base, Telling.Varied), 100, 100, default);
        Assert.True(Agreement.Of(Ranker.Of("", learned.Model), people, default).First > Agreement.Of(Ranker.HandRule, people, default).First);
        Assert.All(Promises.Measure(simulator, learned.Model, 500, default), promise => Assert.Equal(1, promise.Kept));
    }

    [Fact]
    public void Outside_choices_move_a_ranker_towards_those_who_made_them_and_none_leaves_it_as_it_was()
    {
        var prior = Learn();
        var outsiders = simulator.Choosers(simulator.Outsiders, Telling.Varied);
        var people = TestPerson.Draw(outsiders, 150, 100, default);
        var after = OutsideLearning.GoOn(prior, Choice.Of(outsiders.Draw(400, DrawPurpose.Outside, default)), default);
        double Share(Learned learned) => Agreement.Shares(Ranker.Of("", learned.Model), people, default).First;
        Assert.True(Share(after) > Share(prior) + 0.05);
        Assert.Equal(prior.Weights, OutsideLearning.GoOn(prior, [], default).Weights);
    }

    [Fact]
    public void A_preferred_level_leads_its_twins_even_where_choices_said_otherwise()
    {
        var weights = new double[TermSchema.Count];
        weights[TermSchema.Terms.Index().First(term => term.Item.Name == "level7ForCareersSpecialists").Index] = 6;
        var kept = LevelPromise.Keep(weights);
        Assert.True(Level(kept, V1.Accreditation.Level6) > Level(kept, V1.Accreditation.Level7));
        Assert.True(Level(weights, V1.Accreditation.Level6) < Level(weights, V1.Accreditation.Level7));

        static double Level(double[] of, V1.Accreditation level)
        {
            var scores = new double[1];
            var person = new PersonFacts(new() { PreferredAccreditation = V1.Accreditation.Level6, ExperienceProfile = V1.ExperienceProfile.CareersSpecialist }, 0);
            new RankingModel(of, default).Score(person, [new() { Cohort = new() { Accreditation = level, Sessions = 1 } }], scores, default);
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
        Assert.Equal(plain.Index().OrderBy(each => each.Item).Select(each => each.Index), bold.Index().OrderBy(each => each.Item).Select(each => each.Index));
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
        Scoring.ChoiceProbability.OfBest(scores, choice.Best(scores), scores);
        return dice.Pick(scores);
    }
}
