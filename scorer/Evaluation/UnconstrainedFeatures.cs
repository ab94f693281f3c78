using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Features;
using Matcher.Scorer.Training;

namespace Matcher.Scorer.Evaluation;

/// <summary>What rankers without promises may see: the values of all terms, and the plain facts behind them.</summary>
internal static class UnconstrainedFeatures
{
    private const float NotSaid = -1;

    private static readonly Func<Profile, int, Candidate, float>[] Kept =
    [
        (_, _, c) => (int)c.Cohort.Accreditation,
        (p, _, _) => (int)p.PreferredAccreditation,
        (p, _, c) =>
            p.PreferredAccreditation == Accreditation.Unspecified ? NotSaid
            : p.PreferredAccreditation == c.Cohort.Accreditation ? 1
            : 0,
        (p, _, c) =>
            p.PreferredAccreditation == Accreditation.Unspecified ? 0 : (int)c.Cohort.Accreditation - (int)p.PreferredAccreditation,
        (_, _, c) => c.Cohort.Credits,
        (p, _, _) => (int)p.AcademicWriting,
        (_, _, c) => (float)c.DistanceMiles,
        (p, _, c) => p is { HasOpenToTravel: true, OpenToTravel: true } ? (float)c.DistanceMiles : 0,
        (_, _, c) => (float)c.AttendableSessions / c.Cohort.Sessions,
        (_, _, c) => c.Cohort.Sessions - c.AttendableSessions,
        (p, _, _) => p.HasStudyHoursPerWeek ? (float)p.StudyHoursPerWeek : NotSaid,
        (p, _, c) => p.HasStudyHoursPerWeek ? (float)Math.Max(0, c.Cohort.SelfStudyHoursPerWeek - p.StudyHoursPerWeek) : 0,
        (_, today, c) => c.Cohort.StartsOn - today,
        (_, _, c) => (float)c.Cohort.SatisfactionPercent,
    ];

    /// <summary>Numbers in a row.</summary>
    public static int Count => TermSchema.Count + Kept.Length;

    /// <summary>Writes one candidate's row.</summary>
    public static void Write(Choice choice, Candidate candidate, Span<float> row)
    {
        TermSchema.Write(choice.Person, CandidateFacts.Of(candidate), row);
        for (var i = 0; i < Kept.Length; i++)
            row[TermSchema.Count + i] = Kept[i](choice.Profile, choice.Today, candidate);
    }
}
