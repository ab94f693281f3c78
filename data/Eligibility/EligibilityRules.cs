using Matcher.Data.Domain;

namespace Matcher.Data.Eligibility;

/// <summary>Who may take what. The only place that decides it, for serving as for training.</summary>
public static class EligibilityRules
{
    /// <summary>Everything that keeps a person from a cohort. What a profile doesn't say refuses nothing.</summary>
    /// <param name="profile">The person.</param>
    /// <param name="candidate">The cohort, as it looks to this person.</param>
    /// <param name="now">The date and time, in England.</param>
    public static Refusals Check(Profile profile, in Candidate candidate, DateTime now)
    {
        var (cohort, availability) = (candidate.Cohort, profile.Availability);
        return default(Refusals)
            .With(Refusal.NoPlaces, cohort.PlacesLeft <= 0)
            .With(Refusal.Started, cohort.HasBegun(now))
            .With(Refusal.StartsTooEarly, cohort.StartsOn < availability.EarliestStart)
            .With(Refusal.EndsTooLate, cohort.EndsOn > availability.LatestFinish)
            .With(Refusal.TooFar, candidate.DistanceMiles > profile.MaxDistanceMiles && profile.OpenToTravel is not true)
            .With(Refusal.Overnight, cohort.Residential && profile.CanStayOvernight is false)
            // Wider than "no kind fits" and "every day is ruled out" taken apart: a cohort of which both together leave nothing fits
            // nobody.
            .With(Refusal.NoSessionFits, candidate.AttendableSessions == 0)
            .With(
                Refusal.LevelRequired,
                profile is { AccreditationRequired: true, PreferredAccreditation: { } level } && cohort.Course.Accreditation != level
            )
            .With(Refusal.NotFunded, profile.Sector is Sector.Independent);
    }

    /// <summary>The same on a day: see <see cref="StartOf"/>.</summary>
    public static Refusals Check(Profile profile, in Candidate candidate, DateOnly day) => Check(profile, candidate, StartOf(day));

    /// <summary>
    /// The time at which everything that is pinned to a day decides: batch runs, simulated choices. At the start of the day the day's own
    /// cohorts have not begun, so that what comes out depends on the day alone, and not on when the work was done.
    /// </summary>
    public static DateTime StartOf(DateOnly day) => day.ToDateTime(TimeOnly.MinValue);
}
