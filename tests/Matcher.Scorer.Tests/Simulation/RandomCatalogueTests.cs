using System.Globalization;
using System.Text.Json;
using CsCheck;
using Matcher.Data.Catalogues;
using Matcher.Data.Domain;
using Matcher.Data.Places;
using Matcher.Data.Text;
using Matcher.Scorer.Simulation;
using static System.FormattableString;
using static Matcher.Data.Domain.Accreditation;

namespace Matcher.Scorer.Tests.Simulation;

/// <summary>Whatever is drawn is what section 2.3 of the evaluation counts, and could stand on disk.</summary>
public sealed class RandomCatalogueTests
{
    private static readonly Gazetteer Gazetteer = Gazetteer.Read(Data.DataFiles.Gazetteer);

    [Fact]
    public void Each_type_has_the_providers_coverage_levels_and_residential_options_that_the_evaluation_counts() =>
        ForAll(
            [null, 21, 40],
            catalogue =>
            {
                var (specialists, universities, leadership) = (
                    Of(ProviderType.CareersSpecialist),
                    Of(ProviderType.University),
                    Of(ProviderType.LeadershipAndManagement)
                );
                Assert.Equal((7, 5, 2), (specialists.Count, universities.Count, leadership.Count));
                Assert.Equal((1, 2), (National(specialists), National(leadership)));
                Assert.InRange(National(universities), 2, 3);
                Assert.Equal((1, 2, 1), (Residential(specialists), Residential(universities), Residential(leadership)));
                Assert.Equal(
                    (3, 2, 2, 2),
                    (
                        Offering(specialists, NonAccredited, Level6),
                        Offering(specialists, Level6),
                        Offering(specialists, NonAccredited),
                        Offering(leadership, NonAccredited)
                    )
                );
                Assert.Equal(
                    (3, 3),
                    (
                        universities.Count(provider => Levels(provider).Contains(Level6)),
                        universities.Count(provider => Levels(provider).Contains(Level7))
                    )
                );
                Assert.InRange(universities.Count(provider => Levels(provider).Contains(NonAccredited)), 1, 3);
                Assert.All(universities, provider => Assert.NotEqual([NonAccredited], Levels(provider)));
                List<Provider> Of(ProviderType type) => [.. catalogue.Providers.Where(provider => provider.Type == type)];
                int National(List<Provider> providers) => providers.Count(provider => provider.Coverage is Coverage.National);
                int Residential(List<Provider> providers) =>
                    providers.Count(provider => catalogue.Cohorts.Any(cohort => cohort.Residential && cohort.Course.Provider == provider));
                int Offering(List<Provider> providers, params Accreditation[] levels) =>
                    providers.Count(provider => Levels(provider).SequenceEqual(levels));
                List<Accreditation> Levels(Provider provider) =>
                    [
                        .. catalogue
                            .Courses.Where(course => course.Provider == provider)
                            .Select(course => course.Accreditation)
                            .Distinct()
                            .Order(),
                    ];
            }
        );

    [Fact]
    public void Where_a_provider_offers_both_a_non_accredited_course_has_the_form_of_an_accredited_one_and_no_self_directed_study() =>
        ForAll(
            [null, 14, 30],
            catalogue =>
            {
                var accredited = catalogue
                    .Courses.Where(course => course.Accreditation is not NonAccredited)
                    .ToLookup(course => course.Provider);
                Assert.All(
                    catalogue.Courses.Where(course => course.Accreditation is NonAccredited && accredited.Contains(course.Provider)),
                    course =>
                    {
                        Assert.Equal(0, course.SelfStudyHoursPerWeek);
                        Assert.Contains(
                            accredited[course.Provider],
                            other =>
                                (other.ContactHours, other.Balance) == (course.ContactHours, course.Balance)
                                && other.Benchmarks.SequenceEqual(course.Benchmarks)
                        );
                    }
                );
            }
        );

    [Theory]
    [InlineData(14)]
    [InlineData(40)]
    [InlineData(500)]
    public void There_are_as_many_cohorts_as_asked_for_and_some_of_every_provider_and_course(int cohorts) =>
        ForAll(
            [cohorts],
            catalogue =>
            {
                Assert.Equal(cohorts, catalogue.Cohorts.Count);
                Assert.Equal(14, catalogue.Cohorts.Select(cohort => cohort.Course.Provider).Distinct().Count());
                Assert.Equal(
                    catalogue.Courses,
                    catalogue.Cohorts.Select(cohort => cohort.Course).Distinct().OrderBy(course => course.Id, StringComparer.Ordinal)
                );
                Assert.InRange(catalogue.Courses.Count, Math.Min(cohorts, 28), Math.Min(cohorts, 45));
            }
        );

