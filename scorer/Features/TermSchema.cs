using Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Features;

/// <summary>
/// The terms of the conditional logit. All that the score promises to be monotone in (distance, attendable sessions, start, satisfaction,
/// the preferred level, and who is short of hours or of academic writing) is here: with weights that are never
/// negative, the promises hold by construction, in floating point too, as sums and products with a fixed factor round monotonically.
/// </summary>
internal static class TermSchema
{
    private const double DaysInMonth = 30.4;
    private static readonly double[] Miles = [0, 5, 10, 15, 20, 30, 40, 50, 65, 80, 110, 160, 250, 600];
    private static readonly double[] Months = [0, 2, 4, 6, 9, 12, 24, 60];
    private static readonly Accreditation[] Levels = [Accreditation.NonAccredited, Accreditation.Level6, Accreditation.Level7];

    /// <summary>The terms, in the order of their weights.</summary>
    public static IReadOnlyList<Term> Terms { get; } =
    [
        .. new Curve("distance", Factor.Location, Miles, (_, c) => c.DistanceMiles, (_, _) => true).Hinges,
        // The weights of these come on top for those not open to travel: for who is, the slope can only be flatter.
        .. new Curve("distanceUnlessOpenToTravel", Factor.Location, Miles, (_, c) => c.DistanceMiles, (p, _) => !p.IsOpenToTravel).Hinges,
        // And these for those who were asked for wishes, whose distances the unsaid wishes of others do not blur.
        .. new Curve(
            "distanceIfAsked",
            Factor.Location,
            Miles,
            (_, c) => c.DistanceMiles,
            (p, _) => p.WasAsked && !p.IsOpenToTravel
        ).Hinges,
        // From the day on which an application made today is signed: a cohort that starts before it is too soon rather than early.
        .. new Curve(
            "monthsUntilStart",
            Factor.Start,
            Months,
            (p, c) => (c.Cohort.StartsOn - p.StartFrom) / DaysInMonth,
            (_, _) => true
        ).Hinges,
        Penalty("startsTooSoon", Factor.Start, _ => true, (p, c) => Flag(c.StartsOn < p.StartFrom)),
        new AbsenceTerm("missesAny", (_, _) => 1),
        new AbsenceTerm("missesAnyWithoutOneToOne", (_, c) => Flag(c.CatchUp != CatchUp.OneToOne)),
        new AbsenceTerm("missedShare", (missed, c) => (double)missed / c.Sessions),
        new AbsenceTerm("missedShareBeyondQuarter", (missed, c) => Math.Max(0, (double)missed / c.Sessions - 0.25)),
        new AbsenceTerm("missedSessions", (missed, _) => Math.Min(missed, 12) / 12.0),
        new CohortTerm("satisfaction", Factor.Reputation, NonNegative: true, c => (c.SatisfactionPercent - 90) / 10),
        // A penalty that grows with the missing hours, and never grows more slowly: fewer hours never favour a course that needs more.
        Penalty("hoursShort", Factor.StudyTime, p => p.Profile.HasStudyHoursPerWeek, (p, c) => HoursShort(p, c) / 4),
        Penalty("hoursFarShort", Factor.StudyTime, p => p.Profile.HasStudyHoursPerWeek, (p, c) => Math.Max(0, HoursShort(p, c) - 2) / 4),
        LevelPenalty("hoursForNonAccredited", Factor.StudyTime, (p, level) => Flag(level == Accreditation.NonAccredited) * Hours(p) / 4),
        Unconstrained(
            "selfStudyIfHoursUnsaid",
            Factor.StudyTime,
            p => !p.Profile.HasStudyHoursPerWeek,
            (_, c) => c.SelfStudyHoursPerWeek / 4
        ),
        .. Levels.Select(level => new LevelTerm(
            AsPreferred(level),
            Factor.Level,
            NonNegative: true,
            (p, own) => Flag(p.Profile.PreferredAccreditation == level && own == level)
        )),
        LevelPenalty(
            "levelsFromPreferred",
            Factor.Level,
            (p, level) => p.SaysLevel ? Math.Abs(p.Profile.PreferredAccreditation - level) : 0
        ),
        .. ByLevel("", _ => 1),
        .. ByLevel("IfNotAsked", NotAsked),
        .. ByLevel("ForOldHands", OldHand),
        .. ByLevel("ForCareersSpecialists", Specialist),
        .. ByLevel("ForOldHandsIfNotAsked", p => NotAsked(p) * OldHand(p)),
        .. ByLevel("ForCareersSpecialistsIfNotAsked", p => NotAsked(p) * Specialist(p)),
        OfLevel("accreditedForJuniors", Factor.Level, (p, level) => Accredited(level) * Flag(p.Profile.Seniority == Seniority.Junior)),
        OfLevel("accreditedForSeniors", Factor.Level, (p, level) => Accredited(level) * Flag(p.IsSenior)),
        LevelPenalty("accreditedIfRusty", Factor.AcademicWriting, (p, level) => Rusty(p) * Accredited(level)),
        LevelPenalty("level7IfRusty", Factor.AcademicWriting, (p, level) => Rusty(p) * Flag(level == Accreditation.Level7)),
        new LevelTerm(
            "level7IfNotRusty",
            Factor.AcademicWriting,
            NonNegative: true,
            (p, level) =>
                Flag(p.Profile.AcademicWriting is AcademicWriting.Some or AcademicWriting.Confident && level == Accreditation.Level7)
        ),
        // What a provider says of itself counts for nobody else: neither its kind nor its coverage, and its name only for who knows it.
        new InteractionTerm(
            "providerIsKnown",
            Factor.Provider,
            NonNegative: true,
            p => p.Profile.KnownProviderIds.Count > 0,
            (p, c) => Flag(p.Profile.KnownProviderIds.Contains(c.ProviderId))
        ),
        new InteractionTerm(
            "providerIsOfWantedType",
            Factor.Provider,
            NonNegative: true,
            p => p.Profile.PreferredProviderType != ProviderType.Unspecified,
            (p, c) => Flag(p.Profile.PreferredProviderType == c.ProviderType)
        ),
        OfCohort("nearStation", Factor.Travel, c => Flag(c.NearStation)),
        OfCohort("residential", Factor.Travel, c => Flag(c.Residential)),
        OfCohort("daysAway", Factor.TimeAway, c => c.DaysAwayFromSchool / 10),
        Unconstrained("daysAwayForSeniors", Factor.TimeAway, p => p.IsSenior, (_, c) => c.DaysAwayFromSchool / 10),
        OfCohort("twilight", Factor.Delivery, c => Flag(c.Has(SessionType.Twilight))),
        OfCohort("weekend", Factor.Delivery, c => Flag(c.Has(SessionType.Weekend))),
        OfCohort("backToBack", Factor.Delivery, c => Flag(c.Has(SessionType.TwoDaysBackToBack))),
        OfCohort("online", Factor.Delivery, c => Flag(c.Has(SessionType.Online))),
        OfCohort("weeks", Factor.Duration, c => c.Weeks / 20.0),
        Unconstrained("weeksIfQuick", Factor.Duration, p => p.Profile.Pace == Pace.Quick, (_, c) => c.Weeks / 20.0),
        Unconstrained("weeksIfSpreadOut", Factor.Duration, p => p.Profile.Pace == Pace.SpreadOut, (_, c) => c.Weeks / 20.0),
        Penalty(
            "stepsFromPreferredBalance",
            Factor.Balance,
            p => p.Profile.Balance != Balance.Unspecified,
            (p, c) => Math.Abs(p.Profile.Balance - c.Balance)
        ),
        new InteractionTerm("ownSectorContent", Factor.Sector, NonNegative: true, SaysSector, (p, c) => Flag(c.Has(p.Profile.Sector))),
        Penalty("otherSectorContent", Factor.Sector, SaysSector, (p, c) => Flag(c.HasOwnSectors && !c.Has(p.Profile.Sector))),
        Unconstrained("sectorContentIfSectorUnsaid", Factor.Sector, p => !SaysSector(p), (_, c) => Flag(c.HasOwnSectors)),
        Unconstrained(
            "generalContentForOthers",
            Factor.Sector,
            p => p.Profile.Sector is Sector.FurtherEducation or Sector.Special or Sector.AlternativeProvision,
            (_, c) => Flag(!c.HasOwnSectors)
        ),
        new InteractionTerm(
            "benchmarkShare",
            Factor.Benchmarks,
            NonNegative: true,
            p => p.BenchmarkCount > 0,
            (p, c) => (double)c.Shared(p) / p.BenchmarkCount
        ),
    ];

