using Matcher.Data.Domain;

namespace Matcher.Api.Recommendations.Ranking;

/// <summary>How long an application takes, from the day on which it is made.</summary>
/// <param name="Today">The day, in England.</param>
/// <param name="Days">How many days it usually takes until it is sponsored and signed; 0 to 365.</param>
internal readonly record struct ApplicationTime(DateOnly Today, int Days)
{
    /// <summary>The first day on which a cohort may start for the application to be through in time.</summary>
    public DateOnly FirstRealisticStart => Today.AddDays(Days);

    /// <summary>
    /// The first day from which on a start is not too early for a person: those who ask for an earlier one know what they ask for.
    /// </summary>
    public DateOnly StartFrom(Profile profile) => profile.Availability.EarliestStart < FirstRealisticStart ? Today : FirstRealisticStart;
}