    [Fact]
    public void Sessions_fall_on_the_days_of_their_kind_outside_August_and_the_end_of_December_and_are_blended_over_4_to_40_weeks() =>
        ForAll(
            [null],
            catalogue =>
                Assert.All(
                    catalogue.Cohorts,
                    cohort =>
                    {
                        Assert.All(
                            cohort.Sessions,
                            session =>
                                Assert.Equal(
                                    session.Type is SessionType.Weekend,
                                    session.Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
                                )
                        );
                        Assert.DoesNotContain(cohort.Sessions, session => session.Date is { Month: 8 } or { Month: 12, Day: > 17 });
                        Assert.True(cohort.SessionTypes is [not SessionType.Online, SessionType.Online]);
                        Assert.InRange(cohort.Weeks, 4, 40);
                        Assert.InRange(cohort.StartsOn, Some.Today, Some.Today.AddYears(2));
                    }
                )
        );

    [Fact]
    public void It_could_be_read_from_disk() =>
        ForAll(
            [null],
            catalogue =>
            {
                var folder = Directory.CreateTempSubdirectory("matcher-test-");
                void Write(string file, string heading, IEnumerable<string> rows) =>
                    File.WriteAllLines(Path.Combine(folder.FullName, file), [heading, .. rows.Distinct()]);
                Write(
                    "about.csv",
                    "illustrative,movesFrom,bursaryPounds,onlineIntroductionTitle,onlineIntroductionHours",
                    [
                        Invariant(
                            $"true,{catalogue.About.MovesFrom:yyyy-MM-dd},{catalogue.About.BursaryPounds},{catalogue.About.OnlineIntroductionTitle},{catalogue.About.OnlineIntroductionHours}"
                        ),
                    ]
                );
                Write("terms.csv", "term,startsOn,endsOn,halfTermFrom,halfTermTo", ["autumn,2026-09-02,2026-12-18,2026-10-26,2026-10-30"]);
                Write(
                    "providers.csv",
                    "id,name,type,coverage,region",
                    catalogue.Providers.Select(provider =>
                        $"{provider.Id},\"{provider.Name}\",{EnumNames.Of(provider.Type)},{EnumNames.Of(provider.Coverage)},{provider.Region}"
                    )
                );
                Write(
                    "venues.csv",
                    "id,name,region,latitude,longitude,nearStation",
                    catalogue
                        .Cohorts.Select(cohort => cohort.Venue)
                        .Select(venue =>
                            Invariant(
                                $"{venue.Id},{venue.Name},{venue.Region},{venue.Position.Latitude},{venue.Position.Longitude},{venue.NearStation}"
                            )
                        )
                );
                Write(
                    "courses.csv",
                    "id,provider,title,accreditation,credits,delivery,contactHours,selfStudyHoursPerWeek,balance,sectors,benchmarks,catchUp,satisfactionPercent",
                    catalogue.Courses.Select(course =>
                        Invariant(
                            $"{course.Id},{course.Provider.Id},\"{course.Title}\",{EnumNames.Of(course.Accreditation)},{course.Credits},{EnumNames.Of(course.Delivery)},{course.ContactHours},{course.SelfStudyHoursPerWeek},{EnumNames.Of(course.Balance)},{string.Join(' ', course.Sectors.Select(EnumNames.Of))},{string.Join(' ', course.Benchmarks)},{EnumNames.Of(course.CatchUp)},{course.SatisfactionPercent}"
                        )
                    )
                );
                Write(
                    "cohorts.csv",
                    "id,course,venue,residential,places,placesLeft,minimumViable,assignmentsDue",
                    catalogue.Cohorts.Select(cohort =>
                        $"{cohort.Id},{cohort.Course.Id},{cohort.Venue.Id},{cohort.Residential},{cohort.Places},{cohort.PlacesLeft},{cohort.MinimumViable},{string.Join(' ', cohort.AssignmentsDue.Select(Day))}"
                    )
                );
                Write(
                    "sessions.csv",
                    "cohort,date,type,from,to",
                    catalogue.Cohorts.SelectMany(cohort =>
                        cohort.Sessions.Select(session =>
                            Invariant(
                                $"{cohort.Id},{Day(session.Date)},{EnumNames.Of(session.Type)},{session.From:HH:mm},{session.To:HH:mm}"
                            )
                        )
                    )
                );
                var (read, faults) = CatalogueFolder.Read(folder.FullName);
                folder.Delete(recursive: true);
                Assert.Empty(faults);
                Assert.Equal(Json(catalogue), Json(read! with { Version = catalogue.Version, SchoolTerms = [] }));
                static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            }
        );

    [Fact]
    public void The_same_seed_gives_the_same_catalogue_and_another_seed_another() =>
        Gen.Int.Sample(
            seed => Json(Draw(seed, null)) == Json(Draw(seed, null)) && Json(Draw(seed, null)) != Json(Draw(seed + 1, null)),
            iter: 20,
            threads: 1
        );

    private static void ForAll(int?[] cohorts, Action<Catalogue> check) =>
        Gen.Int.Sample(seed => Array.ForEach(cohorts, count => check(Draw(seed, count))), iter: 30, threads: 1);

    private static Catalogue Draw(int seed, int? cohorts) =>
        RandomCatalogue.Draw(new Dice(seed, DrawPurpose.Test, 0), Gazetteer, Some.Today, cohorts);

    private static string Json(Catalogue catalogue) => JsonSerializer.Serialize(catalogue);
}
