using System.Numerics;
using Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Features;

/// <summary>A cohort's message read once, its lists as sets of bits: what terms and features are made of beside a person.</summary>
internal sealed class CohortFacts(Cohort cohort)
{
    private readonly uint sessionTypes = cohort.SessionTypes.Aggregate(0u, (bits, type) => bits | 1u << (int)type);
    private readonly uint sectors = cohort.Sectors.Aggregate(0u, (bits, sector) => bits | 1u << (int)sector);
    private readonly uint benchmarks = PersonFacts.Bits(cohort.Benchmarks);

    public string ProviderId { get; } = cohort.ProviderId;

    public ProviderType ProviderType { get; } = cohort.ProviderType;

    public Accreditation Accreditation { get; } = cohort.Accreditation;

    public double ContactHours { get; } = cohort.ContactHours;

    public double SelfStudyHoursPerWeek { get; } = cohort.SelfStudyHoursPerWeek;

    public Balance Balance { get; } = cohort.Balance;

    public double SatisfactionPercent { get; } = cohort.SatisfactionPercent;

    public CatchUp CatchUp { get; } = cohort.CatchUp;

    public int StartsOn { get; } = cohort.StartsOn;

    public int Weeks { get; } = cohort.Weeks;

    public int Sessions { get; } = cohort.Sessions;

    public double DaysAwayFromSchool { get; } = cohort.DaysAwayFromSchool;

    public bool Residential { get; } = cohort.Residential;

    public bool NearStation { get; } = cohort.NearStation;

    /// <summary>Whether its content is made for some sectors.</summary>
    public bool HasOwnSectors => sectors != 0;

    public bool Has(SessionType type) => (sessionTypes & 1u << (int)type) != 0;

    public bool Has(Sector sector) => (sectors & 1u << (int)sector) != 0;

    /// <summary>How many of a person's Gatsby Benchmarks it dwells on.</summary>
    public int Shared(in PersonFacts person) => BitOperations.PopCount(benchmarks & person.Benchmarks);
}

/// <summary>A cohort as it looks to a person.</summary>
/// <param name="Cohort">What is the same for everybody.</param>
/// <param name="DistanceMiles">From their home to the venue.</param>
/// <param name="AttendableSessions">How many of its sessions they can be at.</param>
internal readonly record struct CandidateFacts(CohortFacts Cohort, double DistanceMiles, int AttendableSessions)
{
    public int MissedSessions => Cohort.Sessions - AttendableSessions;

    /// <summary>Reads a candidate's message.</summary>
    public static CandidateFacts Of(Candidate candidate) =>
        new(new(candidate.Cohort), candidate.DistanceMiles, candidate.AttendableSessions);
}
