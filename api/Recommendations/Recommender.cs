using Matcher.Api.Scoring;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
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
        var candidates = new List<Candidate>();
        var refusals = new RefusalTally();
        foreach (var cohort in catalogue.Cohorts)
        {
            var candidate = Candidate.Of(profile, cohort);
            var refused = EligibilityRules.Check(profile, candidate, today);
            if (refused.None) candidates.Add(candidate);
            refusals.Add(candidate, refused);
        }

        var scored = candidates.Count == 0 ? null : await scorer.Score(profile, candidates, today, cancellation);
        var courses = Rank(profile, candidates, scored);
        var eligible = courses.Select(course => course.Course.Id).ToHashSet(StringComparer.Ordinal);
        return new(
            RequestId: requestId,
            ModelVersion: scored?.ModelVersion,
            CatalogueVersion: catalogue.Version,
            IllustrativeCatalogue: catalogue.About.Illustrative,
            SimulatedModel: scored?.SimulatedModel,
            Degraded: candidates.Count > 0 && scored is null,
            EligibleCourses: courses.Count,
            Recommendations: [.. courses.Take(limit).Select((course, index) => Describe(course, index + 1, profile, today, catalogue))],
            NotEligible: [.. catalogue.Courses.Where(course => !eligible.Contains(course.Id)).Select(course => new IneligibleCourse(course.Id, refusals.Reasons(course, profile)))],
            Funding: FundingRules.For(profile, catalogue.About),
            OnlineIntroduction: new(catalogue.About.OnlineIntroductionTitle, catalogue.About.OnlineIntroductionHours));
    }

    private static List<RankedCourse> Rank(Profile profile, List<Candidate> candidates, ScoredGroup? scored)
    {
        var byCourse = new Dictionary<string, List<RankedCohort>>(StringComparer.Ordinal);
        foreach (var candidate in candidates)
        {
            var course = candidate.Cohort.Course.Id;
            if (!byCourse.TryGetValue(course, out var cohorts)) byCourse.Add(course, cohorts = []);
            cohorts.Add(new(candidate, scored?.Scores[candidate.Cohort.Id]));
        }
        var order = new RankingOrder(profile.PreferredAccreditation);
        var courses = new List<RankedCourse>(byCourse.Count);
        foreach (var cohorts in byCourse.Values) courses.Add(RankedCourse.Of(cohorts, order));
        courses.Sort(order);
        return courses;
    }

    private static Recommendation Describe(RankedCourse ranked, int rank, Profile profile, DateOnly today, Catalogue catalogue)
    {
        var (course, best) = (ranked.Course, ranked.Best);
        var cohort = best.Cohort;
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
            Reasons: Reasons.For(profile, best.Candidate),
            Cautions: Cautions.For(profile, best.Candidate, today, catalogue.SchoolTerms),
            OtherCohorts: [.. ranked.Cohorts.Skip(1).Select(other => new OtherCohort(
                other.Cohort.Id, other.Cohort.Venue.Name, other.Cohort.StartsOn, Phrases.OneDecimal(other.Candidate.DistanceMiles), other.Cohort.PlacesLeft))]);
    }
}
