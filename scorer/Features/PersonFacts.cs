using System.Numerics;
using Google.Protobuf.Collections;
using Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Features;

/// <summary>Who asks, and when: what terms and features are made of beside a candidate.</summary>
/// <param name="Profile">What the request says.</param>
/// <param name="StartFrom">The first day on which a cohort may start for an application made today to be through in time, as days since
/// 1970-01-01.</param>
internal readonly record struct PersonFacts(Profile Profile, int StartFrom)
{
    /// <summary>The Gatsby Benchmarks that their school most needs, a bit each.</summary>
    public uint Benchmarks { get; } = Bits(Profile.Benchmarks);

    /// <summary>How many of them there are.</summary>
    public int BenchmarkCount => BitOperations.PopCount(Benchmarks);

    public bool IsOpenToTravel => Profile is { HasOpenToTravel: true, OpenToTravel: true };

    public bool SaysLevel => Profile.PreferredAccreditation != Accreditation.Unspecified;

    /// <summary>
    /// Whether the request says anything beyond location, sector and experience. If so, its sender was asked for wishes, and a wish that it
    /// does not name is not held; if not, there may be wishes that nobody asked for.
    /// </summary>
    public bool WasAsked =>
        SaysLevel
        || Benchmarks != 0
        || Profile
            is { HasOpenToTravel: true }
                or { HasCanStayOvernight: true }
                or { HasStudyHoursPerWeek: true }
                or { HasYearsInCareers: true }
                or { Seniority: not Seniority.Unspecified }
                or { HighestCareersQualification: not CareersQualification.Unspecified }
                or { AcademicWriting: not AcademicWriting.Unspecified }
                or { Balance: not Balance.Unspecified }
                or { Pace: not Pace.Unspecified }
                or { PreferredProviderType: not ProviderType.Unspecified }
                or { KnownProviderIds.Count: > 0 };

    public bool IsSenior => Profile.Seniority is Seniority.Senior or Seniority.MultiSite;

    /// <summary>
    /// How much of what could be said the request says, 0 to 1. Openness to travel doesn't count: it must not steepen the slope of
    /// distance.
    /// </summary>
    public double Completeness
    {
        get
        {
            ReadOnlySpan<bool> said =
            [
                Profile.HasCanStayOvernight,
                Profile.HasStudyHoursPerWeek,
                Profile.HasYearsInCareers,
                SaysLevel,
                Profile.Sector != Sector.Unspecified,
                Profile.ExperienceProfile != ExperienceProfile.Unspecified,
                Profile.Seniority != Seniority.Unspecified,
                Profile.HighestCareersQualification != CareersQualification.Unspecified,
                Profile.AcademicWriting != AcademicWriting.Unspecified,
                Profile.Balance != Balance.Unspecified,
                Profile.Pace != Pace.Unspecified,
                Benchmarks != 0,
            ];
            return (double)said.Count(true) / said.Length;
        }
    }

    /// <summary>Small numbers as a set of bits.</summary>
    public static uint Bits(RepeatedField<int> numbers)
    {
        var bits = 0u;
        // By index: the list's enumerator would be garbage, and this is done for every request.
        for (var i = 0; i < numbers.Count; i++)
            bits |= 1u << numbers[i];
        return bits;
    }
}
