using Matcher.Scorer.Simulation;

namespace Matcher.Scorer.Evaluation;

/// <summary>
/// How far simulated people go, by what they said of travel, beside what is known of how far people go (<c>data/figures/travel.csv</c>).
/// </summary>
internal static class Travel
{
    private const double Far = 40;
    private const double VeryFar = 80;
    private const double Passed = 2;

    /// <summary>Measures people who chose from the sample catalogue and say everything.</summary>
    public static IReadOnlyList<TravelRow> Measure(Simulator simulator, int people, CancellationToken cancellation)
    {
        var choosers = simulator.Choosers(simulator.Base, ProfileCompleteness.Full).Draw(people, DrawPurpose.Test, cancellation);
        return
        [
            .. Of("notOpen", choosers.Where(chooser => chooser.Person.OpenToTravel is false)),
            .. Of("open", choosers.Where(chooser => chooser.Person.OpenToTravel is true)),
        ];

        IEnumerable<TravelRow> Of(string who, IEnumerable<Chooser> group)
        {
            var trips = group.SelectMany(Trips).OrderBy(trip => trip.Miles).ToList();
            var all = trips.Sum(trip => trip.Weight);
            double Mean(Func<Trip, double> of) => all > 0 ? trips.Sum(trip => trip.Weight * of(trip)) / all : double.NaN;
            double Median()
            {
                var sum = 0.0;
                return trips.FirstOrDefault(trip => (sum += trip.Weight) >= all / 2).Miles;
            }
            TravelRow Row(string measure, double value) => new(who, measure, simulator.Figures.Travel(who, measure), value);
            return
            [
                Row("meanMiles", Mean(trip => trip.Miles)),
                Row("medianMiles", Median()),
                Row("beyond40", Mean(trip => trip.Miles > Far ? 1 : 0)),
                Row("beyond80", Mean(trip => trip.Miles > VeryFar ? 1 : 0)),
                Row("passNearest", Mean(trip => trip.Miles > trip.Nearest + Passed ? 1 : 0)),
            ];
        }
    }

    // Every way that somebody may go, with its probability, and how far the nearest course of the same level would have been.
    private static IEnumerable<Trip> Trips(Chooser chooser)
    {
        var nearest = chooser
            .Alternatives.GroupBy(alternative => alternative.Cohort.Course.Accreditation)
            .ToDictionary(level => level.Key, level => level.Min(alternative => alternative.Miles));
        return chooser
            .Alternatives.Zip(chooser.Probabilities)
            .Where(pair => pair.Second > 0)
            .Select(pair => new Trip(pair.First.Miles, nearest[pair.First.Cohort.Course.Accreditation], pair.Second));
    }

    private readonly record struct Trip(double Miles, double Nearest, double Weight);
}
