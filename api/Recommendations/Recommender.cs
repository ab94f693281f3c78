using Matcher.Api.Recommendations.Ranking;
using Matcher.Api.Scoring;
using Matcher.Data.Catalogues;
using Matcher.Data.Domain;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Recommendations;

/// <summary>From a profile to ranked courses: eligibility, scores, order, words.</summary>
internal sealed class Recommender(CurrentCatalogue current, ScorerClient scorer, IOptions<RecommendationOptions> options)
{
    /// <summary>Ranks every course of the catalogue for one person.</summary>
    /// <param name="profile">The person.</param>
    /// <param name="limit">How many recommendations to answer with, at least 1.</param>
    /// <param name="requestId">Names the answer.</param>
    /// <param name="deadline">How long the scorer may take, if not as long as the settings say.</param>
    /// <param name="cancellation">The caller gave up.</param>
    public async Task<Answer> Recommend(Profile profile, int limit, string requestId, TimeSpan? deadline, CancellationToken cancellation)
    {
        var day = current.Now();
        var application = new ApplicationTime(day.Today, options.Value.ApplicationDays);
        var eligible = new EligibleCohorts(profile, day.Catalogue, day.Time);
        var person = new PersonToScore(profile, eligible.Candidates, application.StartFrom(profile));
        var scored =
            eligible.Candidates.Count == 0 ? null : await scorer.Score(person, day.Catalogue, day.Today, limit, deadline, cancellation);
        return Answer.Of(requestId, eligible, scored, application, limit);
    }
}
