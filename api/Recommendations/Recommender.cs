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
        var courses = RankedCourse.Rank(eligible, scored);
        var recommendations = new Recommendation[Math.Min(limit, courses.Count)];
        for (var i = 0; i < recommendations.Length; i++) recommendations[i] = Describe(courses[i], i + 1, profile, today, catalogue, scored);
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

    private static Recommendation Describe(RankedCourse ranked, int rank, Profile profile, DateOnly today, Catalogue catalogue, ScoredGroup? scored)
    {
        var (course, best) = (ranked.Course, ranked.Best);
        var cohort = best.Cohort;
        var explanation = Explanation.Of(ranked, scored);
        var (reasons, cautions) = Wording.For(ranked, explanation, profile, today, catalogue);
        return new(
            Rank: rank,
            CourseId: course.Id,
            Title: course.Title,
            Provider: new(course.Provider.Id, course.Provider.Name, course.Provider.Type, course.Provider.Coverage),
            Accreditation: course.Accreditation,
            Credits: course.Credits,
            Delivery: course.Delivery,
            Cohort: new(cohort.Id, cohort.Venue.Name, cohort.StartsOn, cohort.EndsOn, cohort.SessionTypes, cohort.Residential, cohort.PlacesLeft),
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
            OtherCohorts: Others(ranked));
    }

    private static OtherCohort[] Others(RankedCourse ranked)
    {
        var others = new OtherCohort[ranked.Cohorts.Count - 1];
        for (var i = 0; i < others.Length; i++)
        {
            var (cohort, miles) = (ranked.Cohorts[i + 1].Cohort, ranked.Cohorts[i + 1].Candidate.DistanceMiles);
            others[i] = new(cohort.Id, cohort.Venue.Name, cohort.StartsOn, Phrases.OneDecimal(miles), cohort.PlacesLeft);
        }
        return others;
    }
}
