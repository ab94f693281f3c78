using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Matcher.Protos;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Models;

namespace Matcher.Scorer.Grpc;

/// <summary>The bounds that the contract gives for every field, so that whatever is let through makes finite features.</summary>
internal sealed class RequestRules
{
    private const int MostCandidates = 10_000;
    private const int MostPeople = 1_000;
    private const int MostFaults = 50;
    private const double MostMiles = 13_000;
    private const int LongestId = 100;
    private const int MostKnownProviders = 20;
    private const int EarliestDay = 0;
    private const int LatestDay = 100_000;

    private const string CountAdvice = "Give 1 to 10,000.";
    private const string IdAdvice = "Give an id of 1 to 100 characters.";

    // Made for the first fault: a good request costs nothing.
    private BadRequest? faults;

    // Which item of a list is being checked, and which part of it; a field's full name is only put together for a fault.
    private (string List, int Index)? item;
    private string part = "";

    private RequestRules() { }

    private bool IsFull => faults?.FieldViolations.Count >= MostFaults;

    /// <summary>Lets a request through.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT with a <see cref="BadRequest"/> that names the faulty fields, the first 50 of
    /// them.</exception>
    public static void Check(ScoreRequest request)
    {
        var rules = new RequestRules();
        rules.CheckRequest(request);
        rules.Throw();
    }

    /// <summary>Lets some of the people of a stream through.</summary>
    /// <exception cref="RpcException">As above.</exception>
    public static void Check(ScorePeopleRequest request)
    {
        var rules = new RequestRules();
        rules.Require(request.People.Count is > 0 and <= MostPeople, "people", "Give 1 to 1,000.");
        for (var i = 0; i < request.People.Count && rules.faults is null; i++)
        {
            rules.item = ("people", i);
            if (request.People[i].Kept is null)
                rules.AddError("kept", "Give kept candidates.");
            else
                rules.CheckRequest(request.People[i]);
        }
        rules.Throw();
    }

    /// <summary>Lets cohorts through that are to be kept.</summary>
    /// <exception cref="RpcException">As above.</exception>
    public static void Check(KeepCohortsRequest request)
    {
        var rules = new RequestRules();
        rules.CheckCohorts(request.Cohorts);
        rules.Throw();
    }

    /// <summary>Lets candidates through that are kept.</summary>
    /// <exception cref="RpcException">As above.</exception>
    public static void Check(KeptCandidates kept, CompiledCohorts cohorts)
    {
        var rules = new RequestRules();
        rules.CheckKept(kept, cohorts);
        rules.Throw();
    }

    private void Throw()
    {
        if (faults is null)
            return;
        throw new Google.Rpc.Status
        {
            Code = (int)Code.InvalidArgument,
            Message = "The request breaks the contract. The details name the fields.",
            Details = { Any.Pack(faults) },
        }.ToRpcException();
    }

    private void CheckRequest(ScoreRequest request)
    {
        Require(request.HasToday && request.Today is >= EarliestDay and <= LatestDay, "today", "Give the day as days since 1970-01-01.");
        Require(
            !request.HasStartFrom || request.StartFrom is >= EarliestDay and <= LatestDay,
            "start_from",
            "Give the day as days since 1970-01-01, or leave it out."
        );
        if (request.Profile is null)
            AddError("profile", "Give a profile.");
        else
            CheckProfile(request.Profile);

        Range(request.ExplainBestCourses, 0, MostCandidates, "explain_best_courses");
        Range(request.RankCourses, 0, MostCandidates, "rank_courses");
        Require(
            request.RankCourses == 0 || request.ExplainBestCourses > 0,
            "rank_courses",
            "Say how many of the best courses are to be explained, too."
        );
        Require(
            !request.Explain || request.ExplainBestCourses == 0,
            "explain_best_courses",
            "Ask for all explanations or for those of the best, not both."
        );

        if (request.Kept is null)
            CheckCandidates(request.Candidates);
        else
            Require(request.Candidates.Count == 0, "candidates", "Give candidates or kept ones, not both.");
    }

    private void CheckKept(KeptCandidates kept, CompiledCohorts cohorts)
    {
        var count = kept.Cohorts.Count;
        CheckCount("kept.cohorts", count);
        Require(kept.DistanceMiles.Count == count, "kept.distance_miles", "Give as many as cohorts.");
        Require(kept.AttendableSessions.Count == count, "kept.attendable_sessions", "Give as many as cohorts.");
        if (faults is not null)
            return;
        var places = kept.Cohorts.Span();
        var miles = kept.DistanceMiles.Span();
        var sessions = kept.AttendableSessions.Span();
        for (var (i, last) = (0, -1); i < count && !IsFull; last = places[i++])
        {
            item = ("kept", i);
            var isThere = places[i] > last && places[i] < cohorts.Count;
            Require(isThere, "cohorts", "Give indices into the kept list, in rising order.");
            Range(miles[i], 0, MostMiles, "distance_miles");
            Range(sessions[i], 0, isThere ? cohorts.Facts(new(places[i])).Sessions : 0, "attendable_sessions");
        }
    }

