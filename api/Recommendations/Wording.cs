namespace Matcher.Api.Recommendations;

/// <summary>What a person is told of a course.</summary>
/// <param name="Reasons">What speaks for it; the first tells of what contributed most.</param>
/// <param name="Cautions">What to know before.</param>
internal readonly record struct CourseWords(IReadOnlyList<string> Reasons, IReadOnlyList<string> Cautions);

/// <summary>Finds the words for one person's courses, one after the other.</summary>
/// <param name="eligible">What they can take.</param>
/// <param name="application">How long an application takes.</param>
internal sealed class Wording(EligibleCohorts eligible, ApplicationTime application)
{
    private readonly Sentences reasons = new();
    private readonly Sentences cautions = new();

    /// <summary>The words for a course, by the cohort that is best for the person.</summary>
    /// <param name="ranked">The course.</param>
    /// <param name="explanation">What its score is made of; null when there is none.</param>
    public CourseWords For(RankedCourse ranked, Explanation? explanation)
    {
        reasons.Clear();
        cautions.Clear();
        var (profile, best) = (eligible.Profile, eligible.Candidates[ranked.Best]);
        Reasons.Add(reasons, profile, best, ranked.Count - 1, explanation);
        Cautions.Add(cautions, profile, best, application, eligible.Catalogue.SchoolTerms, reasons, explanation);
        return new(reasons.InOrder(explanation, 1), cautions.InOrder(explanation, -1));
    }
}
