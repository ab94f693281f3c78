using Matcher.Api.Scoring;
using Matcher.Data.Domain;
using Matcher.Data.Reading;

namespace Matcher.Api.Recommendations;

/// <summary>From a profile to ranked courses: eligibility, scores, order, words.</summary>
internal sealed class Recommender(CurrentCatalogue current, ScorerClient scorer)
{
    /// <summary>Ranks every course of the catalogue for one person.</summary>
    /// <param name="profile">The person.</param>
    /// <param name="limit">How many recommendations to answer with, at least 1.</param>
    /// <param name="requestId">Names the answer.</param>
    /// <param name="cancellation">The caller gave up.</param>
    public async Task<RecommendationResponse> Recommend(Profile profile, int limit, string requestId, CancellationToken cancellation)
    {
        var (today, catalogue) = current.Now();
        var eligible = new EligibleCohorts(profile, catalogue, today);
        var scored = eligible.Candidates.Count == 0 ? null : await scorer.Score(profile, catalogue, eligible.Candidates, today, limit, cancellation);
        return Answer(eligible, scored, today, limit, requestId);
    }

    private static RecommendationResponse Answer(EligibleCohorts eligible, ScoredGroup? scored, DateOnly today, int limit, string requestId)
    {
        var (profile, catalogue) = (eligible.Profile, eligible.Catalogue);
        var courses = RankedCourse.Rank(eligible, scored);
        var parts = CatalogueParts.Of(catalogue);
        var recommendations = new Recommendation[Math.Min(limit, courses.Count)];
        for (var i = 0; i < recommendations.Length; i++) recommendations[i] = Describe(courses[i], i + 1, eligible, parts, today, scored);
        return new(
            RequestId: requestId,
            ModelVersion: scored?.ModelVersion,
            CatalogueVersion: catalogue.Version,
            IllustrativeCatalogue: catalogue.About.Illustrative,
            SimulatedModel: scored?.SimulatedModel,
            Degraded: courses.Count > 0 && scored is null,
            PlacedBy: profile.Home.Precision,
            EligibleCourses: courses.Count,
            Recommendations: recommendations,
            NotEligible: eligible.NotEligible(),
            Funding: FundingRules.For(profile, catalogue.About),
            OnlineIntroduction: new(catalogue.About.OnlineIntroductionTitle, catalogue.About.OnlineIntroductionHours));
    }

    private static Recommendation Describe(RankedCourse ranked, int rank, EligibleCohorts eligible, CatalogueParts parts, DateOnly today, ScoredGroup? scored)
    {
        var (course, best) = (ranked.Course, ranked.Best);
        var cohort = best.Cohort;
        var explanation = Explanation.Of(ranked, scored);
        var (reasons, cautions) = Wording.For(ranked, explanation, eligible.Profile, today, eligible.Catalogue);
        return new(
            Rank: rank,
            CourseId: course.Id,
            Title: course.Title,
            Provider: parts.Provider(eligible.CourseOf(best.Place)),
            Accreditation: course.Accreditation,
            Credits: course.Credits,
            Delivery: course.Delivery,
            Cohort: parts.Cohort(eligible.CohortOf(best.Place)),
            DistanceMiles: Phrases.OneDecimal(best.Candidate.DistanceMiles),
            SessionsYouCanAttend: best.Candidate.AttendableSessions,
            Sessions: cohort.Sessions.Count,
            DaysAwayFromSchool: cohort.DaysAwayFromSchool,
            Weeks: cohort.Weeks,
            Score: ranked.Score,
            ChoiceProbability: ranked.ChoiceProbability,
            BaseScore: explanation?.BaseScore,
            Contributions: explanation?.Contributions(),
            Reasons: reasons,
            Cautions: cautions,
            OtherCohorts: Others(ranked, eligible, parts));
    }

    private static OtherCohort[] Others(RankedCourse ranked, EligibleCohorts eligible, CatalogueParts parts)
    {
        var others = new OtherCohort[ranked.Cohorts.Count - 1];
        for (var i = 0; i < others.Length; i++)
        {
            var other = ranked.Cohorts[i + 1];
            others[i] = parts.Other(eligible.CohortOf(other.Place), Phrases.OneDecimal(other.Candidate.DistanceMiles));
        }
        return others;
    }
}
