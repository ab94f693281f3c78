using Matcher.Api.Recommendations.Ranking;
using Matcher.Data.Domain;

namespace Matcher.Api.Recommendations.Wording;

/// <summary>
/// Decides on which side a factor of a course may be mentioned. What counts is the difference to what the person could have; without an
/// explanation nothing is known, and everything true may be mentioned. Nothing is both a reason and a caution: cautions are found first.
/// </summary>
/// <param name="explanation">What the course's score is made of; null when there is none.</param>
/// <param name="cautions">What was said against the course.</param>
internal readonly struct Weighing(Explanation? explanation, SentenceList cautions)
{
    /// <summary>A difference that makes the odds of a choice less than three quarters of what they would be: chosen.</summary>
    public const double PullsDownMuch = -0.3;

    /// <summary>Whether a fact may be a reason: it sets the course apart for the better.</summary>
    public bool SpeaksForIt(Factor factor) => !cautions.TellOf(factor) && (explanation is null || explanation.Difference(factor) > 0);

    /// <summary>
    /// Whether what the person asked for and gets may be a reason: unless it pulls the course down much, as no wish that is met does by
    /// itself.
    /// </summary>
    public bool MeetsWish(Factor factor) =>
        !cautions.TellOf(factor) && (explanation is null || explanation.Difference(factor) > PullsDownMuch);
}
