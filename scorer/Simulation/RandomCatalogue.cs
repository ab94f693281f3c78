using Matcher.Data.Catalogues;
using Matcher.Data.Domain;
using Matcher.Data.Places;

namespace Matcher.Scorer.Simulation;

/// <summary>
/// Draws made-up catalogues that section 2.3 of the evaluation allows: with its numbers of providers of each type, coverage, level and
/// residential option, and everything else at random. With fewer than 21 cohorts a provider may lack one of its levels, as each needs a
/// cohort. What table 1.2 counts of kinds of provider is explained by what they supply: careers specialists run more courses, more often
/// and in more towns than the others. That they do is assumed; the report counts no places.
/// </summary>
internal static class RandomCatalogue
{
    private const int Providers = 14;
    private const int MostCoursesOfProvider = 4;

    // How many times as many cohorts, and courses, a regional careers specialist runs as another provider; assumed.
    private const double SpecialistCohorts = 4;
    private const double SpecialistCourses = 2;

    // The levels that each provider of a type offers, by section 2.3. Universities may add non-accredited ones.
    private static readonly Accreditation[][] SpecialistLevels =
    [
        [Accreditation.Level6, Accreditation.NonAccredited],
        [Accreditation.Level6, Accreditation.NonAccredited],
        [Accreditation.Level6, Accreditation.NonAccredited],
        [Accreditation.Level6],
        [Accreditation.Level6],
        [Accreditation.NonAccredited],
        [Accreditation.NonAccredited],
    ];
    private static readonly Accreditation[][] UniversityLevels =
    [
        [Accreditation.Level6],
        [Accreditation.Level6],
        [Accreditation.Level6, Accreditation.Level7],
        [Accreditation.Level7],
        [Accreditation.Level7],
    ];
    private static readonly Accreditation[][] LeadershipLevels =
    [
        [Accreditation.NonAccredited],
        [Accreditation.NonAccredited],
    ];

    /// <summary>Draws a catalogue; the same dice give the same one.</summary>
    /// <param name="dice">What to draw with.</param>
    /// <param name="gazetteer">Where venues may be.</param>
    /// <param name="from">The first of the days on which a cohort may start; they do so over nearly two years.</param>
    /// <param name="cohorts">How many cohorts, 14 to 10,000; null: 120 to 200, drawn.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are to be fewer cohorts than providers, or more than a catalogue may
    /// have.</exception>
    public static Catalogue Draw(Dice dice, Gazetteer gazetteer, DateOnly from, int? cohorts = null)
    {
        if (cohorts is < Providers or > CatalogueFolder.MostCohorts)
            throw new ArgumentOutOfRangeException(nameof(cohorts));
        var count = cohorts ?? Whole(dice, 120, 200);
        var version = $"random-{dice.Below(1 << 24):x6}";
        var offers = DrawOffers(dice);
        AddCourses(dice, offers);
        var venues = new RandomVenues(dice, gazetteer);
        var plans = offers
            .SelectMany(offer => DrawPlans(dice, offer, venues))
            // When cohorts are few, every provider gets one first, and then every level that it offers.
            .OrderBy(plan => plan.IsFirstOfLevel ? 0 : 1)
            .ThenBy(plan => plan.Number)
            .Take(count)
            .ToList();
        var open = new OpenDays(from);
        double[] frequencies = [.. plans.Select(plan => IsRegionalSpecialist(plan.Course.Provider) ? SpecialistCohorts : 1)];
        var drawn = Enumerable
            .Range(0, count)
            .Select(index => DrawCohort(dice, index, plans[index < plans.Count ? index : dice.Pick(frequencies)], open))
            .ToList();
        return new()
        {
            Version = version,
            About = new(
                Illustrative: true,
                MovesFrom: from,
                BursaryPounds: 1000,
                "Free online introduction for Careers Leaders",
                OnlineIntroductionHours: 12
            ),
            Providers = [.. offers.Select(offer => offer.Provider).OrderBy(provider => provider.Id, StringComparer.Ordinal)],
            Courses = [.. plans.Select(plan => plan.Course).OrderBy(course => course.Id, StringComparer.Ordinal)],
            Cohorts = [.. drawn.OrderBy(cohort => cohort.Id, StringComparer.Ordinal)],
            SchoolTerms = [],
        };
    }

