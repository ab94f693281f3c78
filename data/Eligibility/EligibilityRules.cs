using Matcher.Data.Domain;

namespace Matcher.Data.Eligibility;

/// <summary>Who may take what. The only place that decides it, for serving as for training.</summary>
public static class EligibilityRules
{
    /// <summary>Everything that keeps a person from a cohort. What a profile doesn't say refuses nothing.</summary>
    /// <param name="profile">The person.</param>
    /// <param name="candidate">The cohort, as it looks to this person.</param>
    /// <param name="today">The day, in England.</param>
    public static Refusals Check(Profile profile, in Candidate candidate, DateOnly today)
    {
        var (cohort, availability) = (candidate.Cohort, profile.Availability);
        return default(Refusals)
            .With(Refusal.NoPlaces, cohort.PlacesLeft <= 0)
            .With(Refusal.Started, cohort.HasBegun(today))
            .With(Refusal.StartsTooEarly, cohort.StartsOn < availability.EarliestStart)
            .With(Refusal.EndsTooLate, cohort.EndsOn > availability.LatestFinish)
            .With(Refusal.TooFar, candidate.DistanceMiles > profile.MaxDistanceMiles && profile.OpenToTravel is not true)
            .With(Refusal.Overnight, cohort.Residential && profile.CanStayOvernight is false)
            // Wider than "no kind fits" and "every day is ruled out" taken apart: a cohort of which both together leave nothing fits nobody.
            .With(Refusal.NoSessionFits, candidate.AttendableSessions == 0)
            .With(Refusal.LevelRequired, profile is { AccreditationRequired: true, PreferredAccreditation: { } level } && cohort.Course.Accreditation != level)
            .With(Refusal.NotFunded, profile.Sector is Sector.Independent);
    }
}
