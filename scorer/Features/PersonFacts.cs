using System.Numerics;
using Google.Protobuf.Collections;
using Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Features;

/// <summary>Who asks, and when: what terms and features are made of beside a candidate.</summary>
/// <param name="Profile">What the request says.</param>
/// <param name="Today">The day they choose, as days since 1970-01-01.</param>
internal readonly record struct PersonFacts(Profile Profile, int Today)
{
    /// <summary>The Gatsby Benchmarks that their school most needs, a bit each.</summary>
    public uint Benchmarks { get; } = Bits(Profile.Benchmarks);

    /// <summary>How many of them there are.</summary>
    public int BenchmarkCount => BitOperations.PopCount(Benchmarks);

    public bool IsOpenToTravel => Profile is { HasOpenToTravel: true, OpenToTravel: true };

    public bool SaysLevel => Profile.PreferredAccreditation != Accreditation.Unspecified;

    public bool IsSenior => Profile.Seniority is Seniority.Senior or Seniority.MultiSite;

    /// <summary>How much of what could be said the request says, 0 to 1. Openness to travel doesn't count: it must not steepen the slope of distance.</summary>
    public double SaidShare
    {
        get
        {
            ReadOnlySpan<bool> said =
            [
                Profile.HasCanStayOvernight, Profile.HasStudyHoursPerWeek, Profile.HasYearsInCareers, SaysLevel,
                Profile.Sector != Sector.Unspecified, Profile.ExperienceProfile != ExperienceProfile.Unspecified, Profile.Seniority != Seniority.Unspecified,
                Profile.HighestCareersQualification != CareersQualification.Unspecified, Profile.AcademicWriting != AcademicWriting.Unspecified,
                Profile.Balance != Balance.Unspecified, Profile.Pace != Pace.Unspecified, Benchmarks != 0,
            ];
            return (double)said.Count(true) / said.Length;
        }
    }

    /// <summary>Small numbers as a set of bits.</summary>
    public static uint Bits(RepeatedField<int> numbers)
    {
        var bits = 0u;
        // By index: the list's enumerator would be garbage, and this is done for every request.
        for (var i = 0; i < numbers.Count; i++) bits |= 1u << numbers[i];
        return bits;
    }
}
