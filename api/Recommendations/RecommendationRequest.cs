using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Matcher.Api.Postcodes;
using Matcher.Data.Domain;
using Matcher.Data.Places;
using Matcher.Data.Text;

namespace Matcher.Api.Recommendations;

/// <summary>
/// A Careers Leader's profile. Only `location` is required; a field that is missing, null or an empty list means "no preference".
/// </summary>
internal sealed record RecommendationRequest
{
    /// <summary>Where the journey to a session starts.</summary>
    public required LocationRequest Location { get; init; }

    /// <summary>
    /// How far they would go, in miles, 0 to 500: as the crow flies, or around water and over bridges and ferries where that is the way.
    /// Ignored when `openToTravel` is true.
    /// </summary>
    [Range(0, RequestLimits.MostMiles)]
    public double? MaxDistanceMiles { get; init; }

    /// <summary>True when they would travel any distance.</summary>
    public bool? OpenToTravel { get; init; }

    /// <summary>False refuses courses with a night away.</summary>
    public bool? CanStayOvernight { get; init; }

    /// <summary>The time they have.</summary>
    public AvailabilityRequest? Availability { get; init; }

    /// <summary>The level they would like.</summary>
    public AccreditationRequest? Accreditation { get; init; }

    /// <summary>The kind of school or college.</summary>
    public Sector? Sector { get; init; }

    /// <summary>What they bring.</summary>
    public ExperienceRequest? Experience { get; init; }

    /// <summary>What they like.</summary>
    public PreferencesRequest? Preferences { get; init; }

    /// <summary>How many courses to answer with, 1 to 100. Default: 10.</summary>
    [Range(1, RequestLimits.MostRecommendations)]
    public int? Limit { get; init; }

    /// <summary>The profile, from a home that has been found. The other fields are within their bounds.</summary>
    public Profile ToProfile(Place home) =>
        new()
        {
            Home = home,
            MaxDistanceMiles = MaxDistanceMiles,
            OpenToTravel = OpenToTravel,
            CanStayOvernight = CanStayOvernight,
            Availability = new()
            {
                StudyHoursPerWeek = Availability?.StudyHoursPerWeek,
                SessionTypes = [.. (Availability?.SessionTypes ?? []).Distinct()],
                EarliestStart = Availability?.EarliestStart,
                LatestFinish = Availability?.LatestFinish,
                Unavailable = [.. (Availability?.Unavailable ?? []).Select(range => new DateRange(range.From, range.To))],
            },
            PreferredAccreditation = (Accreditation?.Preferred ?? Recommendations.PreferredAccreditation.NoPreference) switch
            {
                PreferredAccreditation.NonAccredited => Data.Domain.Accreditation.NonAccredited,
                PreferredAccreditation.Level6 => Data.Domain.Accreditation.Level6,
                PreferredAccreditation.Level7 => Data.Domain.Accreditation.Level7,
                PreferredAccreditation.NoPreference => null,
            },
            AccreditationRequired = Accreditation?.Required ?? false,
            Sector = Sector,
            Experience = new()
            {
                Profile = Experience?.Profile,
                YearsInCareers = Experience?.YearsInCareers,
                Seniority = Experience?.Seniority,
                HighestCareersQualification = Experience?.HighestCareersQualification,
                AcademicWriting = Experience?.AcademicWriting,
            },
            Preferences = new()
            {
                Balance = Preferences?.Balance,
                Pace = Preferences?.Pace,
                ProviderType = Preferences?.ProviderType,
                KnownProviders = [.. (Preferences?.KnownProviders ?? []).Distinct(StringComparer.Ordinal)],
                Benchmarks = [.. (Preferences?.Benchmarks ?? []).Distinct().Order()],
            },
        };
}

/// <summary>The time somebody has.</summary>
internal sealed record AvailabilityRequest
{
    /// <summary>Hours a week for study between sessions, 0 to 40.</summary>
    [Range(0, RequestLimits.MostStudyHours)]
    public double? StudyHoursPerWeek { get; init; }

    /// <summary>
    /// Every kind of session they can attend. Courses blend face-to-face and online sessions: list `online` too where it suits.
    /// </summary>
    public IReadOnlyList<SessionType>? SessionTypes { get; init; }

    /// <summary>
    /// The first day on which a first session may fall. If it is left out, or late enough for an application to be signed before it,
    /// cohorts that start before an application can be signed are ranked behind the others.
    /// </summary>
    public DateOnly? EarliestStart { get; init; }

    /// <summary>The last day on which a last session may fall.</summary>
    public DateOnly? LatestFinish { get; init; }

    /// <summary>Days on which they can attend nothing, at most 50 ranges.</summary>
    [MaxLength(RequestLimits.MostUnavailableRanges)]
    public IReadOnlyList<DateRangeRequest>? Unavailable { get; init; }
}

/// <summary>Whole days, both ends included.</summary>
internal sealed record DateRangeRequest
{
    /// <summary>The first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day, not before `from`.</summary>
    public required DateOnly To { get; init; }
}

/// <summary>The level somebody would like.</summary>
internal sealed record AccreditationRequest
{
    /// <summary>The level.</summary>
    public PreferredAccreditation? Preferred { get; init; }

    /// <summary>True refuses every other level; says nothing without a preferred level.</summary>
    public bool? Required { get; init; }
}

/// <summary>A level, or none in particular.</summary>
[JsonConverter(typeof(EnumNameConverter<PreferredAccreditation>))]
internal enum PreferredAccreditation
{
    NonAccredited,
    Level6,
    Level7,
    NoPreference,
}

/// <summary>What somebody brings.</summary>
internal sealed record ExperienceRequest
{
    /// <summary>
    /// Which group they belong to: `newbie` (1 to 2 years in the role), `oldHand` (about 8 years or more), `careersSpecialist` (a careers
    /// professional, mostly qualified).
    /// </summary>
    public ExperienceProfile? Profile { get; init; }

    /// <summary>Years in careers work, 0 to 60.</summary>
    [Range(0, RequestLimits.MostYears)]
    public double? YearsInCareers { get; init; }

    /// <summary>How senior they are.</summary>
    public Seniority? Seniority { get; init; }

    /// <summary>The highest careers qualification they hold.</summary>
    public CareersQualification? HighestCareersQualification { get; init; }

    /// <summary>How at ease they are with academic writing.</summary>
    public AcademicWriting? AcademicWriting { get; init; }
}

/// <summary>What somebody likes.</summary>
internal sealed record PreferencesRequest
{
    /// <summary>Practice against theory.</summary>
    public Balance? Balance { get; init; }

    /// <summary>Over soon, or spread over the year.</summary>
    public Pace? Pace { get; init; }

    /// <summary>The kind of organisation they would like to learn from.</summary>
    public ProviderType? ProviderType { get; init; }

    /// <summary>Ids of providers they know well, at most 20. An id that is not in the catalogue counts for nothing.</summary>
    [MaxLength(RequestLimits.MostKnownProviders)]
    public IReadOnlyList<string>? KnownProviders { get; init; }

    /// <summary>The Gatsby Benchmarks (1 to 8) that their school most needs.</summary>
    [MaxLength(RequestLimits.Benchmarks)]
    public IReadOnlyList<int>? Benchmarks { get; init; }

    /// <summary>The edition that the numbers in `benchmarks` are of. Both have the same numbers, so it changes no recommendation.</summary>
    public BenchmarkEdition? BenchmarkEdition { get; init; }
}
