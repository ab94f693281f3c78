using Matcher.Data.Domain;
using Matcher.Data.Places;
using Matcher.Scorer.Simulation;

namespace Matcher.Scorer.Evaluation;

/// <summary>
/// Whether what is near comes first, in every postcode district of England, weighted by its postcodes, over the sample's year, for people
/// who are not open to travel.
/// </summary>
internal static class NearTable
{
    private const double Far = 50;
    private const double Near = 30;
    private const int DaysApart = 91;
    private const double LeadMiles = Scoring.CourseOrder.FarthestLead;

    private static readonly (string Said, Func<Place, int, Profile> Profile)[] Requests =
    [
        ("nothing", (home, _) => new() { Home = home }),
        ("non-accredited", (home, _) => new() { Home = home, PreferredAccreditation = Accreditation.NonAccredited }),
        ("Level 6", (home, _) => new() { Home = home, PreferredAccreditation = Accreditation.Level6 }),
        ("Level 7", (home, _) => new() { Home = home, PreferredAccreditation = Accreditation.Level7 }),
        ("sector", (home, index) => new() { Home = home, Sector = (Sector)(index % (int)Sector.Independent) }),
        (
            "Level 6 and sector",
            (home, index) =>
                new()
                {
                    Home = home,
                    PreferredAccreditation = Accreditation.Level6,
                    Sector = (Sector)(index % (int)Sector.Independent),
                }
        ),
        (
            "time",
            (home, _) =>
                new()
                {
                    Home = home,
                    Availability = new()
                    {
                        StudyHoursPerWeek = 3,
                        SessionTypes = [SessionType.WeekdayFullDay, SessionType.WeekdayHalfDay, SessionType.Online],
                    },
                }
        ),
    ];

    /// <summary>Measures every kind of request.</summary>
    /// <param name="simulator">Knows districts and sample.</param>
    /// <param name="answers">What is answered from the sample.</param>
    /// <param name="step">Every how many districts one is looked at: 1 for all.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public static IReadOnlyList<NearRow> Measure(Simulator simulator, ServedRankings answers, int step, CancellationToken cancellation)
    {
        var districts = simulator.Gazetteer.Districts.Index().Where(district => district.Index % step == 0).ToList();
        var from = Simulation.Choosers.FirstDay(simulator.Sample);
        return
        [
            .. Requests.Select(request =>
            {
                var each = districts
                    .AsParallel()
                    .AsOrdered()
                    .WithCancellation(cancellation)
                    .SelectMany(district =>
                        Enumerable
                            .Range(0, 4)
                            .Select(quarter =>
                            {
                                var profile = request.Profile(
                                    new(district.Item.Position, district.Item.Name, Precision.District),
                                    district.Index
                                );
                                return (
                                    Weight: (double)district.Item.Postcodes,
                                    Seen: Look(profile, answers.To(profile, from.AddDays(quarter * DaysApart)))
                                );
                            })
                    )
                    .ToList();
                double Share(Func<Seen, bool> of) => each.Sum(one => of(one.Seen) ? one.Weight : 0) / each.Sum(one => one.Weight);
                double? ShareAmong(Func<Seen, bool> of, Func<Seen, bool> among)
                {
                    var group = each.Where(one => among(one.Seen)).ToList();
                    return group.Count == 0 ? null : group.Sum(one => of(one.Seen) ? one.Weight : 0) / group.Sum(one => one.Weight);
                }
                return new NearRow(
                    request.Said,
                    each.Count,
                    Share(seen => seen.FarInstead),
                    Share(seen => seen.BeyondNearest),
                    ShareAmong(seen => seen.WantedLeads, seen => seen.LevelSaid && !seen.WantedIsFar),
                    ShareAmong(seen => seen.NearLeads, seen => seen.LevelSaid && seen.WantedIsFar),
                    each.Sum(one => one.Weight * one.Seen.Miles) / each.Sum(one => one.Weight)
                );
            }),
        ];
    }

    private static Seen Look(Profile profile, IReadOnlyList<AnsweredCourse> courses)
    {
        var first = courses[0];
        var wanted = profile.PreferredAccreditation;
        var nearest = courses.Min(course => course.Miles);
        var nearestWanted = courses
            .Where(course => wanted is null || course.Level == wanted)
            .Select(course => course.Miles)
            .DefaultIfEmpty(double.PositiveInfinity)
            .Min();
        return new(
            first.Miles > Far && nearestWanted <= Near,
            courses.Any(course => course.Level == first.Level && course.Miles <= first.Miles - Near && IsNoWorse(profile, course, first)),
            wanted is not null,
            nearestWanted > nearest + LeadMiles,
            first.Level == wanted,
            first.Miles <= nearest + LeadMiles,
            first.Miles
        );
    }

    // In what such a request may say beside the level.
    private static bool IsNoWorse(Profile profile, AnsweredCourse course, AnsweredCourse other) =>
        course.Candidate.Cohort.Sessions.Count - course.Candidate.AttendableSessions
            <= other.Candidate.Cohort.Sessions.Count - other.Candidate.AttendableSessions
        && HoursShort(profile, course) <= HoursShort(profile, other)
        && Content(profile, course) >= Content(profile, other);

    private static double HoursShort(Profile profile, AnsweredCourse course) =>
        profile.Availability.StudyHoursPerWeek is { } hours ? Math.Max(0, course.Candidate.Cohort.Course.SelfStudyHoursPerWeek - hours) : 0;

    private static int Content(Profile profile, AnsweredCourse course) =>
        profile.Sector is not { } sector || course.Candidate.Cohort.Course.Sectors is { Count: 0 } ? 0
        : course.Candidate.Cohort.Course.Sectors.Contains(sector) ? 1
        : -1;

    private readonly record struct Seen(
        bool FarInstead,
        bool BeyondNearest,
        bool LevelSaid,
        bool WantedIsFar,
        bool WantedLeads,
        bool NearLeads,
        double Miles
    );
}