    private void CheckCandidates(RepeatedField<Candidate> candidates)
    {
        if (!CheckCount("candidates", candidates.Count))
            return;
        var ids = new HashSet<string>(candidates.Count, StringComparer.Ordinal);
        for (var i = 0; i < candidates.Count && !IsFull; i++)
        {
            item = ("candidates", i);
            if (candidates[i].Cohort is not { } cohort)
            {
                AddError("cohort", "Give the cohort.");
                continue;
            }
            Range(candidates[i].DistanceMiles, 0, MostMiles, "distance_miles");
            Range(candidates[i].AttendableSessions, 0, Math.Max(0, cohort.Sessions), "attendable_sessions");
            part = "cohort.";
            CheckCohort(cohort, ids);
            part = "";
        }
    }

    private void CheckCohorts(RepeatedField<Cohort> cohorts)
    {
        if (!CheckCount("cohorts", cohorts.Count))
            return;
        var ids = new HashSet<string>(cohorts.Count, StringComparer.Ordinal);
        for (var i = 0; i < cohorts.Count && !IsFull; i++)
        {
            item = ("cohorts", i);
            CheckCohort(cohorts[i], ids);
        }
    }

    private bool CheckCount(string list, int count)
    {
        var isGood = count is > 0 and <= MostCandidates;
        Require(isGood, list, CountAdvice);
        return isGood;
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
        Known(profile.PreferredProviderType, "profile.preferred_provider_type");
        Require(profile.KnownProviderIds.Count <= MostKnownProviders, "profile.known_provider_ids", "Give at most 20 ids.");
        Benchmarks(profile.Benchmarks, "profile.benchmarks");
    }

    private void CheckCohort(Cohort cohort, HashSet<string> ids)
    {
        Require(ids.Add(cohort.Id), "id", "Give each cohort once.");
        Range(cohort.Sessions, 1, 200, "sessions");
        Require(cohort.Id.Length is > 0 and <= LongestId, "id", IdAdvice);
        Require(cohort.ProviderId.Length is > 0 and <= LongestId, "provider_id", IdAdvice);
        Require(cohort.CourseId.Length <= LongestId, "course_id", "Give an id of at most 100 characters.");
        Given(cohort.ProviderType, "provider_type");
        Given(cohort.Coverage, "coverage");
        Given(cohort.Accreditation, "accreditation");
        Given(cohort.Balance, "balance");
        Given(cohort.CatchUp, "catch_up");
        Range(cohort.Credits, 0, 120, "credits");
        Range(cohort.ContactHours, 0, 1_000, "contact_hours");
        Range(cohort.SelfStudyHoursPerWeek, 0, 40, "self_study_hours_per_week");
        Range(cohort.SatisfactionPercent, 0, 100, "satisfaction_percent");
        Range(cohort.StartsOn, EarliestDay, LatestDay, "starts_on");
        Range(cohort.Weeks, 1, 156, "weeks");
        Range(cohort.DaysAwayFromSchool, 0, 200, "days_away_from_school");
        Benchmarks(cohort.Benchmarks, "benchmarks");
        Require(cohort.SessionTypes.Count is > 0 and <= 6, "session_types", "Give 1 to 6 kinds of session.");
        Require(cohort.Sectors.Count <= 9, "sectors", "Give at most 9 sectors.");
        foreach (var type in cohort.SessionTypes)
            Given(type, "session_types");
        foreach (var sector in cohort.Sectors)
            Given(sector, "sectors");
    }

    private void Benchmarks(RepeatedField<int> benchmarks, string field)
    {
        var good = benchmarks.Count <= 8;
        foreach (var benchmark in benchmarks)
            good &= benchmark is >= 1 and <= 8;
        Require(good, field, "Give at most 8 numbers from 1 to 8.");
    }

    private void Range(double value, double least, double most, string field)
    {
        if (!(value >= least && value <= most))
            AddError(field, $"Give a number from {least} to {most}.");
    }

    private void Given<T>(T value, string field)
        where T : struct, System.Enum =>
        Require(
            System.Enum.IsDefined(value) && !EqualityComparer<T>.Default.Equals(value, default),
            field,
            "Give one of the contract's values, not the unspecified one."
        );

    private void Known<T>(T value, string field)
        where T : struct, System.Enum => Require(System.Enum.IsDefined(value), field, "Give one of the contract's values.");

    private void Require(bool holds, string field, string advice)
    {
        if (!holds)
            AddError(field, advice);
    }

    private void AddError(string field, string advice)
    {
        if (IsFull)
            return;
        var name = item is var (list, index) ? $"{list}[{index}].{part}{field}" : field;
        (faults ??= new()).FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = name, Description = advice });
    }
}
