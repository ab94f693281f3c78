using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using Matcher.Protos;
using Matcher.Scorer.Models;
using Matcher.Scorer.Scoring;
using Matcher.Scorer.Simulation;

namespace Matcher.Scorer.Evaluation;

/// <summary>A course of an answer, through the cohort that it is shown by.</summary>
/// <param name="Candidate">The cohort, as it looks to the person.</param>
/// <param name="Probability">How likely the course is chosen.</param>
internal readonly record struct AnsweredCourse(Candidate Candidate, double Probability)
{
    public Accreditation Level => Candidate.Cohort.Course.Accreditation;

    public double Miles => Candidate.DistanceMiles;
}

/// <summary>What a model's service answers people who choose from a catalogue.</summary>
internal sealed class ServedRankings
{
    private readonly RankingModel model;
    private readonly Catalogue catalogue;
    private readonly CompiledCohorts cohorts;

    public ServedRankings(RankingModel model, Catalogue catalogue)
    {
        (this.model, this.catalogue) = (model, catalogue);
        cohorts = model.Prepare([.. catalogue.Cohorts.Select(cohort => cohort.ToMessage())]);
    }

    /// <summary>The courses that a person can take, in the order in which they are shown; empty when there are none.</summary>
    /// <param name="profile">What they say.</param>
    /// <param name="today">The day they ask.</param>
    public IReadOnlyList<AnsweredCourse> To(Profile profile, DateOnly today)
    {
        var (candidates, seen) = (new List<Candidate>(), new List<CandidateRef>());
        for (var i = 0; i < catalogue.Cohorts.Count; i++)
        {
            var candidate = Candidate.Of(profile, catalogue.Cohorts[i]);
            if (!EligibilityRules.Check(profile, candidate, today).None)
                continue;
            candidates.Add(candidate);
            seen.Add(new(new(i), candidate.DistanceMiles, candidate.AttendableSessions));
        }
        if (candidates.Count == 0)
            return [];
        CandidateRef[] refs = [.. seen];
        var person = new Features.PersonFacts(profile.ToMessage(), today.AddDays(Alternative.ApplicationDays).ToMessage());
        var (scores, probabilities, best) = (new double[seen.Count], new double[seen.Count], new int[cohorts.Courses]);
        model.Score(person, cohorts, refs, scores, CancellationToken.None);
        BestCohorts.Find(person, cohorts, refs, scores, best);
        ChoiceProbability.OfBest(scores, best, probabilities);
        var ranking = new int[best.Length];
        var count = CourseOrder.Rank(person, cohorts, refs, best, probabilities, ranking);
        return [.. ranking.Take(count).Select(place => new AnsweredCourse(candidates[place], probabilities[place]))];
    }
}
