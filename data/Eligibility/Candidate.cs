using Matcher.Data.Domain;

namespace Matcher.Data.Eligibility;

/// <summary>A cohort as it looks to one person.</summary>
/// <param name="Cohort">The cohort.</param>
/// <param name="DistanceMiles">From the person's home to the venue, in miles as the crow flies.</param>
/// <param name="AttendableSessions">How many of its sessions they can be at.</param>
public readonly record struct Candidate(Cohort Cohort, double DistanceMiles, int AttendableSessions)
{
    /// <summary>Looks at a cohort with a person's eyes.</summary>
    public static Candidate Of(Profile profile, Cohort cohort)
    {
        // By index, here and in Availability: a list's enumerator is an object, and every request would make one for each session.
        var (sessions, availability) = (cohort.Sessions, profile.Availability);
        var attendable = 0;
        for (var i = 0; i < sessions.Count; i++)
            if (availability.Allows(sessions[i])) attendable++;
        return new(cohort, profile.Home.Position.MilesTo(cohort.Venue.Position), attendable);
    }
}
