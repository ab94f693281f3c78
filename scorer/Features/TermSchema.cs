using Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Features;

/// <summary>One additive term of the score: its weight times its value.</summary>
/// <param name="Name">Unique.</param>
/// <param name="NeverNegative">Whether its weight must not be negative, so that what it stands for can only ever help (or only ever hurt).</param>
/// <param name="Value">Its value for a person and a candidate; finite, about -1 to 1.</param>
internal sealed record Term(string Name, bool NeverNegative, Func<PersonFacts, Candidate, double> Value);

/// <summary>
/// The terms of the conditional logit. All that the score promises to be monotone in (distance, attendable sessions, start, satisfaction,
/// the preferred level, and who is short of hours or of academic writing) stands here and in no tree: with weights that are never
/// negative, the promises hold by construction, in floating point too, as sums and products with a fixed factor round monotonically.
/// </summary>
internal static class TermSchema
{
    private const double DaysInMonth = 30.4;
    private static readonly double[] Miles = [0, 5, 10, 15, 20, 30, 40, 50, 65, 80, 110, 160, 250, 600];
    private static readonly double[] RegionalMiles = [0, 25, 60, 120, 250];
    private static readonly double[] Months = [0, 2, 4, 6, 9, 12, 24, 60];
    private static readonly Accreditation[] Levels = [Accreditation.NonAccredited, Accreditation.Level6, Accreditation.Level7];