    /// <summary>The index of the weight of a preferred level.</summary>
    public static int IndexOfPreferred(Accreditation level) => Terms.Index().First(term => term.Item.Name == AsPreferred(level)).Index;

    /// <summary>How many there are.</summary>
    public static int Count => Terms.Count;

    /// <summary>Writes the terms of one candidate, as learning needs them.</summary>
    public static void Write(in PersonFacts person, in CandidateFacts candidate, Span<float> values)
    {
        for (var i = 0; i < Terms.Count; i++)
            values[i] = (float)Terms[i].Value(person, candidate);
    }

    private static string AsPreferred(Accreditation level) => $"is{level}AsPreferred";

    private static CohortTerm OfCohort(string name, Factor factor, Func<CohortFacts, double> value) =>
        new(name, factor, NonNegative: false, value);

    private static LevelTerm OfLevel(string name, Factor factor, Func<PersonFacts, Accreditation, double> value) =>
        new(name, factor, NonNegative: false, value);

    private static LevelTerm LevelPenalty(string name, Factor factor, Func<PersonFacts, Accreditation, double> value) =>
        new(name, factor, NonNegative: true, (p, level) => -value(p, level));

    private static InteractionTerm Unconstrained(
        string name,
        Factor factor,
        Func<PersonFacts, bool> concerns,
        Func<PersonFacts, CohortFacts, double> value
    ) => new(name, factor, NonNegative: false, concerns, value);

