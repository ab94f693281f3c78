using System.Runtime.Intrinsics;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;

namespace Matcher.Scorer.Scoring;

/// <summary>
/// A course, through its best candidate, in what a person said of themselves and in what matters to everybody. What they did not speak of
/// is not in it. One <see cref="ComesBefore"/> another if it is nearer, and no worse in anything else.
/// </summary>
internal readonly struct StatedFacts
{
    /// <summary>A third of a year: what starts earlier by less than a term is not earlier enough to travel for.</summary>
    public const int DaysInTerm = 122;

    // The larger, the better, in each: what matters to everybody (and, as it finds no room below, whether the person knows the provider),
    // then what the person said.
    private readonly Vector256<float> forAll;
    private readonly Vector256<float> said;

    private StatedFacts(
        int candidate,
        double distanceMiles,
        double probability,
        bool canBeSigned,
        bool isOfWantedLevel,
        double lot,
        Vector256<float> forAll,
        Vector256<float> said
    ) =>
        (Candidate, DistanceMiles, Probability, CanBeSigned, IsOfWantedLevel, Lot, this.forAll, this.said) = (
            candidate,
            distanceMiles,
            probability,
            canBeSigned,
            isOfWantedLevel,
            lot,
            forAll,
            said
        );

    /// <summary>The index of the course's best candidate.</summary>
    public int Candidate { get; }

    /// <summary>From the person's home to the venue.</summary>
    public double DistanceMiles { get; }

    /// <summary>How likely the course is chosen.</summary>
    public double Probability { get; }

    /// <summary>Whether an application made today is signed before the first session.</summary>
    public bool CanBeSigned { get; }

    /// <summary>Whether it is of the level that the person wants; true of all for who wants none in particular.</summary>
    public bool IsOfWantedLevel { get; }

    /// <summary>
    /// Orders courses that are about as probable: the smallest lot is an exponential draw at a rate of the probability, so each is first as
    /// often as it is chosen.
    /// </summary>
    public double Lot { get; }

    /// <summary>Looks at a candidate.</summary>
    public static StatedFacts Of(in PersonFacts person, CompiledCohorts cohorts, in CandidateRef seen, int candidate, double probability)
    {
        var (profile, cohort) = (person.Profile, cohorts.Facts(seen.Cohort));
        var missed = cohort.Sessions - seen.AttendableSessions;
        var canBeSigned = cohort.StartsOn >= person.StartFrom;
        var lessWriting = profile.AcademicWriting == AcademicWriting.Rusty ? -(float)cohort.Accreditation : 0;
        var pace = profile.Pace switch
        {
            Pace.Quick => -cohort.Weeks,
            Pace.SpreadOut => cohort.Weeks,
            _ => 0,
        };
        var isKnown = profile.KnownProviderIds.Count > 0 && profile.KnownProviderIds.Contains(cohort.ProviderId);
        var isOfWantedKind =
            profile.PreferredProviderType != ProviderType.Unspecified && profile.PreferredProviderType == cohort.ProviderType;
        return new(
            candidate,
            seen.DistanceMiles,
            probability,
            canBeSigned,
            !person.SaysLevel || profile.PreferredAccreditation == cohort.Accreditation,
            ExponentialDraw(cohorts.CourseHash(seen.Cohort), seen.DistanceMiles) / probability,
            Vector256.Create(
                -cohort.StartsOn,
                (float)cohort.SatisfactionPercent,
                canBeSigned ? 1 : 0,
                -missed,
                -(float)missed / cohort.Sessions,
                isKnown ? 1 : 0,
                0,
                0
            ),
            Vector256.Create(
                person.SaysLevel ? -Math.Abs(profile.PreferredAccreditation - cohort.Accreditation) : 0,
                profile.HasStudyHoursPerWeek ? -(float)Math.Max(0, cohort.SelfStudyHoursPerWeek - profile.StudyHoursPerWeek) : 0,
                lessWriting,
                profile.Balance == Balance.Unspecified ? 0 : -Math.Abs(profile.Balance - cohort.Balance),
                pace,
                Content(profile.Sector, cohort),
                person.BenchmarkCount > 0 ? cohort.Shared(person) : 0,
                isOfWantedKind ? 1 : 0
            )
        );
    }

    /// <summary>
    /// Whether a person who would put another course before this one would do so for nothing that they said: this one is nearer, as good in
    /// everything said, as well rated, and not a term later.
    /// </summary>
    public bool ComesBefore(in StatedFacts other) =>
        DistanceMiles < other.DistanceMiles
        && Vector256.GreaterThanOrEqualAll(forAll + Tolerance, other.forAll)
        && Vector256.GreaterThanOrEqualAll(said, other.said);

    // Most people work in secondary schools: for somebody who does not say where, content made only for other settings does not match.
    private static float Content(Sector sector, CohortFacts cohort)
    {
        if (!cohort.HasOwnSectors)
            return 0;
        if (sector == Sector.Unspecified)
            return cohort.Has(Sector.Secondary) ? 0 : -1;
        return cohort.Has(sector) ? 1 : -1;
    }

    private static Vector256<float> Tolerance => Vector256.Create(DaysInTerm - 0.5f, 0, 0, 0, 0, 0, 0, 0);

    // SplitMix64's finaliser (Steele, Lea and Flood, OOPSLA 2014) makes a number between 0 and 1 of the two.
    private static double ExponentialDraw(ulong course, double distanceMiles)
    {
        var mixed = course ^ BitConverter.DoubleToUInt64Bits(distanceMiles);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        mixed ^= mixed >> 31;
        return -Math.Log(((mixed >> 11) + 1) * (1.0 / (1UL << 53)));
    }
}