    /// <summary>The terms, in the order of their weights.</summary>
    public static IReadOnlyList<Term> Terms { get; } =
    [
        .. Ramps("distance", Miles, (_, c) => c.DistanceMiles),
        // The weights of these come on top for those not open to travel: for who is, the slope can only be flatter.
        .. Ramps("distanceUnlessOpenToTravel", Miles, (_, c) => c.DistanceMiles, (p, _) => !p.IsOpenToTravel),
        .. Ramps("distanceToRegional", RegionalMiles, (_, c) => c.DistanceMiles, (_, c) => c.Cohort.Coverage == Coverage.Regional),
        .. Ramps("monthsUntilStart", Months, (p, c) => (c.Cohort.StartsOn - p.Today) / DaysInMonth),

        Penalty("missesAny", (_, c) => Flag(Missed(c) > 0)),
        Penalty("missesAnyWithoutOneToOne", (_, c) => Flag(Missed(c) > 0 && c.Cohort.CatchUp != CatchUp.OneToOne)),
        Penalty("missedShare", (_, c) => (double)Missed(c) / c.Cohort.Sessions),
        Penalty("missedSessions", (_, c) => Math.Min(Missed(c), 12) / 12.0),
        new("satisfaction", true, (_, c) => (c.Cohort.SatisfactionPercent - 90) / 10),

        // A penalty whose slope can only grow with the hours short: fewer hours never favour the course that asks for more.
        Penalty("hoursShort", (p, c) => HoursShort(p, c) / 4),
        Penalty("hoursFarShort", (p, c) => Math.Max(0, HoursShort(p, c) - 2) / 4),
        Penalty("hoursForNonAccredited", (p, c) => Is(c, Accreditation.NonAccredited) * Hours(p) / 4),
        Penalty("hoursForNonAccreditedIfLevelUnsaid", (p, c) => Unsaid(p) * Is(c, Accreditation.NonAccredited) * Hours(p) / 4),
        Free("selfStudyIfHoursUnsaid", (p, c) => p.Profile.HasStudyHoursPerWeek ? 0 : c.Cohort.SelfStudyHoursPerWeek / 4),

        .. Levels.Select(level => new Term(AsPreferred(level), true, (p, c) => p.Profile.PreferredAccreditation == level ? Is(c, level) : 0)),
        Penalty("levelsFromPreferred", (p, c) => p.SaysLevel ? Math.Abs(p.Profile.PreferredAccreditation - c.Cohort.Accreditation) : 0),
        .. ByLevel("", (_, _) => 1),
        .. ByLevel("IfLevelUnsaid", (p, _) => Unsaid(p)),
        .. ByLevel("ForOldHands", (p, _) => Flag(p.Profile.ExperienceProfile == ExperienceProfile.OldHand)),
        .. ByLevel("ForCareersSpecialists", (p, _) => Flag(p.Profile.ExperienceProfile == ExperienceProfile.CareersSpecialist)),
        .. ByLevel("ForOldHandsIfLevelUnsaid", (p, _) => Unsaid(p) * Flag(p.Profile.ExperienceProfile == ExperienceProfile.OldHand)),
        .. ByLevel("ForCareersSpecialistsIfLevelUnsaid", (p, _) => Unsaid(p) * Flag(p.Profile.ExperienceProfile == ExperienceProfile.CareersSpecialist)),
        .. ByLevel("ForQualifiedIfLevelUnsaid", (p, _) => Unsaid(p) * Flag(p.Profile.HighestCareersQualification >= CareersQualification.Level6)),
        Free("accreditedForJuniors", (p, c) => Accredited(c) * Flag(p.Profile.Seniority == Seniority.Junior)),
        Free("accreditedForSeniors", (p, c) => Accredited(c) * Flag(p.IsSenior)),
        Penalty("accreditedIfRusty", (p, c) => Rusty(p) * Accredited(c)),
        Penalty("level7IfRusty", (p, c) => Rusty(p) * Is(c, Accreditation.Level7)),
        Penalty("accreditedIfRustyAndLevelUnsaid", (p, c) => Unsaid(p) * Rusty(p) * Accredited(c)),
        Penalty("level7IfRustyAndLevelUnsaid", (p, c) => Unsaid(p) * Rusty(p) * Is(c, Accreditation.Level7)),
        new("level7IfNotRusty", true, (p, c) => Flag(p.Profile.AcademicWriting is AcademicWriting.Some or AcademicWriting.Confident) * Is(c, Accreditation.Level7)),

        Free("university", (_, c) => Flag(c.Cohort.ProviderType == ProviderType.University)),
        Free("leadershipAndManagement", (_, c) => Flag(c.Cohort.ProviderType == ProviderType.LeadershipAndManagement)),
        Free("national", (_, c) => Flag(c.Cohort.Coverage == Coverage.National)),
        Free("providerIsKnown", (p, c) => Flag(p.Profile.KnownProviderIds.Contains(c.Cohort.ProviderId))),
        Free("nearStation", (_, c) => Flag(c.Cohort.NearStation)),
        Free("residential", (_, c) => Flag(c.Cohort.Residential)),
        Free("daysAway", (_, c) => c.Cohort.DaysAwayFromSchool / 10),
        Free("daysAwayForSeniors", (p, c) => Flag(p.IsSenior) * c.Cohort.DaysAwayFromSchool / 10),
        Free("twilight", (_, c) => Flag(c.Cohort.SessionTypes.Contains(SessionType.Twilight))),
        Free("weekend", (_, c) => Flag(c.Cohort.SessionTypes.Contains(SessionType.Weekend))),
        Free("backToBack", (_, c) => Flag(c.Cohort.SessionTypes.Contains(SessionType.TwoDaysBackToBack))),
        Free("online", (_, c) => Flag(c.Cohort.SessionTypes.Contains(SessionType.Online))),
        Free("weeks", (_, c) => c.Cohort.Weeks / 20.0),
        Free("weeksIfQuick", (p, c) => p.Profile.Pace == Pace.Quick ? c.Cohort.Weeks / 20.0 : 0),
        Free("weeksIfSpreadOut", (p, c) => p.Profile.Pace == Pace.SpreadOut ? c.Cohort.Weeks / 20.0 : 0),
        Penalty("stepsFromPreferredBalance", (p, c) => p.Profile.Balance == Balance.Unspecified ? 0 : Math.Abs(p.Profile.Balance - c.Cohort.Balance)),
        Free("ownSectorContent", (p, c) => Flag(p.Profile.Sector != Sector.Unspecified && c.Cohort.Sectors.Contains(p.Profile.Sector))),
        Free("otherSectorContent", (p, c) => Flag(p.Profile.Sector != Sector.Unspecified && c.Cohort.Sectors.Count > 0 && !c.Cohort.Sectors.Contains(p.Profile.Sector))),
        Free("sectorContentIfSectorUnsaid", (p, c) => Flag(p.Profile.Sector == Sector.Unspecified && c.Cohort.Sectors.Count > 0)),
        Free("generalContentForOthers", (p, c) => Flag(p.Profile.Sector is Sector.FurtherEducation or Sector.Special or Sector.AlternativeProvision && c.Cohort.Sectors.Count == 0)),
        new("benchmarkShare", true, (p, c) => p.Profile.Benchmarks.Count == 0 ? 0 : (double)Shared(p, c) / p.Profile.Benchmarks.Count),
    ];

