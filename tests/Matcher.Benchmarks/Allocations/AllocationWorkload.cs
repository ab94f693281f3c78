using Matcher.Api.BatchRuns.Allocation;
using Matcher.Api.Recommendations.Ranking;
using Matcher.Data;
using Matcher.Data.Eligibility;
using Matcher.Data.Places;
using Matcher.Protos;
using Matcher.Scorer.Models;
using Matcher.Scorer.Scoring;
using Matcher.Scorer.Simulation;

namespace Matcher.Benchmarks.Allocations;

/// <summary>
/// Made-up waiting lists: simulated people, who order the cohorts of a made-up catalogue as the model that ships would rank them.
/// </summary>
internal static class AllocationWorkload
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    /// <summary>Draws a problem; the same numbers draw the same one.</summary>
    /// <param name="people">How many people wait.</param>
    /// <param name="cohorts">How many cohorts there are, 14 to 10,000; not all of them can be taken by anybody.</param>
    /// <param name="seed">What to draw with.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static AllocationProblem Draw(int people, int cohorts, int seed, CancellationToken cancellation)
    {
        var gazetteer = Gazetteer.Read(DataFiles.Gazetteer);
        var scorer = new CandidateScorer(LoadedModel.Load(DataFiles.Model));
        var dice = new Dice(seed, DrawPurpose.Test, cohorts);
        var catalogue = RandomCatalogue.Draw(dice, gazetteer, Today, cohorts);
        var population = new Population(Figures.Read(), gazetteer);
        var known = scorer.Prepare([.. catalogue.Cohorts.Select(cohort => cohort.ToMessage())]);
        var best = new int[known.Courses];
        var list = new List<PersonChoices>(people);
        for (var person = 0; person < people; person++)
        {
            cancellation.ThrowIfCancellationRequested();
            var profile = Requests.Of(population.Draw(dice, catalogue.Providers), ProfileCompleteness.Varied, dice);
            var eligible = new EligibleCohorts(profile, catalogue, EligibilityRules.StartOf(Today));
            CandidateRef[] seen =
            [
                .. eligible.Candidates.Select(
                    (candidate, i) => new CandidateRef(eligible.CohortOf(new(i)), candidate.DistanceMiles, candidate.AttendableSessions)
                ),
            ];
            var (scores, probabilities) = (new double[seen.Length], new double[seen.Length]);
            if (seen.Length > 0)
                scorer.Score(new(profile.ToMessage(), Today.ToMessage()), known, seen, scores, probabilities, best, cancellation);
            var order = seen.Select((cohort, i) => (cohort.Cohort, Score: scores[i]))
                .OrderByDescending(each => each.Score)
                .Select(each => (ushort)each.Cohort.Value);
            list.Add(new(person + 2, $"P{person}", null, Today.AddDays(-dice.Below(500)), seen.Length, [.. order]));
        }
        return new(list, [.. catalogue.Cohorts.Select(CohortOffer.Of)], seed);
    }
}
