using System.Collections.Concurrent;
using Matcher.Data.Places;

namespace Matcher.Data.Domain;

/// <summary>The ways from one home to the venues of a catalogue's cohorts.</summary>
/// <param name="ways">A way to each venue.</param>
/// <param name="venueOfCohort">For each cohort the index of its venue among the ways.</param>
public readonly ref struct WaysToCohorts(ReadOnlySpan<Way> ways, ReadOnlySpan<int> venueOfCohort)
{
    private readonly ReadOnlySpan<Way> ways = ways;
    private readonly ReadOnlySpan<int> venueOfCohort = venueOfCohort;

    /// <summary>The way to a cohort's venue.</summary>
    public Way this[CohortIndex cohort] => ways[venueOfCohort[cohort.Value]];
}

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

    /// <summary>The ways from a home.</summary>
    public WaysToCohorts From(Place home) => new(ToVenues(home), venueOfCohort);

    private Way[] ToVenues(Place home)
    {
        if (home.Precision != Precision.District)
            return Measure(home.Position);
        return fromDistricts.TryGetValue(home.Position, out var known)
            ? known
            : fromDistricts.GetOrAdd(home.Position, Measure(home.Position));
    }

    private Way[] Measure(Position home) => Array.ConvertAll(venues, venue => venue.WayFrom(home));
}
