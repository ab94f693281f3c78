using Matcher.Data.Catalogues;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using Matcher.Data.Places;

namespace Matcher.Data.Tests.Catalogues;

/// <summary>The sample catalogue is what section 2.3 of the evaluation counts.</summary>
public sealed class SampleCatalogueTests
{
    private static readonly Catalogue Sample = CatalogueFolder.Load(DataFiles.Catalogue);

    [Fact]
    public void There_are_14_providers_7_careers_specialists_5_universities_and_2_leadership_specialists()
    {
        Assert.Equal(14, Sample.Providers.Count);
        Assert.Equal(7, Of(ProviderType.CareersSpecialist).Count);
        Assert.Equal(5, Of(ProviderType.University).Count);
        Assert.Equal(2, Of(ProviderType.LeadershipAndManagement).Count);
    }

    [Fact]
    public void Six_careers_specialists_are_regional_and_one_is_national()
    {
        Assert.Equal(6, Of(ProviderType.CareersSpecialist).Count(provider => provider.Coverage == Coverage.Regional));
        Assert.Equal(1, Of(ProviderType.CareersSpecialist).Count(provider => provider.Coverage == Coverage.National));
    }

    [Fact]
    public void Of_the_careers_specialists_3_offer_level_6_and_non_accredited_2_level_6_only_and_2_non_accredited_only()
    {
        var offers = Of(ProviderType.CareersSpecialist).Select(Levels).ToList();
        Assert.Equal(3, offers.Count(levels => levels.SetEquals([Accreditation.Level6, Accreditation.NonAccredited])));
        Assert.Equal(2, offers.Count(levels => levels.SetEquals([Accreditation.Level6])));
        Assert.Equal(2, offers.Count(levels => levels.SetEquals([Accreditation.NonAccredited])));
    }

    [Fact]
    public void Of_the_universities_3_offer_level_6_3_offer_level_7_some_non_accredited_too_and_2_or_3_are_national()
    {
        var offers = Of(ProviderType.University).Select(Levels).ToList();
        Assert.Equal(3, offers.Count(levels => levels.Contains(Accreditation.Level6)));
        Assert.Equal(3, offers.Count(levels => levels.Contains(Accreditation.Level7)));
        Assert.InRange(offers.Count(levels => levels.Contains(Accreditation.NonAccredited)), 1, 4);
        Assert.InRange(Of(ProviderType.University).Count(provider => provider.Coverage == Coverage.National), 2, 3);
        Assert.All(
            Sample.Courses.Where(course => course.Accreditation == Accreditation.Level7),
            course => Assert.InRange(course.Credits, 20, 60)
        );
    }

    [Fact]
    public void Leadership_specialists_are_national_and_non_accredited()
    {
        Assert.All(Of(ProviderType.LeadershipAndManagement), provider => Assert.Equal(Coverage.National, provider.Coverage));
        Assert.All(Of(ProviderType.LeadershipAndManagement), provider => Assert.Equal([Accreditation.NonAccredited], Levels(provider)));
    }

    [Theory]
    [InlineData(ProviderType.CareersSpecialist, 1)]
    [InlineData(ProviderType.University, 2)]
    [InlineData(ProviderType.LeadershipAndManagement, 1)]
    public void A_residential_option_is_as_frequent_as_the_evaluation_says(ProviderType type, int providers) =>
        Assert.Equal(
            providers,
            Of(type).Count(provider => Sample.Cohorts.Any(cohort => cohort.Residential && cohort.Course.Provider == provider))
        );

    [Fact]
    public void Every_cohort_blends_face_to_face_with_online_sessions()
    {
        Assert.All(Sample.Courses, course => Assert.Equal(Delivery.Blended, course.Delivery));
        Assert.All(Sample.Cohorts, cohort => Assert.Contains(SessionType.Online, cohort.SessionTypes));
        Assert.All(Sample.Cohorts, cohort => Assert.Contains(cohort.SessionTypes, type => type != SessionType.Online));
    }

    [Fact]
    public void Courses_and_cohorts_are_many_enough_and_spread_over_all_regions_kinds_of_session_and_numbers_of_places()
    {
        Assert.InRange(Sample.Courses.Count, 30, 40);
        Assert.InRange(Sample.Cohorts.Count, 120, 200);
        Assert.Equal(Regions.All.Order(), Sample.Cohorts.Select(cohort => cohort.Venue.Region).Distinct().Order());
        Assert.Equal(Enum.GetValues<SessionType>(), Sample.Cohorts.SelectMany(cohort => cohort.SessionTypes).Distinct().Order());
        Assert.Contains(Sample.Cohorts, cohort => cohort.Residential);
        Assert.Equal((0, 20), (Sample.Cohorts.Min(cohort => cohort.PlacesLeft), Sample.Cohorts.Max(cohort => cohort.PlacesLeft)));
        Assert.InRange(Sample.Courses.Average(course => course.SatisfactionPercent), 90, 92);
        Assert.All(Sample.Providers, provider => Assert.Contains(Sample.Courses, course => course.Provider == provider));
        Assert.True(Sample.About.Illustrative);
    }

    [Fact]
    public void The_non_accredited_course_of_a_provider_is_its_accredited_one_without_self_directed_study_and_assignments()
    {
        var both = Sample
            .Courses.Where(course => course.Accreditation == Accreditation.NonAccredited && Levels(course.Provider).Count > 1)
            .ToList();
        Assert.True(both.Count >= 5);
        Assert.All(
            both,
            course =>
            {
                Assert.Equal(0, course.SelfStudyHoursPerWeek);
                Assert.Contains(
                    Sample.Courses,
                    other =>
                        other.Provider == course.Provider
                        && other.Accreditation != Accreditation.NonAccredited
                        && other.Benchmarks.SequenceEqual(course.Benchmarks)
                );
            }
        );
        Assert.All(Sample.Cohorts.Where(cohort => both.Contains(cohort.Course)), cohort => Assert.Empty(cohort.AssignmentsDue));
    }

    [Fact]
    public void Whoever_gives_nothing_but_a_location_has_something_at_every_provider_on_every_day()
    {
        var profile = new Profile { Home = new(new Position(50.83, -0.17), "BN3", Precision.District) };
        var first = Sample.About.MovesFrom!.Value;
        for (var today = first.AddDays(-400); today < first.AddDays(1200); today = today.AddDays(1))
        {
            var eligible = Sample
                .At(today)
                .Cohorts.Where(cohort => EligibilityRules.Check(profile, Candidate.Of(profile, cohort), today).None);
            Assert.Equal(14, eligible.Select(cohort => cohort.Course.Provider.Id).Distinct().Count());
        }
    }

    private static List<Provider> Of(ProviderType type) => [.. Sample.Providers.Where(provider => provider.Type == type)];

    private static HashSet<Accreditation> Levels(Provider provider) =>
        [.. Sample.Courses.Where(course => course.Provider == provider).Select(course => course.Accreditation)];
}
