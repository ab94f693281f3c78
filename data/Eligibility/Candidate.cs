using Matcher.Data.Domain;
using Matcher.Data.Places;

namespace Matcher.Data.Eligibility;

/// <summary>A candidate's index among all candidates of one person, from 0.</summary>
public readonly record struct CandidateIndex(int Value);

/// <summary>A cohort as it looks to one person.</summary>
/// <param name="Cohort">The cohort.</param>
/// <param name="DistanceMiles">From the person's home to the venue, in miles: as the crow flies, or around water and over its crossings
/// where that is the way.</param>
/// <param name="AttendableSessions">How many of its sessions they can be at.</param>
public readonly record struct Candidate(Cohort Cohort, double DistanceMiles, int AttendableSessions)
{
    /// <summary>Whether part of the way to the venue is by ferry.</summary>
    public bool ByFerry { get; init; }

    /// <summary>Looks at a cohort with a person's eyes.</summary>
    public static Candidate Of(Profile profile, Cohort cohort) => Of(profile, cohort, cohort.Venue.WayFrom(profile.Home.Position));

    /// <summary>Looks at a cohort with a person's eyes, when the way to its venue is known.</summary>
    public static Candidate Of(Profile profile, Cohort cohort, Way way) =>
        new(cohort, way.Miles, profile.Availability.CountAttendable(cohort)) { ByFerry = way.ByFerry };
}
