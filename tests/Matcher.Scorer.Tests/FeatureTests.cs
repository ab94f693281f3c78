using CsCheck;
using Matcher.Data.Places;
using Matcher.Scorer.Features;
using Matcher.Scorer.Simulation;
using V1 = Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Tests;

public sealed class FeatureTests
{
    private static readonly Population Population = new(Figures.Read(), Gazetteer.Read(Data.DataFiles.Gazetteer));

    [Fact]
    public void Names_are_unique_and_none_identifies_a_provider_a_course_or_a_cohort()
    {
        Assert.Equal(FeatureSchema.Count, FeatureSchema.Names.Distinct().Count());
        Assert.Equal(TermSchema.Count, TermSchema.Terms.DistinctBy(term => term.Name).Count());
        var request = Some.Request();
        foreach (var candidate in request.Candidates)
        {
            var renamed = candidate.Clone();
            (renamed.Cohort.Id, renamed.Cohort.ProviderId) = ("another", "another");
            Assert.Equal(Features(request, candidate), Features(request, renamed));
            Assert.Equal(Terms(request, candidate), Terms(request, renamed));
        }
    }

    [Fact]
    public void Every_number_of_every_person_and_candidate_is_finite() => Gen.Int.Sample(
        seed =>
        {
            var dice = new Dice(seed, DrawPurpose.Test, 0);
            var request = Some.Request(Requests.Of(Population.Draw(dice, Some.Catalogue.Providers), Telling.Varied, dice));
            foreach (var candidate in request.Candidates)
            {
                Assert.All(Features(request, candidate), value => Assert.True(float.IsFinite(value)));
                Assert.All(Terms(request, candidate), value => Assert.True(float.IsFinite(value)));
            }
        },
        iter: 50,
        threads: 1);

    [Fact]
    public void The_trees_see_none_of_the_facts_that_the_score_promises_to_be_monotone_in()
    {
        var request = Some.Request();
        foreach (var candidate in request.Candidates)
        {
            var twin = candidate.Clone();
            (twin.DistanceMiles, twin.AttendableSessions) = (candidate.DistanceMiles + 40, 0);
            (twin.Cohort.StartsOn, twin.Cohort.SatisfactionPercent, twin.Cohort.Accreditation) = (candidate.Cohort.StartsOn + 90, 50, V1.Accreditation.NonAccredited);
            Assert.Equal(Features(request, candidate), Features(request, twin));
        }
    }

    [Theory]
    [InlineData("isLevel6AsPreferred", 1, 0)]
    [InlineData("levelsFromPreferred", 0, -1)]
    [InlineData("hoursShort", 0, -0.5)]
    [InlineData("university", 0, 1)]
    public void A_term_tells_what_its_name_says(string name, float forLevel6, float forLevel7)
    {
        var request = Some.Request(Some.Profile with { Availability = new() { StudyHoursPerWeek = 3 } });
        float Of(string course) => Terms(request, request.Candidates.First(candidate => candidate.Cohort.Id.StartsWith(course, StringComparison.Ordinal)))[TermSchema.Terms.Index().First(term => term.Item.Name == name).Index];
        Assert.Equal(forLevel6, Of("se-l6-day"));
        Assert.Equal(forLevel7, Of("yorkshire-l7-day"));
    }

    [Fact]
    public void How_much_a_request_says_goes_from_nothing_to_everything()
    {
        var dice = new Dice(1, DrawPurpose.Test, 0);
        var person = Population.Draw(dice, Some.Catalogue.Providers);
        Assert.Equal(1, new PersonFacts(Protos.ScoringMessages.ToMessage(person), 0).SaidShare);
        Assert.Equal(0, new PersonFacts(new(), 0).SaidShare);
    }

    private static float[] Features(V1.ScoreRequest request, V1.Candidate candidate)
    {
        var row = new float[FeatureSchema.Count];
        FeatureSchema.Write(new(request.Profile, request.Today), new(candidate.Cohort), row);
        return row;
    }

    private static float[] Terms(V1.ScoreRequest request, V1.Candidate candidate)
    {
        var row = new float[TermSchema.Count];
        TermSchema.Write(new(request.Profile, request.Today), CandidateFacts.Of(candidate), row);
        return row;
    }
}
