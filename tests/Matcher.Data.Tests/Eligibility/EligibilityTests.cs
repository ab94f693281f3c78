using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using Matcher.Data.Places;

namespace Matcher.Data.Tests.Eligibility;

/// <summary>Each rule alone, at its edge.</summary>
public sealed class EligibilityTests
{
    private static readonly DateOnly Today = new(2027, 1, 10);
    private static readonly Profile Anybody = new() { Home = new(new Position(51.5, 0), null, Precision.Coordinate) };

    [Fact]
    public void Who_says_nothing_is_refused_nothing() => Assert.True(Check(Anybody, Cohort()).None);

    [Fact]
    public void A_cohort_with_no_places_is_refused()
    {
        Refused(Refusal.NoPlaces, Anybody, Cohort(placesLeft: 0));
        Assert.True(Check(Anybody, Cohort(placesLeft: 1)).None);
    }

    [Fact]
    public void A_cohort_is_refused_once_its_first_session_has_begun()
    {
        var cohort = Cohort(starts: Today);
        Refusals At(int hour, int minute) =>
            EligibilityRules.Check(Anybody, Candidate.Of(Anybody, cohort), Today.ToDateTime(new(hour, minute)));
        Assert.True(At(9, 29).None);
        Assert.True(At(9, 30).Has(Refusal.Started));
        Assert.True(At(16, 0).Has(Refusal.Started));
    }

    [Fact]
    public void On_a_day_as_a_whole_the_days_own_cohorts_have_not_begun()
    {
        Refused(Refusal.Started, Anybody, Cohort(starts: Today.AddDays(-1)));
        Assert.True(Check(Anybody, Cohort(starts: Today)).None);
    }

    [Fact]
    public void The_earliest_start_and_the_latest_finish_are_days_that_fit()
    {
        var cohort = Cohort(starts: new(2027, 2, 1), ends: new(2027, 5, 31));
        Profile Within(DateOnly start, DateOnly finish) =>
            Anybody with
            {
                Availability = new() { EarliestStart = start, LatestFinish = finish },
            };
        Assert.True(Check(Within(new(2027, 2, 1), new(2027, 5, 31)), cohort).None);
        Refused(Refusal.StartsTooEarly, Within(new(2027, 2, 2), new(2027, 5, 31)), cohort);
        Refused(Refusal.EndsTooLate, Within(new(2027, 2, 1), new(2027, 5, 30)), cohort);
    }

    [Fact]
    public void Too_far_is_farther_than_the_limit_unless_open_to_travel()
    {
        var candidate = Candidate.Of(Anybody, Cohort());
        var limit = Anybody with { MaxDistanceMiles = candidate.DistanceMiles };
        Assert.True(Check(limit, candidate.Cohort).None);
        var less = limit with { MaxDistanceMiles = candidate.DistanceMiles - 0.01 };
        Refused(Refusal.TooFar, less, candidate.Cohort);
        Refused(Refusal.TooFar, less with { OpenToTravel = false }, candidate.Cohort);
        Assert.True(Check(less with { OpenToTravel = true }, candidate.Cohort).None);
    }

    [Fact]
    public void A_night_away_is_refused_only_to_those_who_said_they_can_not()
    {
        Refused(Refusal.Overnight, Anybody with { CanStayOvernight = false }, Cohort(residential: true));
        Assert.True(Check(Anybody with { CanStayOvernight = true }, Cohort(residential: true)).None);
        Assert.True(Check(Anybody, Cohort(residential: true)).None);
        Assert.True(Check(Anybody with { CanStayOvernight = false }, Cohort()).None);
    }

    [Fact]
    public void A_cohort_fits_while_one_session_can_be_attended()
    {
        var cohort = Cohort(starts: new(2027, 2, 1), ends: new(2027, 5, 31));
        Profile With(SessionType[] types, params DateRange[] unavailable) =>
            Anybody with
            {
                Availability = new() { SessionTypes = types, Unavailable = unavailable },
            };
        Refused(Refusal.NoSessionFits, With([SessionType.Weekend]), cohort);
        Assert.True(Check(With([SessionType.Online]), cohort).None);
        Refused(Refusal.NoSessionFits, With([], new DateRange(new(2027, 2, 1), new(2027, 5, 31))), cohort);
        Assert.True(Check(With([], new DateRange(new(2027, 2, 2), new(2027, 5, 31))), cohort).None);
        // The online session is on a day ruled out, and the others are of a kind ruled out.
        Refused(Refusal.NoSessionFits, With([SessionType.Online], new DateRange(new(2027, 5, 31), new(2027, 5, 31))), cohort);
    }

    [Fact]
    public void A_required_level_refuses_the_others_and_means_nothing_without_a_level()
    {
        var required = Anybody with { AccreditationRequired = true };
        Refused(Refusal.LevelRequired, required with { PreferredAccreditation = Accreditation.Level7 }, Cohort());
        Assert.True(Check(required with { PreferredAccreditation = Accreditation.Level6 }, Cohort()).None);
        Assert.True(Check(required, Cohort()).None);
        Assert.True(Check(Anybody with { PreferredAccreditation = Accreditation.Level7 }, Cohort()).None);
    }

    [Fact]
    public void Only_independent_schools_are_not_funded()
    {
        foreach (var sector in Enum.GetValues<Sector>())
            Assert.Equal(sector != Sector.Independent, Check(Anybody with { Sector = sector }, Cohort()).None);
        Refused(Refusal.NotFunded, Anybody with { Sector = Sector.Independent }, Cohort());
    }

    [Fact]
    public void Several_refusals_are_all_told()
    {
        var refusals = Check(
            Anybody with
            {
                Sector = Sector.Independent,
                CanStayOvernight = false,
            },
            Cohort(placesLeft: 0, residential: true)
        );
        Assert.Equal([Refusal.NoPlaces, Refusal.Overnight, Refusal.NotFunded], Enum.GetValues<Refusal>().Where(refusals.Has));
    }

    private static void Refused(Refusal code, Profile profile, Cohort cohort) =>
        Assert.Equal([code], Enum.GetValues<Refusal>().Where(Check(profile, cohort).Has));

    private static Refusals Check(Profile profile, Cohort cohort) => EligibilityRules.Check(profile, Candidate.Of(profile, cohort), Today);

    private static Cohort Cohort(DateOnly? starts = null, DateOnly? ends = null, int placesLeft = 5, bool residential = false)
    {
        var first = starts ?? new DateOnly(2027, 2, 1);
        return new([
            new(first, SessionType.WeekdayFullDay, new(9, 30), new(16, 0)),
            new(ends ?? first.AddDays(56), SessionType.Online, new(16, 0), new(17, 0)),
        ])
        {
            Id = "cohort",
            Course = new()
            {
                Id = "course",
                Title = "Course",
                Provider = new("provider", "Provider", ProviderType.University, Coverage.National, "London"),
                Accreditation = Accreditation.Level6,
                Credits = 20,
                Delivery = Delivery.Blended,
                ContactHours = 30,
                SelfStudyHoursPerWeek = 3,
                Balance = Balance.Balanced,
                Sectors = [],
                Benchmarks = [],
                CatchUp = CatchUp.OneToOne,
                SatisfactionPercent = 91,
            },
            Venue = new("venue", "Venue", "London", new Position(51.5, 1), true),
            Residential = residential,
            Places = 20,
            PlacesLeft = placesLeft,
            MinimumViable = 8,
            AssignmentsDue = [],
        };
    }
}
