using System.Collections.Concurrent;
using Matcher.Data.Places;

namespace Matcher.Data.Domain;

/// <summary>
/// The ways from a home to the venues of a catalogue, each venue once: many cohorts share one. The ways from a postcode district are kept,
/// because thousands of people share its point. Those from an exact position are not: they would tell where somebody lives.
/// </summary>
internal sealed class VenueWays
{
    private readonly Venue[] venues;
    private readonly int[] venueOfCohort;
    private readonly ConcurrentDictionary<Position, Way[]> fromDistricts = new();

    public VenueWays(IReadOnlyList<Cohort> cohorts)
    {
        var indices = new Dictionary<Venue, int>();
        venueOfCohort =
        [
            .. cohorts.Select(cohort => indices.TryGetValue(cohort.Venue, out var index) ? index : indices[cohort.Venue] = indices.Count),
        ];
        venues = [.. indices.Keys];
    }

    /// <summary>The index of a cohort's venue among the ways of <see cref="From"/>.</summary>
    public int VenueOf(int cohort) => venueOfCohort[cohort];

    /// <summary>A way to each venue.</summary>
    public Way[] From(Place home)
    {
        if (home.Precision != Precision.District)
            return Measure(home.Position);
        return fromDistricts.TryGetValue(home.Position, out var known)
            ? known
            : fromDistricts.GetOrAdd(home.Position, Measure(home.Position));
    }

    private Way[] Measure(Position home) => Array.ConvertAll(venues, venue => venue.WayFrom(home));
}
