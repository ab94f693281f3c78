using CsCheck;
using Matcher.Data.Places;
using Matcher.Scorer.Features;
using Matcher.Scorer.Simulation;
using V1 = Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Tests.Features;

public sealed class FeatureTests
{
    private static readonly Population Population = new(Figures.Read(), Gazetteer.Read(Data.DataFiles.Gazetteer));

    [Fact]
    public void Names_are_unique_and_none_identifies_a_provider_a_course_or_a_cohort()
    {
        Assert.Equal(TermSchema.Count, TermSchema.Terms.DistinctBy(term => term.Name).Count());
        var request = Some.Request();
        foreach (var candidate in request.Candidates)
        {
            var renamed = candidate.Clone();
            (renamed.Cohort.Id, renamed.Cohort.ProviderId) = ("another", "another");
            Assert.Equal(Terms(request, candidate), Terms(request, renamed));
        }
    }

    [Fact]
    public void Every_number_of_every_person_and_candidate_is_finite() =>
        Gen.Int.Sample(
            seed =>
            {
                var dice = new Dice(seed, DrawPurpose.Test, 0);
                var request = Some.Request(Requests.Of(Population.Draw(dice, Some.Catalogue.Providers), ProfileCompleteness.Varied, dice));
                foreach (var candidate in request.Candidates)
                {
                    Assert.All(Terms(request, candidate), value => Assert.True(float.IsFinite(value)));
                }
            },
            iter: 50,
            threads: 1
        );

    [Fact]
    public void What_a_provider_says_of_itself_is_in_no_term_unless_the_person_named_it()
    {
        var request = Some.Request();
        foreach (var candidate in request.Candidates)
        {
            var relabelled = candidate.Clone();
            relabelled.Cohort.ProviderType = (V1.ProviderType)(1 + (int)candidate.Cohort.ProviderType % 3);
            relabelled.Cohort.Coverage = (V1.Coverage)(1 + (int)candidate.Cohort.Coverage % 2);
            Assert.Equal(Terms(request, candidate), Terms(request, relabelled));
        }
    }

    [Theory]
    [InlineData("isLevel6AsPreferred", 1, 0)]
    [InlineData("levelsFromPreferred", 0, -1)]
    [InlineData("hoursShort", 0, -0.5)]
    [InlineData("providerIsOfWantedType", 0, 1)]
    public void A_term_tells_what_its_name_says(string name, float forLevel6, float forLevel7)
    {
        var request = Some.Request(
            Some.Profile with
            {
                Availability = new() { StudyHoursPerWeek = 3 },
                Preferences = new() { ProviderType = Data.Domain.ProviderType.University },
            }
        );
        float Of(string course) =>
            Terms(request, request.Candidates.First(candidate => candidate.Cohort.Id.StartsWith(course, StringComparison.Ordinal)))[
                TermSchema.Terms.Index().First(term => term.Item.Name == name).Index
            ];
        Assert.Equal(forLevel6, Of("se-l6-day"));
        Assert.Equal(forLevel7, Of("yorkshire-l7-day"));
    }

    [Fact]
    public void How_much_a_request_says_goes_from_nothing_to_everything()
    {
        var dice = new Dice(1, DrawPurpose.Test, 0);
        var person = Population.Draw(dice, Some.Catalogue.Providers);
        Assert.Equal(1, new PersonFacts(Protos.ScoringMessages.ToMessage(person), 0).Completeness);
        Assert.Equal(0, new PersonFacts(new(), 0).Completeness);
    }

    private static float[] Terms(V1.ScoreRequest request, V1.Candidate candidate)
    {
        var row = new float[TermSchema.Count];
        TermSchema.Write(new(request.Profile, request.Today), CandidateFacts.Of(candidate), row);
        return row;
    }
}
