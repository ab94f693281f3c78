using Matcher.Data.Domain;
using Matcher.Data.Eligibility;

namespace Matcher.Scorer.Tests.Scoring;

/// <summary>The promise of the order in the domain's words, apart from how the scorer keeps it.</summary>
internal static class OrderRule
{
    private const int DaysInTerm = 122;

    public static void AssertKept(Asked asked, Answered answer)
    {
        var shown = answer.Ranking.Select(index => asked.Candidates[index]).ToList();
        for (var place = 1; place < shown.Count; place++)
        {
            var wrong = shown[..place].FindIndex(earlier => IsNearerAndNoWorse(asked, shown[place], earlier));
            Assert.True(
                wrong < 0,
                $"{shown[place].Cohort.Id} is nearer and no worse than {(wrong < 0 ? "" : shown[wrong].Cohort.Id)}, which comes before it."
            );
        }
    }

    private static bool IsNearerAndNoWorse(Asked asked, Candidate one, Candidate other)
    {
        var (profile, course, otherCourse) = (asked.Profile, one.Cohort.Course, other.Cohort.Course);
        bool NoMore(Func<Candidate, double> of) => of(one) <= of(other);
        return one.DistanceMiles < other.DistanceMiles
            && course.SatisfactionPercent >= otherCourse.SatisfactionPercent
            && one.Cohort.StartsOn < other.Cohort.StartsOn.AddDays(DaysInTerm)
            && (CanBeSigned(asked, one) || !CanBeSigned(asked, other))
            && NoMore(Missed)
            && Missed(one) * other.Cohort.Sessions.Count <= Missed(other) * one.Cohort.Sessions.Count
            && (profile.PreferredAccreditation is not { } level || NoMore(each => Math.Abs(each.Cohort.Course.Accreditation - level)))
            && (
                profile.Availability.StudyHoursPerWeek is not { } hours
                || NoMore(each => Math.Max(0, each.Cohort.Course.SelfStudyHoursPerWeek - hours))
            )
            && (profile.Experience.AcademicWriting is not AcademicWriting.Rusty || course.Accreditation <= otherCourse.Accreditation)
            && (profile.Preferences.Balance is not { } balance || NoMore(each => Math.Abs(each.Cohort.Course.Balance - balance)))
            && (profile.Preferences.Pace is not Pace.Quick || one.Cohort.Weeks <= other.Cohort.Weeks)
            && (profile.Preferences.Pace is not Pace.SpreadOut || one.Cohort.Weeks >= other.Cohort.Weeks)
            && NoMore(each => Mismatch(each.Cohort.Course.Sectors))
            && NoMore(each => -each.Cohort.Course.Benchmarks.Intersect(profile.Preferences.Benchmarks).Count())
            && NoMore(each => profile.Preferences.KnownProviders.Contains(each.Cohort.Course.Provider.Id) ? 0 : 1)
            && (profile.Preferences.ProviderType is not { } kind || NoMore(each => each.Cohort.Course.Provider.Type == kind ? 0 : 1));

        // Who does not say where they work is taken to work in a secondary school, as most do, but has asked for no content of their own.
        int Mismatch(IReadOnlyList<Sector> content) =>
            content.Count == 0 ? 1
            : !content.Contains(profile.Sector ?? Sector.Secondary) ? 2
            : profile.Sector is null ? 1
            : 0;
        static double Missed(Candidate each) => each.Cohort.Sessions.Count - each.AttendableSessions;
    }

    public static bool CanBeSigned(Asked asked, Candidate candidate) => candidate.Cohort.StartsOn >= asked.StartFrom;
}