    private static InteractionTerm Penalty(
        string name,
        Factor factor,
        Func<PersonFacts, bool> concerns,
        Func<PersonFacts, CohortFacts, double> value
    ) => new(name, factor, NonNegative: true, concerns, (p, c) => -value(p, c));

    private static LevelTerm[] ByLevel(string name, Func<PersonFacts, double> when) =>
        [
            OfLevel($"level6{name}", Factor.Level, (p, level) => when(p) * Flag(level == Accreditation.Level6)),
            OfLevel($"level7{name}", Factor.Level, (p, level) => when(p) * Flag(level == Accreditation.Level7)),
        ];

    private static double Flag(bool holds) => holds ? 1 : 0;

    private static double Accredited(Accreditation level) => Flag(level != Accreditation.NonAccredited);

    private static double OldHand(PersonFacts person) => Flag(person.Profile.ExperienceProfile == ExperienceProfile.OldHand);

    private static double Specialist(PersonFacts person) => Flag(person.Profile.ExperienceProfile == ExperienceProfile.CareersSpecialist);

    private static double Rusty(PersonFacts person) => Flag(person.Profile.AcademicWriting == AcademicWriting.Rusty);

    private static bool SaysSector(PersonFacts person) => person.Profile.Sector != Sector.Unspecified;

    private static double NotAsked(PersonFacts person) => Flag(!person.WasAsked);

    private static double Hours(PersonFacts person) =>
        person.Profile.HasStudyHoursPerWeek ? Math.Min(4, person.Profile.StudyHoursPerWeek) : 4;

    private static double HoursShort(PersonFacts person, CohortFacts cohort) =>
        Math.Max(0, cohort.SelfStudyHoursPerWeek - person.Profile.StudyHoursPerWeek);
}
