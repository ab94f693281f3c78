using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using Matcher.Data.Places;

namespace Matcher.Scorer.Simulation;

/// <summary>A cohort as it looks from one home on one day, to anybody who lives there: what the utilities need, worked out once for all draws of people.</summary>
internal sealed class Alternative
{
    private const double DaysInMonth = 30.4;
    private readonly int[] sessions = new int[Enum.GetValues<SessionType>().Length];

    /// <summary>Looks at a cohort.</summary>
    public Alternative(Cohort cohort, Position home, DateOnly today)
    {
        Cohort = cohort;
        Miles = cohort.Venue.WayFrom(home).Miles;
        Months = (cohort.StartsOn.DayNumber - today.DayNumber) / DaysInMonth;
        foreach (var session in cohort.Sessions) sessions[(int)session.Type]++;
        double Share(int count) => (double)count / cohort.Sessions.Count;
        OnlineShare = Share(sessions[(int)SessionType.Online]);
        OutOfHoursShare = Share(sessions[(int)SessionType.Twilight] + sessions[(int)SessionType.Weekend]);
        BackToBack = sessions[(int)SessionType.TwoDaysBackToBack] > 0;
    }

    public Cohort Cohort { get; }

    /// <summary>As the crow flies, or around water and over its crossings.</summary>
    public double Miles { get; }

    /// <summary>Until the first session.</summary>
    public double Months { get; }

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
            if (person.Availability.AllowsType((SessionType)type)) attendable += sessions[type];
        return new(Cohort, Miles, attendable);
    }
}
