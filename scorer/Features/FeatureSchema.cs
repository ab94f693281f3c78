using Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Features;

/// <summary>One number that the trees see.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Factor">What a person calls the thing that it tells of.</param>
/// <param name="OfCohort">Its value where only the cohort decides it.</param>
/// <param name="OfPerson">Its value where only the person decides it.</param>
/// <param name="OfBoth">Its value where it takes both.</param>
internal sealed record Feature(string Name, Factor Factor, Func<CohortFacts, float>? OfCohort = null, Func<PersonFacts, float>? OfPerson = null, FeatureOfBoth? OfBoth = null)
{
    public float Value(in PersonFacts person, CohortFacts cohort) => OfCohort?.Invoke(cohort) ?? OfPerson?.Invoke(person) ?? OfBoth!.Of(person, cohort);
}

/// <summary>What a feature is that takes both, the person and the cohort.</summary>
/// <param name="Concerns">Whom it concerns: for everybody else every cohort has the same value, so that it is the person's alone.</param>
/// <param name="Otherwise">That value.</param>
/// <param name="Value">The value for whom it concerns.</param>
internal sealed record FeatureOfBoth(Func<PersonFacts, bool> Concerns, float Otherwise, Func<PersonFacts, CohortFacts, float> Value)
{
    public float Of(in PersonFacts person, CohortFacts cohort) => Concerns(person) ? Value(person, cohort) : Otherwise;
}

/// <summary>
/// What the trees see: a row of finite numbers for each candidate, made here and nowhere else, for training as for serving. No feature
/// names a provider, its kind, a course or a cohort (what can be memorised all the same, the hold-outs measure); and none tells a fact in which
/// the score promises to be monotone: those are <see cref="TermSchema"/>'s. Each says what it depends on, so that what is the same for a
/// whole request, or for everybody who looks at a cohort, is worked out once.
/// </summary>
internal static class FeatureSchema
{
    /// <summary>Stands for what a person did not say, where 0 would be an answer.</summary>
    private const float NotSaid = -1;

    /// <summary>The features, in the order of a row.</summary>
    public static IReadOnlyList<Feature> Features { get; } =
    [
        OfCohort("residential", Factor.Travel, c => Flag(c.Residential)),
        OfPerson("canStayOvernight", Factor.Travel, p => p.Profile.HasCanStayOvernight ? Flag(p.Profile.CanStayOvernight) : NotSaid),
        OfPerson("openToTravel", Factor.Travel, p => p.Profile.HasOpenToTravel ? Flag(p.Profile.OpenToTravel) : NotSaid),
        OfCohort("nearStation", Factor.Travel, c => Flag(c.NearStation)),

        OfCohort("selfStudyHours", Factor.StudyTime, c => (float)c.SelfStudyHoursPerWeek),
        OfCohort("daysAwayFromSchool", Factor.TimeAway, c => (float)c.DaysAwayFromSchool),
        OfCohort("weeks", Factor.Duration, c => c.Weeks),
        OfBoth("weeksIfQuick", Factor.Duration, p => p.Profile.Pace == Pace.Quick, 0, (_, c) => c.Weeks),
        OfBoth("weeksIfSpreadOut", Factor.Duration, p => p.Profile.Pace == Pace.SpreadOut, 0, (_, c) => c.Weeks),
        OfCohort("contactHours", Factor.Duration, c => (float)c.ContactHours),
        OfCohort("sessions", Factor.Duration, c => c.Sessions),

        OfCohort("oneToOneCatchUp", Factor.Delivery, c => Flag(c.CatchUp == CatchUp.OneToOne)),
        OfCohort("fullDays", Factor.Delivery, c => Flag(c.Has(SessionType.WeekdayFullDay))),
        OfCohort("halfDays", Factor.Delivery, c => Flag(c.Has(SessionType.WeekdayHalfDay))),
        OfCohort("backToBack", Factor.Delivery, c => Flag(c.Has(SessionType.TwoDaysBackToBack))),
        OfCohort("twilight", Factor.Delivery, c => Flag(c.Has(SessionType.Twilight))),
        OfCohort("weekend", Factor.Delivery, c => Flag(c.Has(SessionType.Weekend))),
        OfCohort("online", Factor.Delivery, c => Flag(c.Has(SessionType.Online))),

        OfCohort("balance", Factor.Balance, c => (int)c.Balance),
        OfBoth("stepsFromPreferredBalance", Factor.Balance, p => p.Profile.Balance != Balance.Unspecified, NotSaid, (p, c) => Math.Abs(p.Profile.Balance - c.Balance)),
        OfBoth("sectorContent", Factor.Sector, p => p.Profile.Sector != Sector.Unspecified, 0, (p, c) => !c.HasOwnSectors ? 0 : c.Has(p.Profile.Sector) ? 1 : -1),
        OfCohort("hasOwnSectors", Factor.Sector, c => Flag(c.HasOwnSectors)),
        OfBoth("benchmarkShare", Factor.Benchmarks, p => p.BenchmarkCount > 0, NotSaid, (p, c) => (float)c.Shared(p) / p.BenchmarkCount),

        // The person, for what only matters to some
        OfPerson("sector", Factor.Sector, p => (int)p.Profile.Sector),
        OfPerson("experienceProfile", Factor.Experience, p => (int)p.Profile.ExperienceProfile),
        OfPerson("yearsInCareers", Factor.Experience, p => p.Profile.HasYearsInCareers ? (float)p.Profile.YearsInCareers : NotSaid),
        OfPerson("seniority", Factor.Experience, p => (int)p.Profile.Seniority),
        OfPerson("careersQualification", Factor.Experience, p => (int)p.Profile.HighestCareersQualification),
    ];

    /// <summary>The names, in the order of a row. A model fits only the list it was trained with.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Features.Select(feature => feature.Name)];

    /// <summary>Numbers in a row.</summary>
    public static int Count => Features.Count;

    /// <summary>Writes one candidate's row.</summary>
    /// <param name="person">Who asks, and when.</param>
    /// <param name="cohort">The candidate's cohort, within the bounds of the contract.</param>
    /// <param name="row">Where to write, <see cref="Count"/> long. Every number written is finite.</param>
    public static void Write(in PersonFacts person, CohortFacts cohort, Span<float> row)
    {
        for (var i = 0; i < Features.Count; i++) row[i] = Features[i].Value(person, cohort);
    }

    private static Feature OfCohort(string name, Factor factor, Func<CohortFacts, float> value) => new(name, factor, OfCohort: value);

    private static Feature OfPerson(string name, Factor factor, Func<PersonFacts, float> value) => new(name, factor, OfPerson: value);

    private static Feature OfBoth(string name, Factor factor, Func<PersonFacts, bool> concerns, float otherwise, Func<PersonFacts, CohortFacts, float> value) => new(name, factor, OfBoth: new(concerns, otherwise, value));

    private static float Flag(bool holds) => holds ? 1 : 0;
}
