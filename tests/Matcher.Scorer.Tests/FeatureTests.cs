using CsCheck;
using Matcher.Data.Places;
using Matcher.Scorer.Features;
using Matcher.Scorer.Training;
using V1 = Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Tests;

public sealed class FeatureTests
{
    private static readonly Population Population = new(Figures.Read(), Gazetteer.Read(Data.DataFiles.Gazetteer), Some.Catalogue.Providers);

    [Fact]
    public void Names_are_unique_and_none_identifies_a_provider_a_course_or_a_cohort()
    {
        Assert.Equal(FeatureSchema.Names.Count, FeatureSchema.Names.Distinct().Count());
        var request = Some.Request();
        foreach (var candidate in request.Candidates)
        {
            var renamed = candidate.Clone();
            (renamed.Cohort.Id, renamed.Cohort.ProviderId) = ("another", "another");
            Assert.Equal(Row(request, candidate), Row(request, renamed));
        }
    }

    [Fact]
    public void Every_feature_of_every_person_and_candidate_is_finite() => Gen.Int.Sample(
        seed =>
        {
            var dice = new Dice(seed, DrawPurpose.Test, 0);
            var request = Some.Request(Population.LeaveOut(Population.Draw(dice), dice));
            foreach (var candidate in request.Candidates) Assert.All(Row(request, candidate), value => Assert.True(float.IsFinite(value)));
        },
        iter: 50,
        threads: 1);

    [Theory]
    [InlineData("levelIsPreferred", 1, 0)]
    [InlineData("studyHoursShort", 0, 2)]
    public void A_feature_tells_what_its_name_says(string name, float forLevel6, float forLevel7)
    {
        var request = Some.Request(Some.Profile with { Availability = new() { StudyHoursPerWeek = 3 } });
        float Of(string course) => Row(request, request.Candidates.First(candidate => candidate.Cohort.Id.StartsWith(course, StringComparison.Ordinal)))[FeatureSchema.Names.Index().First(feature => feature.Item == name).Index];
        Assert.Equal(forLevel6, Of("se-l6-day"));
        Assert.Equal(forLevel7, Of("yorkshire-l7-day"));
    }

    private static float[] Row(V1.ScoreRequest request, V1.Candidate candidate)
    {
        var row = new float[FeatureSchema.Count];
        FeatureSchema.Write(request.Profile, request.Today, candidate, row);
        return row;
    }
}
