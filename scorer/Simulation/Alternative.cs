using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using Matcher.Data.Places;

namespace Matcher.Scorer.Simulation;

/// <summary>
/// A cohort as it looks from one home on one day, to anybody who lives there: what the utilities need, worked out once for all draws of
/// people.
/// </summary>
internal sealed class Alternative
{
    private const double DaysInMonth = 30.4;

    /// <summary>How long an application takes until it is sponsored and signed, in days: the default of the service's setting.</summary>
    public const int ApplicationDays = 21;

    private readonly int[] sessions = new int[Enum.GetValues<SessionType>().Length];

    /// <summary>Looks at a cohort.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="course">The index of its course among those of the same person's alternatives.</param>
    /// <param name="home">Where the person lives.</param>
    /// <param name="today">The day they choose.</param>
    public Alternative(Cohort cohort, int course, Position home, DateOnly today)
    {
        (Cohort, Course) = (cohort, course);
        Miles = cohort.Venue.WayFrom(home).Miles;
        var daysAfterSigning = cohort.StartsOn.DayNumber - today.DayNumber - ApplicationDays;
        (Months, StartsTooSoon) = (Math.Max(0, daysAfterSigning) / DaysInMonth, daysAfterSigning < 0);
        foreach (var session in cohort.Sessions)
            sessions[(int)session.Type]++;
        double Share(int count) => (double)count / cohort.Sessions.Count;
        OnlineShare = Share(sessions[(int)SessionType.Online]);
        OutOfHoursShare = Share(sessions[(int)SessionType.Twilight] + sessions[(int)SessionType.Weekend]);
        BackToBack = sessions[(int)SessionType.TwoDaysBackToBack] > 0;
    }

    public Cohort Cohort { get; }

    /// <summary>The index of its course among those of the same person's alternatives, from 0.</summary>
    public int Course { get; }

    /// <summary>From home to the venue: as the crow flies, or around water and over its crossings.</summary>
    public double Miles { get; }

    /// <summary>Until the first session, from the day on which an application made today is signed; 0 before it.</summary>
    public double Months { get; }

    /// <summary>Whether the first session comes before an application made today is signed.</summary>
    public bool StartsTooSoon { get; }

    /// <summary>Of the sessions, 0 to 1.</summary>
    public double OnlineShare { get; }

    /// <summary>Of the sessions, in the evening or at the weekend, 0 to 1.</summary>
    public double OutOfHoursShare { get; }

    public bool BackToBack { get; }

    /// <summary>The candidate it is for somebody.</summary>
    public Candidate For(Profile person)
    {
        var attendable = 0;
        for (var type = 0; type < sessions.Length; type++)
        {
            if (person.Availability.AllowsType((SessionType)type))
                attendable += sessions[type];
        }

        return new(Cohort, Miles, attendable);
    }
}
