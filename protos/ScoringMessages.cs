using System.Runtime.CompilerServices;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using V1 = Matcher.Protos.Scoring.V1;

namespace Matcher.Protos;

/// <summary>
/// Writes the domain's types as messages: the one way into the contract, for the API that asks as for the training that learns.
/// Every enum of the contract has the domain's members in the domain's order after its UNSPECIFIED.
/// </summary>
public static class ScoringMessages
{
    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>A day as the contract writes it: days since 1970-01-01.</summary>
    public static int ToMessage(this DateOnly day) => day.DayNumber - Epoch;

    /// <summary>
    /// What the contract says of a person: all but where they live, how far they would go and which days they ruled out: who is eligible is
    /// decided before.
    /// </summary>
    public static V1.Profile ToMessage(this Profile profile)
    {
        var message = new V1.Profile
        {
            PreferredAccreditation = (V1.Accreditation)Number(profile.PreferredAccreditation),
            Sector = (V1.Sector)Number(profile.Sector),
            ExperienceProfile = (V1.ExperienceProfile)Number(profile.Experience.Profile),
            Seniority = (V1.Seniority)Number(profile.Experience.Seniority),
            HighestCareersQualification = (V1.CareersQualification)Number(profile.Experience.HighestCareersQualification),
            AcademicWriting = (V1.AcademicWriting)Number(profile.Experience.AcademicWriting),
            Balance = (V1.Balance)Number(profile.Preferences.Balance),
            Pace = (V1.Pace)Number(profile.Preferences.Pace),
            PreferredProviderType = (V1.ProviderType)Number(profile.Preferences.ProviderType),
            KnownProviderIds = { profile.Preferences.KnownProviders },
            Benchmarks = { profile.Preferences.Benchmarks },
        };
        if (profile.OpenToTravel is { } open)
            message.OpenToTravel = open;
        if (profile.CanStayOvernight is { } overnight)
            message.CanStayOvernight = overnight;
        if (profile.Availability.StudyHoursPerWeek is { } hours)
            message.StudyHoursPerWeek = hours;
        if (profile.Experience.YearsInCareers is { } years)
            message.YearsInCareers = years;
        return message;
    }

    /// <summary>What the contract says of a cohort as one person sees it.</summary>
    public static V1.Candidate ToMessage(this in Candidate candidate) => candidate.ToMessage(candidate.Cohort.ToMessage());

    /// <summary>The same around a cohort's message that was made before.</summary>
    public static V1.Candidate ToMessage(this in Candidate candidate, V1.Cohort cohort) =>
        new()
        {
            Cohort = cohort,
            DistanceMiles = candidate.DistanceMiles,
            AttendableSessions = candidate.AttendableSessions,
        };

    /// <summary>
    /// What the contract says of a cohort to everybody. Messages are not changed once made, so one may serve many requests.
    /// </summary>
    public static V1.Cohort ToMessage(this Cohort cohort) =>
        new()
        {
            Id = cohort.Id,
            CourseId = cohort.Course.Id,
            ProviderId = cohort.Course.Provider.Id,
            ProviderType = (V1.ProviderType)Number<ProviderType>(cohort.Course.Provider.Type),
            Coverage = (V1.Coverage)Number<Coverage>(cohort.Course.Provider.Coverage),
            Accreditation = (V1.Accreditation)Number<Accreditation>(cohort.Course.Accreditation),
            Credits = cohort.Course.Credits,
            ContactHours = cohort.Course.ContactHours,
            SelfStudyHoursPerWeek = cohort.Course.SelfStudyHoursPerWeek,
            Balance = (V1.Balance)Number<Balance>(cohort.Course.Balance),
            Sectors = { cohort.Course.Sectors.Select(sector => (V1.Sector)Number<Sector>(sector)) },
            Benchmarks = { cohort.Course.Benchmarks },
            SatisfactionPercent = cohort.Course.SatisfactionPercent,
            CatchUp = (V1.CatchUp)Number<CatchUp>(cohort.Course.CatchUp),
            StartsOn = cohort.StartsOn.ToMessage(),
            Weeks = cohort.Weeks,
            Sessions = cohort.Sessions.Count,
            SessionTypes = { cohort.SessionTypes.Select(type => (V1.SessionType)Number<SessionType>(type)) },
            DaysAwayFromSchool = cohort.DaysAwayFromSchool,
            Residential = cohort.Residential,
            NearStation = cohort.Venue.NearStation,
        };

    /// <summary>A factor as the domain has it; null when this program does not know it.</summary>
    public static Factor? ToDomain(this V1.Factor factor) =>
        factor is > V1.Factor.Unspecified and <= V1.Factor.OtherCohorts ? (Factor)(factor - 1) : null;

    // Every enum of the domain is an int; read as one it isn't boxed.
    private static int Number<T>(T? member)
        where T : struct, Enum
    {
        if (member is not { } value)
            return 0;
        return Unsafe.As<T, int>(ref value) + 1;
    }
}
