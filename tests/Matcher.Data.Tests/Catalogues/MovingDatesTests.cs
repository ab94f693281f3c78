using Matcher.Data.Catalogues;
using Matcher.Data.Domain;
using Microsoft.Extensions.Time.Testing;

namespace Matcher.Data.Tests.Catalogues;

/// <summary>The sample stays useful whatever the date.</summary>
public sealed class MovingDatesTests
{
    private static readonly Catalogue Sample = CatalogueFolder.Load(DataFiles.Catalogue);
    private static readonly DateOnly From = Sample.About.MovesFrom!.Value;

    /// <summary>Moves after which the sample still keeps out of the holidays; 52 weeks are a day and a quarter short of a year.</summary>
    public static TheoryData<int> Moves => [.. Enumerable.Range(0, 9)];

    [Fact]
    public void Dates_move_by_multiples_of_52_weeks_so_the_weekday_stays()
    {
        var moved = Sample.At(From.AddDays(364 * 3));
        Assert.Equal(Sample.Cohorts.Select(cohort => cohort.StartsOn.AddDays(364 * 3)), moved.Cohorts.Select(cohort => cohort.StartsOn));
        Assert.Equal(Sample.Cohorts.Select(cohort => cohort.StartsOn.DayOfWeek), moved.Cohorts.Select(cohort => cohort.StartsOn.DayOfWeek));
        Assert.Equal(
            Sample.Cohorts.SelectMany(cohort => cohort.AssignmentsDue).Select(day => day.AddDays(364 * 3)),
            moved.Cohorts.SelectMany(cohort => cohort.AssignmentsDue)
        );
        Assert.Equal(Sample.SchoolTerms[0].Days.From.AddDays(364 * 3), moved.SchoolTerms[0].Days.From);
    }

    [Fact]
    public void Another_move_is_another_version()
    {
        Assert.Equal(Sample.Version, Sample.At(From).Version);
        Assert.Equal(Sample.Version, Sample.At(From.AddDays(363)).Version);
        Assert.Equal(Sample.Version + "+52w", Sample.At(From.AddDays(364)).Version);
        Assert.Equal(Sample.Version + "-52w", Sample.At(From.AddDays(-1)).Version);
    }

    [Fact]
    public void A_catalogue_that_does_not_move_stays_as_written()
    {
        var real = Sample with { About = Sample.About with { MovesFrom = null } };
        Assert.Same(real, real.At(new DateOnly(2040, 1, 1)));
    }

    [Fact]
    public void On_every_day_cohorts_start_within_the_year_ahead_and_beyond_half_of_it()
    {
        for (var today = From; today < From.AddDays(728); today = today.AddDays(1))
        {
            var ahead = Sample.At(today).Cohorts.Where(cohort => cohort.StartsOn >= today && cohort.StartsOn < today.AddDays(364)).ToList();
            Assert.True(ahead.Count >= 60, $"Only {ahead.Count} cohorts start in the year after {today:yyyy-MM-dd}.");
            Assert.Contains(ahead, cohort => cohort.StartsOn > today.AddDays(182));
        }
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public void No_session_falls_into_an_English_school_holiday(int moves)
    {
        var catalogue = Sample.At(From.AddDays(364 * moves));
        foreach (var cohort in catalogue.Cohorts)
        {
            Assert.All(
                cohort.Sessions,
                session => Assert.False(SchoolHolidays.Contain(session.Date), $"{cohort.Id} meets on {session.Date:yyyy-MM-dd}.")
            );
        }
    }

    [Theory]
    [InlineData("2027-08-30T22:59:00Z", "")] // 23:59 in England, in summer time
    [InlineData("2027-08-30T23:01:00Z", "+52w")]
    public void The_day_changes_at_midnight_in_England(string now, string move)
    {
        var current = new CurrentCatalogue(
            CatalogueArchive.Load(DataFiles.Catalogue),
            new FakeTimeProvider(DateTimeOffset.Parse(now, null))
        );
        Assert.Equal(Sample.Version + move, current.Now().Catalogue.Version);
    }

    [Theory]
    [InlineData("2027-07-01T08:30:00Z", "2027-07-01T09:30:00")] // in summer time
    [InlineData("2027-01-07T09:30:00Z", "2027-01-07T09:30:00")]
    public void The_time_is_that_of_England_and_advances_within_a_day(string now, string inEngland)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse(now, null));
        var current = new CurrentCatalogue(CatalogueArchive.Load(DataFiles.Catalogue), clock);
        Assert.Equal(DateTime.Parse(inEngland, null), current.Now().Time);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(DateTime.Parse(inEngland, null).AddMinutes(1), current.Now().Time);
    }

    [Fact]
    public void A_running_clock_moves_the_catalogue_on()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2027, 8, 29, 12, 0, 0, TimeSpan.Zero));
        var current = new CurrentCatalogue(CatalogueArchive.Load(DataFiles.Catalogue), clock);
        var before = current.Now();
        Assert.Same(before.Catalogue, current.Now().Catalogue);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Same(before.Catalogue, current.Now().Catalogue);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(Sample.Version + "+52w", current.Now().Catalogue.Version);
        Assert.Equal(new DateOnly(2027, 8, 31), current.Now().Today);
    }
}
