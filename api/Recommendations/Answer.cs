using System.Text.Json.Serialization;
using Matcher.Api.Recommendations.Ranking;
using Matcher.Api.Recommendations.Wording;
using Matcher.Api.Scoring;

namespace Matcher.Api.Recommendations;

/// <summary>What is answered to one person, before it is written as a <see cref="RecommendationResponse"/>.</summary>
/// <param name="RequestId">Names the answer.</param>
/// <param name="Eligible">What the person can take.</param>
/// <param name="Scored">Its scores; null: there are none.</param>
/// <param name="Ranking">The courses in order. Each with what is said of it alone.</param>
/// <param name="CommonReasons">The reasons that all courses of the answer share.</param>
[JsonConverter(typeof(AnswerWriter))]
internal sealed record Answer(
    string RequestId,
    EligibleCohorts Eligible,
    ScoredCandidates? Scored,
    PersonRanking Ranking,
    IReadOnlyList<string> CommonReasons
)
{
    /// <summary>Puts an answer together.</summary>
    /// <param name="requestId">Names the answer.</param>
    /// <param name="eligible">What the person can take.</param>
    /// <param name="scored">Its scores; null: there are none.</param>
    /// <param name="application">How long an application takes.</param>
    /// <param name="limit">The most courses, at least 1.</param>
    public static Answer Of(string requestId, EligibleCohorts eligible, ScoredCandidates? scored, ApplicationTime application, int limit)
    {
        var ranking = PersonRanking.Of(eligible, scored, application, limit);
        return new(requestId, eligible, scored, ranking, CourseWords.TakeCommon(ranking.Words));
    }

    /// <summary>Whether the order is plain because the scorer did not answer.</summary>
    public bool Degraded => Ranking.Courses.Length > 0 && Scored is null;
}
