using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Features;
using Matcher.Scorer.Training;

namespace Matcher.Scorer.Evaluation;

/// <summary>
/// What trees may see that keep the promises of the score: the terms in which it promises nothing, and what the person says of themselves.
/// </summary>
internal static class FreeFeatures
{
    private const float NotSaid = -1;

    private static readonly Term[] Terms = [.. TermSchema.Terms.Where(term => !term.NonNegative)];

    private static readonly Func<Profile, float>[] OfPerson =
    [
        p => (int)p.Sector,
        p => (int)p.ExperienceProfile,
        p => p.HasYearsInCareers ? (float)p.YearsInCareers : NotSaid,
        p => (int)p.Seniority,
        p => (int)p.HighestCareersQualification,
        p =>
            p.HasOpenToTravel
                ? p.OpenToTravel
                    ? 1
                    : 0
                : NotSaid,
        p =>
            p.HasCanStayOvernight
                ? p.CanStayOvernight
                    ? 1
                    : 0
                : NotSaid,
    ];

    private static readonly Func<Cohort, float>[] OfCohort =
    [
        c => (float)c.ContactHours,
        c => (float)c.SelfStudyHoursPerWeek,
        c => c.Sessions,
        c => (int)c.Balance,
        c => c.CatchUp == CatchUp.OneToOne ? 1 : 0,
        c => c.SessionTypes.Contains(SessionType.WeekdayFullDay) ? 1 : 0,
        c => c.SessionTypes.Contains(SessionType.WeekdayHalfDay) ? 1 : 0,
        c => c.Sectors.Count > 0 ? 1 : 0,
    ];

    /// <summary>Numbers in a row.</summary>
    public static int Count => Terms.Length + OfPerson.Length + OfCohort.Length;

    /// <summary>Writes one candidate's row.</summary>
    public static void Write(Choice choice, Candidate candidate, Span<float> row)
    {
        var (person, facts, next) = (choice.Person, CandidateFacts.Of(candidate), 0);
        foreach (var term in Terms)
            row[next++] = (float)term.Value(person, facts);
        foreach (var value in OfPerson)
            row[next++] = value(choice.Profile);
        foreach (var value in OfCohort)
            row[next++] = value(candidate.Cohort);
    }
}
