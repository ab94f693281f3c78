using Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Features;

/// <summary>
/// What the trees see: a row of finite numbers for each candidate, made here and nowhere else, for training as for serving. No feature
/// names a provider, a course or a cohort (what can be memorised all the same, the hold-outs measure); and none tells a fact in which the score promises
/// to be monotone: those are <see cref="TermSchema"/>'s.
/// </summary>
internal static class FeatureSchema
{
    /// <summary>Stands for what a person did not say, where 0 would be an answer.</summary>
    private const float NotSaid = -1;

    private static readonly (string Name, Func<PersonFacts, Candidate, float> Value)[] Features =
    [
        // Travel
        ("residential", (_, c) => Flag(c.Cohort.Residential)),
        ("canStayOvernight", (p, _) => p.Profile.HasCanStayOvernight ? Flag(p.Profile.CanStayOvernight) : NotSaid),
        ("openToTravel", (p, _) => p.Profile.HasOpenToTravel ? Flag(p.Profile.OpenToTravel) : NotSaid),
        ("nearStation", (_, c) => Flag(c.Cohort.NearStation)),

        // Duration
        ("selfStudyHours", (_, c) => (float)c.Cohort.SelfStudyHoursPerWeek),
        ("daysAwayFromSchool", (_, c) => (float)c.Cohort.DaysAwayFromSchool),
        ("weeks", (_, c) => c.Cohort.Weeks),
        ("weeksIfQuick", (p, c) => p.Profile.Pace == Pace.Quick ? c.Cohort.Weeks : 0),
        ("weeksIfSpreadOut", (p, c) => p.Profile.Pace == Pace.SpreadOut ? c.Cohort.Weeks : 0),
        ("contactHours", (_, c) => (float)c.Cohort.ContactHours),
        ("sessions", (_, c) => c.Cohort.Sessions),

        // Delivery
        ("oneToOneCatchUp", (_, c) => Flag(c.Cohort.CatchUp == CatchUp.OneToOne)),
        ("fullDays", (_, c) => Has(c, SessionType.WeekdayFullDay)),
        ("halfDays", (_, c) => Has(c, SessionType.WeekdayHalfDay)),
        ("backToBack", (_, c) => Has(c, SessionType.TwoDaysBackToBack)),
        ("twilight", (_, c) => Has(c, SessionType.Twilight)),
        ("weekend", (_, c) => Has(c, SessionType.Weekend)),
        ("online", (_, c) => Has(c, SessionType.Online)),

        // The provider
        ("university", (_, c) => Flag(c.Cohort.ProviderType == ProviderType.University)),
        ("leadershipAndManagement", (_, c) => Flag(c.Cohort.ProviderType == ProviderType.LeadershipAndManagement)),
        ("national", (_, c) => Flag(c.Cohort.Coverage == Coverage.National)),
        ("providerIsKnown", (p, c) => Flag(p.Profile.KnownProviderIds.Contains(c.Cohort.ProviderId))),

        // Content
        ("balance", (_, c) => (int)c.Cohort.Balance),
        ("stepsFromPreferredBalance", (p, c) => p.Profile.Balance == Balance.Unspecified ? NotSaid : Math.Abs(p.Profile.Balance - c.Cohort.Balance)),
        ("sectorContent", (p, c) => c.Cohort.Sectors.Count == 0 || p.Profile.Sector == Sector.Unspecified ? 0 : c.Cohort.Sectors.Contains(p.Profile.Sector) ? 1 : -1),
        ("hasOwnSectors", (_, c) => Flag(c.Cohort.Sectors.Count > 0)),
        ("benchmarkShare", (p, c) => p.Profile.Benchmarks.Count == 0 ? NotSaid : Shared(p, c) / p.Profile.Benchmarks.Count),

        // The person, for what only matters to some
        ("sector", (p, _) => (int)p.Profile.Sector),
        ("experienceProfile", (p, _) => (int)p.Profile.ExperienceProfile),
        ("yearsInCareers", (p, _) => p.Profile.HasYearsInCareers ? (float)p.Profile.YearsInCareers : NotSaid),
        ("seniority", (p, _) => (int)p.Profile.Seniority),
        ("careersQualification", (p, _) => (int)p.Profile.HighestCareersQualification),
    ];

    /// <summary>The names, in the order of a row. A model fits only the list it was trained with.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Features.Select(feature => feature.Name)];

    /// <summary>Numbers in a row.</summary>
    public static int Count => Features.Length;

    /// <summary>Writes one candidate's row.</summary>
    /// <param name="person">Who asks, and when.</param>
    /// <param name="candidate">The candidate, within the bounds of the contract.</param>
    /// <param name="row">Where to write, <see cref="Count"/> long. Every number written is finite.</param>
    public static void Write(in PersonFacts person, Candidate candidate, Span<float> row)
    {
        for (var i = 0; i < Features.Length; i++) row[i] = Features[i].Value(person, candidate);
    }

    private static float Shared(PersonFacts person, Candidate candidate)
    {
        var shared = 0;
        foreach (var benchmark in person.Profile.Benchmarks)
            if (candidate.Cohort.Benchmarks.Contains(benchmark)) shared++;
        return shared;
    }

    private static float Flag(bool holds) => holds ? 1 : 0;

    private static float Has(Candidate candidate, SessionType type) => Flag(candidate.Cohort.SessionTypes.Contains(type));
}
