using Matcher.Data.Domain;

namespace Matcher.Data.Eligibility;

/// <summary>A cohort as it looks to one person.</summary>
/// <param name="Cohort">The cohort.</param>
/// <param name="DistanceMiles">From the person's home to the venue, in miles as the crow flies.</param>
/// <param name="AttendableSessions">How many of its sessions they can be at.</param>
public readonly record struct Candidate(Cohort Cohort, double DistanceMiles, int AttendableSessions)
{
    /// <summary>Looks at a cohort with a person's eyes.</summary>
    public static Candidate Of(Profile profile, Cohort cohort) =>
        new(cohort, profile.Home.Position.MilesTo(cohort.Venue.Position), profile.Availability.CountAttendable(cohort));
}