    /// <summary>
    /// The same catalogue, but that one provider says that it is of another kind and coverage: what is offered stays as it is.
    /// </summary>
    public static Catalogue Relabel(Catalogue catalogue, Dice dice)
    {
        var before = catalogue.Providers[dice.Below(catalogue.Providers.Count)];
        var after = before with
        {
            Type = (ProviderType)(((int)before.Type + 1 + dice.Below(2)) % 3),
            Coverage = before.Coverage is Coverage.National ? Coverage.Regional : Coverage.National,
        };
        var courses = catalogue.Courses.ToDictionary(
            course => course,
            course => course.Provider == before ? course with { Provider = after } : course
        );
        return catalogue with
        {
            Version = $"{catalogue.Version}-relabelled",
            Providers = [.. catalogue.Providers.Select(provider => provider == before ? after : provider)],
            Courses = [.. courses.Values],
            Cohorts = [.. catalogue.Cohorts.Select(cohort => cohort with { Course = courses[cohort.Course] })],
        };
    }

    // The numbers of section 2.3; how many universities are national or have non-accredited courses is assumed. Who offers what, who is
    // national and who has a residential option are drawn apart from each other.
    private static List<Offer> DrawOffers(Dice dice)
    {
        var alsoNonAccredited = Marks(dice, UniversityLevels.Length, Whole(dice, 1, 3));
        string[] regions = [.. Regions.All];
        dice.Shuffle<string>(regions);
        var regionsLeft = new Queue<string>(regions);
        return
        [
            .. Offers(ProviderType.CareersSpecialist, SpecialistLevels, national: 1, residential: 1),
            .. Offers(
                ProviderType.University,
                UniversityLevels.Select((levels, i) => alsoNonAccredited[i] ? [.. levels, Accreditation.NonAccredited] : levels),
                national: Whole(dice, 2, 3),
                residential: 2
            ),
            .. Offers(ProviderType.LeadershipAndManagement, LeadershipLevels, national: 2, residential: 1),
        ];

        List<Offer> Offers(ProviderType type, IEnumerable<Accreditation[]> levelsOfEach, int national, int residential)
        {
            Accreditation[][] levels = [.. levelsOfEach];
            dice.Shuffle<Accreditation[]>(levels);
            var isNational = Marks(dice, levels.Length, national);
            var isResidential = Marks(dice, levels.Length, residential);
            var (id, name) = type switch
            {
                ProviderType.CareersSpecialist => ("specialist", "Careers specialist"),
                ProviderType.University => ("university", "University"),
                ProviderType.LeadershipAndManagement => ("leadership", "Leadership and management specialist"),
            };
            return
            [
                .. levels.Select(
                    (offered, i) =>
                    {
                        var region = isNational[i] ? regions[dice.Below(regions.Length)] : regionsLeft.Dequeue();
                        var coverage = isNational[i] ? Coverage.National : Coverage.Regional;
                        return new Offer(
                            new($"{id}-{i + 1}", $"{name} {i + 1}, {region}", type, coverage, region),
                            offered,
                            isResidential[i]
                        );
                    }
                ),
            ];
        }
    }

    // One course for each level that a provider offers, and more of them until there are 28 to 45.
    private static void AddCourses(Dice dice, List<Offer> offers)
    {
        double[] frequencies = [.. offers.Select(offer => IsRegionalSpecialist(offer.Provider) ? SpecialistCourses : 1)];
        for (var left = Whole(dice, 28, 45) - offers.Sum(offer => offer.Courses.Count); left > 0;)
        {
            var offer = offers[dice.Pick(frequencies)];
            var level = offer.Levels[dice.Below(offer.Levels.Count)];
            var nonAccredited = offer.Courses.Count(course => course is Accreditation.NonAccredited);
            var hasNoneToFollow = level is Accreditation.NonAccredited && offer.IsAccredited && 2 * nonAccredited >= offer.Courses.Count;
            if (offer.Courses.Count == MostCoursesOfProvider || hasNoneToFollow)
                continue;
            offer.Courses.Add(level);
            left--;
        }
    }

