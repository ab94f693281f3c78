using Matcher.Data.Domain;

namespace Matcher.Data.Eligibility;

/// <summary>Who may take what. The only place that decides it, for serving as for training.</summary>
public static class EligibilityRules
{
    /// <summary>Everything that keeps a person from a cohort; <see cref="Refusal.None"/> makes it a candidate. What a profile doesn't say refuses nothing.</summary>
    /// <param name="profile">The person.</param>
    /// <param name="candidate">The cohort, as it looks to this person.</param>
    /// <param name="today">The day, in England.</param>
    public static Refusal Check(Profile profile, in Candidate candidate, DateOnly today)
    {
        var cohort = candidate.Cohort;
        var availability = profile.Availability;
        var refusal = Refusal.None;

        if (cohort.PlacesLeft <= 0) refusal |= Refusal.NoPlaces;
        if (cohort.StartsOn < today) refusal |= Refusal.Started;
        if (cohort.StartsOn < availability.EarliestStart) refusal |= Refusal.StartsTooEarly;
        if (cohort.EndsOn > availability.LatestFinish) refusal |= Refusal.EndsTooLate;
        if (candidate.DistanceMiles > profile.MaxDistanceMiles && profile.OpenToTravel is not true) refusal |= Refusal.TooFar;
        if (cohort.Residential && profile.CanStayOvernight is false) refusal |= Refusal.Overnight;
        // Wider than "no kind fits" and "every day is ruled out" taken apart: a cohort of which both together leave nothing fits nobody.
        if (candidate.AttendableSessions == 0) refusal |= Refusal.NoSessionFits;
        if (profile is { AccreditationRequired: true, PreferredAccreditation: { } level } && cohort.Course.Accreditation != level) refusal |= Refusal.LevelRequired;
        if (profile.Sector is Sector.Independent) refusal |= Refusal.NotFunded;
        return refusal;
    }
}