    /// <summary>Where the weight of a preferred level stands.</summary>
    public static int IndexOfPreferred(Accreditation level) => Terms.Index().First(term => term.Item.Name == AsPreferred(level)).Index;

    /// <summary>How many there are.</summary>
    public static int Count => Terms.Count;

    /// <summary>Writes the terms of one candidate.</summary>
    public static void Write(in PersonFacts person, Candidate candidate, Span<float> values)
    {
        for (var i = 0; i < Terms.Count; i++) values[i] = (float)Terms[i].Value(person, candidate);
    }

    private static string AsPreferred(Accreditation level) => $"is{level}AsPreferred";

    private static Term Free(string name, Func<PersonFacts, Candidate, double> value) => new(name, false, value);

    private static Term Penalty(string name, Func<PersonFacts, Candidate, double> value) => new(name, true, (p, c) => -value(p, c));

    // A falling piecewise-linear function of a quantity: each piece has its own slope, never rising.
    private static IEnumerable<Term> Ramps(string name, double[] knots, Func<PersonFacts, Candidate, double> quantity, Func<PersonFacts, Candidate, bool>? when = null) =>
        knots.SkipLast(1).Zip(knots.Skip(1), (from, to) =>
            Penalty($"{name}{from}To{to}", (p, c) => when is null || when(p, c) ? Math.Clamp((quantity(p, c) - from) / (to - from), 0, 1) : 0));

    private static Term[] ByLevel(string name, Func<PersonFacts, Candidate, double> when) =>
        [Free($"level6{name}", (p, c) => when(p, c) * Is(c, Accreditation.Level6)), Free($"level7{name}", (p, c) => when(p, c) * Is(c, Accreditation.Level7))];

    private static double Flag(bool holds) => holds ? 1 : 0;

    private static double Is(Candidate candidate, Accreditation level) => Flag(candidate.Cohort.Accreditation == level);

    private static double Accredited(Candidate candidate) => 1 - Is(candidate, Accreditation.NonAccredited);

    private static double Rusty(PersonFacts person) => Flag(person.Profile.AcademicWriting == AcademicWriting.Rusty);

    private static double Unsaid(PersonFacts person) => Flag(!person.SaysLevel);

    private static int Missed(Candidate candidate) => candidate.Cohort.Sessions - candidate.AttendableSessions;

    private static double Hours(PersonFacts person) => person.Profile.HasStudyHoursPerWeek ? Math.Min(4, person.Profile.StudyHoursPerWeek) : 4;

    private static double HoursShort(PersonFacts person, Candidate candidate) =>
        person.Profile.HasStudyHoursPerWeek ? Math.Max(0, candidate.Cohort.SelfStudyHoursPerWeek - person.Profile.StudyHoursPerWeek) : 0;

    private static int Shared(PersonFacts person, Candidate candidate)
    {
        var shared = 0;
        foreach (var benchmark in person.Profile.Benchmarks)
            if (candidate.Cohort.Benchmarks.Contains(benchmark)) shared++;
        return shared;
    }
}
