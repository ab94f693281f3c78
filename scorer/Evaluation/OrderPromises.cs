using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using Matcher.Data.Places;
using Matcher.Scorer.Models;
using Matcher.Scorer.Simulation;

namespace Matcher.Scorer.Evaluation;

/// <summary>
/// What must hold of every answer's order, tried on random people and on all districts, and judged from the domain's own objects.
/// </summary>
internal sealed class OrderPromises(Simulator simulator, RankingModel model, EvaluationScale scale, CancellationToken cancellation)
{
    private const int DaysInTerm = 122;
    private const int Copies = 5;

    private readonly ServedRankings answers = new(model, simulator.Sample);
    private readonly DateOnly from = Choosers.FirstDay(simulator.Sample);

    /// <summary>Tries each promise.</summary>
    public IReadOnlyList<PromiseRow> Measure() =>
        [NothingFartherFirst(), NothingTooSoonFirst(), LabelsChangeNothing(), CopiesChangeNothing()];

    private IEnumerable<(Profile Request, DateOnly Today)> Requests(int count) =>
        simulator
            .Choosers(simulator.Base, ProfileCompleteness.Varied)
            .Draw(count, DrawPurpose.Test, cancellation)
            .Select(chooser => (chooser.Request, chooser.Today))
            .Concat(
                simulator
                    .Gazetteer.Districts.Index()
                    .Where(district => district.Index % scale.DistrictStep == 0)
                    .Select(district =>
                        (
                            new Profile { Home = new(district.Item.Position, district.Item.Name, Precision.District) },
                            from.AddDays(district.Index % 364)
                        )
                    )
            );

    // Every pair of every answer: until there are enough, and of all districts.
    private PromiseRow NothingFartherFirst()
    {
        var (pairs, kept) = (0, 0);
        foreach (var (request, today) in Requests(scale.Pairs / 20))
        {
            var courses = answers.To(request, today);
            for (var i = 0; i < courses.Count; i++)
            {
                for (var j = i + 1; j < courses.Count; j++)
                {
                    pairs++;
                    if (!ComesBefore(request, today, courses[j].Candidate, courses[i].Candidate))
                        kept++;
                }
            }
        }
        return new(
            "no course comes before one that is nearer, as good in everything said, as well rated and not a term later",
            pairs,
            (double)kept / pairs,
            null
        );
    }

    private PromiseRow NothingTooSoonFirst()
    {
        var (tried, kept) = (0, 0);
        foreach (var (request, today) in Requests(scale.Pairs / 20))
        {
            var courses = answers.To(request, today);
            if (courses.Count == 0)
                continue;
            tried++;
            if (CanBeSigned(courses[0].Candidate, today) || !courses.Any(course => CanBeSigned(course.Candidate, today)))
                kept++;
        }
        return new("no course that starts before an application can be signed comes first", tried, (double)kept / tried, null);
    }

    private PromiseRow LabelsChangeNothing()
    {
        var (tried, kept) = (0, 0);
        for (var relabelling = 0; relabelling < simulator.Sample.Providers.Count; relabelling++)
        {
            var relabelled = new ServedRankings(
                model,
                RandomCatalogue.Relabel(simulator.Sample, new Dice(simulator.Seed, DrawPurpose.Relabelling, relabelling))
            );
            foreach (var (request, today) in Requests(scale.Pairs / 100).Where(each => each.Request.Preferences.ProviderType is null))
            {
                tried++;
                if (answers.To(request, today).Select(Same).SequenceEqual(relabelled.To(request, today).Select(Same)))
                    kept++;
            }
        }
        return new(
            "a provider's kind and coverage change no order and no probability, unless a kind was asked for",
            tried,
            (double)kept / tried,
            null
        );
    }

    private PromiseRow CopiesChangeNothing()
    {
        var (tried, kept) = (0, 0);
        foreach (var provider in simulator.Sample.Providers)
        {
            var copied = new ServedRankings(
                model,
                simulator.Sample with
                {
                    Cohorts =
                    [
                        .. simulator.Sample.Cohorts.SelectMany(cohort =>
                            Enumerable
                                .Range(0, cohort.Course.Provider == provider ? Copies : 1)
                                .Select(copy => cohort with { Id = copy == 0 ? cohort.Id : $"{cohort.Id}-{copy}" })
                        ),
                    ],
                }
            );
            foreach (var (request, today) in Requests(scale.Pairs / 100))
            {
                tried++;
                if (answers.To(request, today).Select(Same).SequenceEqual(copied.To(request, today).Select(Same)))
                    kept++;
            }
        }
        return new(
            "a provider that lists every cohort five times gains nothing, and nobody's probability moves",
            tried,
            (double)kept / tried,
            null
        );
    }

    private static (string Course, DateOnly Start, double Probability) Same(AnsweredCourse course) =>
        (course.Candidate.Cohort.Course.Id, course.Candidate.Cohort.StartsOn, course.Probability);

    private static bool CanBeSigned(in Candidate candidate, DateOnly today) =>
        candidate.Cohort.StartsOn >= today.AddDays(Alternative.ApplicationDays);

    private static bool ComesBefore(Profile request, DateOnly today, in Candidate one, in Candidate other)
    {
        var (cohort, others, likes) = (one.Cohort, other.Cohort, request.Preferences);
        int Level(Cohort each) => request.PreferredAccreditation is { } wanted ? -Math.Abs(wanted - each.Course.Accreditation) : 0;
        double Hours(Cohort each) =>
            request.Availability.StudyHoursPerWeek is { } hours ? Math.Min(0, hours - each.Course.SelfStudyHoursPerWeek) : 0;
        int Writing(Cohort each) => request.Experience.AcademicWriting is AcademicWriting.Rusty ? -(int)each.Course.Accreditation : 0;
        int Balance(Cohort each) => likes.Balance is { } balance ? -Math.Abs(balance - each.Course.Balance) : 0;
        int Weeks(Cohort each) =>
            likes.Pace switch
            {
                Pace.Quick => -each.Weeks,
                Pace.SpreadOut => each.Weeks,
                _ => 0,
            };
        int Content(Cohort each) =>
            each.Course.Sectors.Count == 0 ? 0
            : each.Course.Sectors.Contains(request.Sector ?? Sector.Secondary)
                ? request.Sector is null ? 0
                    : 1
            : -1;
        int Kind(Cohort each) => likes.ProviderType == each.Course.Provider.Type ? 1 : 0;
        int Known(Cohort each) => likes.KnownProviders.Contains(each.Course.Provider.Id) ? 1 : 0;
        double Missed(in Candidate each) => each.Cohort.Sessions.Count - each.AttendableSessions;
        return one.DistanceMiles < other.DistanceMiles
            && cohort.Course.SatisfactionPercent >= others.Course.SatisfactionPercent
            && cohort.StartsOn < others.StartsOn.AddDays(DaysInTerm)
            && (CanBeSigned(one, today) || !CanBeSigned(other, today))
            && Missed(one) <= Missed(other)
            && Missed(one) / cohort.Sessions.Count <= Missed(other) / others.Sessions.Count
            && Level(cohort) >= Level(others)
            && Hours(cohort) >= Hours(others)
            && Writing(cohort) >= Writing(others)
            && Balance(cohort) >= Balance(others)
            && Weeks(cohort) >= Weeks(others)
            && Content(cohort) >= Content(others)
            && likes.Benchmarks.Count(cohort.Course.Benchmarks.Contains) >= likes.Benchmarks.Count(others.Course.Benchmarks.Contains)
            && Known(cohort) >= Known(others)
            && Kind(cohort) >= Kind(others);
    }
}
