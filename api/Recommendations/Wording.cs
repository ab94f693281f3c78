using Matcher.Data.Domain;

namespace Matcher.Api.Recommendations;

/// <summary>What a person is told of a course, by the cohort that is best for them.</summary>
/// <param name="Reasons">What speaks for it; the first tells of what contributed most.</param>
/// <param name="Cautions">What to know before.</param>
internal readonly record struct Wording(IReadOnlyList<string> Reasons, IReadOnlyList<string> Cautions)
{
    /// <summary>Finds the words.</summary>
    /// <param name="ranked">The course.</param>
    /// <param name="explanation">What its score is made of; null when there is none.</param>
    /// <param name="profile">The person.</param>
    /// <param name="today">The day, in England.</param>
    /// <param name="catalogue">Whose course it is.</param>
    public static Wording For(RankedCourse ranked, Explanation? explanation, Profile profile, DateOnly today, Catalogue catalogue)
    {
        var reasons = Recommendations.Reasons.For(profile, ranked.Best.Candidate, ranked.Cohorts.Count - 1, explanation);
        var cautions = Recommendations.Cautions.For(profile, ranked.Best.Candidate, today, catalogue.SchoolTerms, reasons, explanation);
        return new(
            reasons.InOrder(explanation is null ? null : factor => explanation[factor]),
            cautions.InOrder(explanation is null ? null : factor => -explanation[factor]));
    }
}
