using Matcher.Api.Recommendations.Ranking;
using Matcher.Api.Recommendations.Wording;
using Matcher.Api.Scoring;

namespace Matcher.Api.Recommendations;

/// <summary>
/// The courses for one person in order, each with what is said of it: what an answer and a row of a batch run are both made of.
/// </summary>
/// <param name="Courses">The courses, the first to look at first.</param>
/// <param name="Words">Of each course, its reasons and cautions.</param>
/// <param name="Explanations">Of each course, what its score is made of; null without scores.</param>
/// <param name="Advice">What would bring more when little fits; empty when enough does.</param>
internal sealed record PersonRanking(RankedCourse[] Courses, CourseWords[] Words, Explanation?[] Explanations, IReadOnlyList<string> Advice)
{
    /// <summary>Ranks, and finds the words.</summary>
    /// <param name="eligible">What the person can take.</param>
    /// <param name="scored">Its scores; null: there are none, and the order is plain.</param>
    /// <param name="application">How long an application takes.</param>
    /// <param name="limit">The most courses, at least 1.</param>
    public static PersonRanking Of(EligibleCohorts eligible, ScoredCandidates? scored, ApplicationTime application, int limit)
    {
        var courses = RankedCourse.Rank(eligible, scored, application.StartFrom(eligible.Profile), limit);
        var wording = new CourseWording(eligible, application);
        var (words, explanations) = (new CourseWords[courses.Length], new Explanation?[courses.Length]);
        for (var i = 0; i < courses.Length; i++)
        {
            explanations[i] = Explanation.Of(courses[i], scored);
            words[i] = wording.For(courses[i], i + 1, explanations[i]);
        }
        return new(courses, words, explanations, Wording.Advice.For(eligible));
    }
}
