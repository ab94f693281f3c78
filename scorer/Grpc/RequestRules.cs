using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Grpc;

/// <summary>The bounds that the contract gives for every field, so that whatever is let through makes finite features.</summary>
internal sealed class RequestRules
{
    private const int MostCandidates = 10_000;
    private const int MostFaults = 50;
    private const int LongestId = 100;
    private const int MostKnownProviders = 20;
    private const int EarliestDay = 0;
    private const int LatestDay = 100_000;

    private const string IdAdvice = "Give an id of 1 to 100 characters.";

    private readonly BadRequest faults = new();

    // Which candidate is being checked; a field's full name is only put together for a fault.
    private int? candidate;

    private RequestRules()
    {
    }

    /// <summary>Lets a request through.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT with a <see cref="BadRequest"/> that names the faulty fields, the first 50 of them.</exception>
    public static void Check(ScoreRequest request)
    {
        var rules = new RequestRules();
        rules.CheckRequest(request);
        if (rules.faults.FieldViolations.Count == 0) return;
        throw new Google.Rpc.Status
        {
            Code = (int)Code.InvalidArgument,
            Message = "The request breaks the contract. The details name the fields.",
            Details = { Any.Pack(rules.faults) },
        }.ToRpcException();
    }

    private void CheckRequest(ScoreRequest request)
    {
        Require(request.HasToday && request.Today is >= EarliestDay and <= LatestDay, "today", "Give the day as days since 1970-01-01.");
        if (request.Profile is null) Complain("profile", "Give a profile.");
        else CheckProfile(request.Profile);

        Require(request.Candidates.Count is > 0 and <= MostCandidates, "candidates", $"Give 1 to {MostCandidates} candidates.");
        if (request.Candidates.Count > MostCandidates) return;
        var ids = new HashSet<string>(request.Candidates.Count, StringComparer.Ordinal);
        for (var i = 0; i < request.Candidates.Count && faults.FieldViolations.Count < MostFaults; i++)
        {
            candidate = i;
            CheckCandidate(request.Candidates[i]);
            Require(ids.Add(request.Candidates[i].Cohort?.Id ?? ""), "cohort.id", "Give each cohort once.");
        }
    }

    private void CheckProfile(Profile profile)
    {
        Range(profile.StudyHoursPerWeek, 0, 40, "profile.study_hours_per_week");
        Range(profile.YearsInCareers, 0, 60, "profile.years_in_careers");
        Known(profile.PreferredAccreditation, "profile.preferred_accreditation");
        Known(profile.Sector, "profile.sector");
        Known(profile.ExperienceProfile, "profile.experience_profile");
        Known(profile.Seniority, "profile.seniority");
        Known(profile.HighestCareersQualification, "profile.highest_careers_qualification");
        Known(profile.AcademicWriting, "profile.academic_writing");
        Known(profile.Balance, "profile.balance");
        Known(profile.Pace, "profile.pace");
        Require(profile.KnownProviderIds.Count <= MostKnownProviders, "profile.known_provider_ids", $"Give at most {MostKnownProviders} ids.");
        Benchmarks(profile.Benchmarks, "profile.benchmarks");
    }

    private void CheckCandidate(Candidate candidate)
    {
        var cohort = candidate.Cohort;
        if (cohort is null)
        {
            Complain("cohort", "Give the cohort.");
            return;
        }
        Range(candidate.DistanceMiles, 0, 13_000, "distance_miles");
        Range(cohort.Sessions, 1, 200, "cohort.sessions");
        Range(candidate.AttendableSessions, 0, Math.Max(0, cohort.Sessions), "attendable_sessions");
        Require(cohort.Id.Length is > 0 and <= LongestId, "cohort.id", IdAdvice);
        Require(cohort.ProviderId.Length is > 0 and <= LongestId, "cohort.provider_id", IdAdvice);
        Given(cohort.ProviderType, "cohort.provider_type");
        Given(cohort.Coverage, "cohort.coverage");
        Given(cohort.Accreditation, "cohort.accreditation");
        Given(cohort.Balance, "cohort.balance");
        Given(cohort.CatchUp, "cohort.catch_up");
        Range(cohort.Credits, 0, 120, "cohort.credits");
        Range(cohort.ContactHours, 0, 1_000, "cohort.contact_hours");
        Range(cohort.SelfStudyHoursPerWeek, 0, 40, "cohort.self_study_hours_per_week");
        Range(cohort.SatisfactionPercent, 0, 100, "cohort.satisfaction_percent");
        Range(cohort.StartsOn, EarliestDay, LatestDay, "cohort.starts_on");
        Range(cohort.Weeks, 1, 156, "cohort.weeks");
        Range(cohort.DaysAwayFromSchool, 0, 200, "cohort.days_away_from_school");
        Benchmarks(cohort.Benchmarks, "cohort.benchmarks");
        Require(cohort.SessionTypes.Count is > 0 and <= 6, "cohort.session_types", "Give 1 to 6 kinds of session.");
        Require(cohort.Sectors.Count <= 8, "cohort.sectors", "Give at most 8 sectors.");
        foreach (var type in cohort.SessionTypes) Given(type, "cohort.session_types");
        foreach (var sector in cohort.Sectors) Given(sector, "cohort.sectors");
    }

    private void Benchmarks(RepeatedField<int> benchmarks, string field)
    {
        var good = benchmarks.Count <= 8;
        foreach (var benchmark in benchmarks) good &= benchmark is >= 1 and <= 8;
        Require(good, field, "Give at most 8 numbers from 1 to 8.");
    }

    private void Range(double value, double least, double most, string field)
    {
        if (!(value >= least && value <= most)) Complain(field, $"Give a number from {least} to {most}.");
    }

    private void Given<T>(T value, string field)
        where T : struct, System.Enum => Require(System.Enum.IsDefined(value) && !EqualityComparer<T>.Default.Equals(value, default), field, "Give one of the contract's values, not the unspecified one.");

    private void Known<T>(T value, string field)
        where T : struct, System.Enum => Require(System.Enum.IsDefined(value), field, "Give one of the contract's values.");

    private void Require(bool holds, string field, string advice)
    {
        if (!holds) Complain(field, advice);
    }

    private void Complain(string field, string advice)
    {
        if (faults.FieldViolations.Count >= MostFaults) return;
        var name = candidate is { } index ? $"candidates[{index}].{field}" : field;
        faults.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = name, Description = advice });
    }
}
