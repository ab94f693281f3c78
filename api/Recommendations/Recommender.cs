using Matcher.Api.Recommendations.Ranking;
using Matcher.Api.Recommendations.Wording;
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
    public async Task<RecommendationResponse> Recommend(
        Profile profile,
        int limit,
        string requestId,
        TimeSpan? deadline,
        CancellationToken cancellation
    )
    {
        var day = current.Now();
        var application = new ApplicationTime(day.Today, options.Value.ApplicationDays);
        var eligible = new EligibleCohorts(profile, day.Catalogue, day.Time);
        var person = new PersonToScore(profile, eligible.Candidates, application.StartFrom(profile));
        var scored =
            eligible.Candidates.Count == 0
                ? null
                : await scorer.Score(person, day.Catalogue, day.Today, limit, deadline, cancellation);
        return Answer(eligible, scored, application, limit, requestId);
    }

    private static RecommendationResponse Answer(
        EligibleCohorts eligible,
        ScoredCandidates? scored,
        ApplicationTime application,
        int limit,
        string requestId
    )
    {
        var (profile, catalogue) = (eligible.Profile, eligible.Catalogue);
        var (courses, words, explanations, advice) = PersonRanking.Of(eligible, scored, application, limit);
        var parts = CatalogueParts.Of(catalogue);
        var common = CourseWords.TakeCommon(words);
        var recommendations = new Recommendation[courses.Length];
        for (var i = 0; i < recommendations.Length; i++)
            recommendations[i] = Describe(courses[i], i + 1, eligible, parts, words[i], explanations[i]);
        return new(
            RequestId: requestId,
            ModelVersion: scored?.ModelVersion,
            CatalogueVersion: catalogue.Version,
            IllustrativeCatalogue: catalogue.About.Illustrative,
            SimulatedModel: scored?.SimulatedModel,
            RecordedShare: scored?.RecordedShare,
            Degraded: courses.Length > 0 && scored is null,
            PlacedBy: profile.Home.Precision,
            DistanceNote: EnglishText.DistanceNote,
            EligibleCourses: eligible.CourseCount,
            CommonReasons: common,
            Recommendations: recommendations,
            Advice: advice,
            NotEligible: RefusalSentences.NotEligible(eligible),
            Funding: FundingRules.For(profile, catalogue.About),
            OnlineIntroduction: new(catalogue.About.OnlineIntroductionTitle, catalogue.About.OnlineIntroductionHours)
        );
    }

    private static Recommendation Describe(
        RankedCourse ranked,
        int rank,
        EligibleCohorts eligible,
        CatalogueParts parts,
        CourseWords words,
        Explanation? explanation
    )
    {
        var (best, place) = (eligible.Candidates[ranked.Best], eligible.CohortOf(ranked.Best));
        var (cohort, course) = (best.Cohort, best.Cohort.Course);
        return new(
            Rank: rank,
            CourseId: course.Id,
            Title: course.Title,
            Provider: parts.Provider(eligible.CourseOf(ranked.Best)),
            Accreditation: course.Accreditation,
            Credits: course.Credits,
            Delivery: course.Delivery,
            Cohort: parts.Cohort(place),
            DistanceMiles: EnglishText.OneDecimal(best.DistanceMiles),
            SessionsYouCanAttend: best.AttendableSessions,
            Sessions: cohort.Sessions.Count,
            DaysAwayFromSchool: cohort.DaysAwayFromSchool,
            Weeks: cohort.Weeks,
            Score: ranked.Score,
            ChoiceProbability: ranked.ChoiceProbability,
            BaseScore: explanation?.BaseScore,
            Contributions: explanation?.Contributions(),
            Reasons: words.FirstReasons,
            Cautions: words.Cautions,
            OtherCohorts: Others(ranked, eligible, parts)
        )
        {
            Fixed = parts.Json(place),
        };
    }

    private static OtherCohort[] Others(RankedCourse ranked, EligibleCohorts eligible, CatalogueParts parts)
    {
        var places = ranked.Cohorts[1..];
        var others = new OtherCohort[places.Length];
        for (var i = 0; i < others.Length; i++)
            others[i] = parts.Other(eligible.CohortOf(places[i]), EnglishText.OneDecimal(eligible.Candidates[places[i]].DistanceMiles));
        return others;
    }
}