    private static List<Plan> DrawPlans(Dice dice, Offer offer, RandomVenues venues)
    {
        // By kind of session; one that is drawn is not drawn again, so that no two courses of a level are alike.
        var patterns = new[] { 0.6, 0.1, 0.05, 0.12, 0.13 };
        var toFollow = new Queue<CourseForm>();
        var pool = venues.Draw(offer.Provider);
        var plans = new List<Plan>();
        foreach (var level in offer.Courses)
        {
            var follows = level is Accreditation.NonAccredited && offer.IsAccredited;
            var form = follows ? toFollow.Dequeue() : DrawForm(level);
            if (level is not Accreditation.NonAccredited)
                toFollow.Enqueue(form);
            var course = DrawCourse(dice, offer.Provider, level, form, follows);
            plans.Add(new(course, form, form.Residential ? venues.Remote() : pool, plans.Count, plans.Count < offer.Levels.Count));
        }
        return plans;

        CourseForm DrawForm(Accreditation level)
        {
            // The first course is the residential one, so that even a single cohort is.
            var residential = offer.Residential && plans.Count == 0;
            var pattern = residential ? SessionType.TwoDaysBackToBack : dice.Pick<SessionType>(patterns);
            patterns[(int)pattern] = 0;
            return CourseForm.Draw(dice, offer.Provider.Type, level, pattern, residential);
        }
    }

    private static Course DrawCourse(Dice dice, Provider provider, Accreditation level, CourseForm form, bool follows)
    {
        var (levelId, name, credits, selfStudy) = level switch
        {
            Accreditation.NonAccredited => ("na", "Leading Careers", 0, follows ? 0 : Whole(dice, 0, 2) / 2.0),
            Accreditation.Level6 => ("l6", "Careers Leadership at Level 6", dice.Chance(0.85) ? 20 : 30, Whole(dice, 6, 8) / 2.0),
            Accreditation.Level7 => (
                "l7",
                "Careers Leadership at Level 7",
                new[] { 20, 30, 40, 60 }[dice.Below(4)],
                Whole(dice, 9, 14) / 2.0
            ),
        };
        var (patternId, times) = form.Pattern switch
        {
            SessionType.WeekdayHalfDay => ("half", "half days"),
            SessionType.TwoDaysBackToBack when form.Residential => ("residential", "residential"),
            SessionType.TwoDaysBackToBack => ("two-days", "two days at a time"),
            SessionType.Twilight => ("twilight", "after school"),
            SessionType.Weekend => ("weekend", "Saturdays"),
            SessionType.WeekdayFullDay or SessionType.Online => ("day", "full days"),
        };
        return new()
        {
            Id = $"{provider.Id}-{levelId}-{patternId}",
            Title = $"{name}, {times}",
            Provider = provider,
            Accreditation = level,
            Credits = credits,
            Delivery = Delivery.Blended,
            ContactHours = form.ContactHours,
            SelfStudyHoursPerWeek = selfStudy,
            Balance = form.Balance,
            Sectors = form.Sectors,
            Benchmarks = form.Benchmarks,
            CatchUp = dice.Pick<CatchUp>([0.5, 0.5]),
            SatisfactionPercent = Math.Clamp(Math.Round(91 + 2.5 * dice.Normal()), 80, 98),
        };
    }

    private static Cohort DrawCohort(Dice dice, int index, Plan plan, OpenDays open)
    {
        var assignments = plan.Course.Accreditation is Accreditation.NonAccredited ? 0 : 1 + (int)plan.Course.Accreditation;
        var (sessions, assignmentsDue) = plan.Form.DrawDates(dice, open, assignments);
        var places = Whole(dice, 10, 24);
        return new(sessions)
        {
            Id = $"{plan.Course.Id}-{index + 1:00000}",
            Course = plan.Course,
            Venue = plan.Venues[dice.Below(plan.Venues.Count)],
            Residential = plan.Form.Residential,
            Places = places,
            PlacesLeft = dice.Chance(0.05) ? 0 : Whole(dice, 1, places),
            MinimumViable = Whole(dice, 6, 10),
            AssignmentsDue = assignmentsDue,
        };
    }

    private static bool IsRegionalSpecialist(Provider provider) =>
        provider is { Type: ProviderType.CareersSpecialist, Coverage: Coverage.Regional };

    private static int Whole(Dice dice, int least, int most) => least + dice.Below(most - least + 1);

    private static bool[] Marks(Dice dice, int count, int marked)
    {
        bool[] marks = [.. Enumerable.Range(0, count).Select(i => i < marked)];
        dice.Shuffle<bool>(marks);
        return marks;
    }

    private sealed record Offer(Provider Provider, IReadOnlyList<Accreditation> Levels, bool Residential)
    {
        // In the order in which they are made: a non-accredited one comes after the one that it follows.
        public List<Accreditation> Courses { get; } = [.. Levels];

        public bool IsAccredited => Levels[0] is not Accreditation.NonAccredited;
    }

    private sealed record Plan(Course Course, CourseForm Form, IReadOnlyList<Venue> Venues, int Number, bool IsFirstOfLevel);
}
