using Matcher.Data.Places;
using Matcher.Data.Text;
using Matcher.Scorer.Simulation;

namespace Matcher.Scorer.Evaluation;

/// <summary>
/// How often each provider comes first, beside how probable its courses are and how many places it has: over all districts, for what
/// websites really send.
/// </summary>
internal static class FirstPlaces
{
    private const int DaysApart = 91;

    /// <summary>Measures requests of one kind, from every district on four days of the sample's year.</summary>
    /// <param name="simulator">Knows districts, people and sample.</param>
    /// <param name="answers">What is answered from the sample.</param>
    /// <param name="completeness">Location only, or sparse.</param>
    /// <param name="step">Every how many districts one is looked at: 1 for all.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static IReadOnlyList<FirstPlaceRow> Measure(
        Simulator simulator,
        ServedRankings answers,
        ProfileCompleteness completeness,
        int step,
        CancellationToken cancellation
    )
    {
        var from = Simulation.Choosers.FirstDay(simulator.Sample);
        var each = simulator
            .Gazetteer.Districts.Index()
            .Where(district => district.Index % step == 0)
            .AsParallel()
            .AsOrdered()
            .WithCancellation(cancellation)
            .SelectMany(district =>
                Enumerable
                    .Range(0, 4)
                    .Select(quarter =>
                    {
                        var dice = new Dice(simulator.Seed, DrawPurpose.Test, 4 * district.Index + quarter);
                        var home = new Place(district.Item.Position, district.Item.Name, Precision.District);
                        var person = simulator.Population.Complete(new() { Home = home }, dice, out _, simulator.Sample.Providers);
                        return (
                            Weight: (double)district.Item.Postcodes,
                            Courses: answers.To(Requests.Of(person, completeness, dice), from.AddDays(quarter * DaysApart))
                        );
                    })
            )
            .ToList();
        var all = each.Sum(one => one.Weight);
        var places = simulator
            .Sample.Cohorts.GroupBy(cohort => cohort.Course.Provider.Id)
            .ToDictionary(provider => provider.Key, provider => provider.Sum(cohort => cohort.PlacesLeft));
        return
        [
            .. simulator.Sample.Providers.Select(provider =>
            {
                bool IsIts(AnsweredCourse course) => course.Candidate.Cohort.Course.Provider.Id == provider.Id;
                return new FirstPlaceRow(
                    EnumNames.Of(completeness),
                    provider.Id,
                    each.Sum(one => IsIts(one.Courses[0]) ? one.Weight : 0) / all,
                    each.Sum(one => one.Weight * one.Courses.Where(IsIts).Sum(course => course.Probability)) / all,
                    (double)places.GetValueOrDefault(provider.Id) / places.Values.Sum()
                );
            }),
        ];
    }
}
