using CsCheck;
using Matcher.Data;
using Matcher.Data.Places;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;
using Matcher.Scorer.Scoring;
using Matcher.Scorer.Simulation;

namespace Matcher.Scorer.Tests.Scoring;

/// <summary>What a request runs through: that it makes no garbage, and that what is worked out beforehand is the same sum.</summary>
public sealed class HotPathTests
{
    private const int Times = 100;

    private static readonly RankingModel Model = LoadedModel.Load(DataFiles.Model).Model;
    private static readonly Population Population = new(Figures.Read(), Gazetteer.Read(DataFiles.Gazetteer));

    [Fact]
    public void Scoring_ordering_and_explaining_kept_cohorts_allocates_nothing() => Assert.Equal(0, Allocated(prepareEachTime: false));

    [Fact]
    public void What_allocates_is_seen_to() => Assert.NotEqual(0, Allocated(prepareEachTime: true));

    [Fact]
    public void Terms_worked_out_beforehand_sum_to_the_plain_weighted_sum() =>
        Gen.Int.Sample(
            seed =>
            {
                var dice = new Dice(seed, DrawPurpose.Test, 0);
                var request = Some.Request(Requests.Of(Population.Draw(dice, Some.Catalogue.Providers), ProfileCompleteness.Varied, dice));
                double[] weights = [.. TermSchema.Terms.Select(_ => dice.Normal())];
                var terms = new LinearTerms(weights, new double[weights.Length]);
                var person = new PersonFacts(request.Profile, request.Today);
                var cohorts = new CompiledCohorts([.. request.Candidates.Select(candidate => candidate.Cohort)], terms);
                var worths = new double[Factors.Count];
                using var ownTerms = new LinearScorer(terms, person, cohorts);
                foreach (var (place, message) in request.Candidates.Index())
                {
                    var candidate = CandidateFacts.Of(message);
                    ownTerms.Resolve(new(new(place), candidate.DistanceMiles, candidate.AttendableSessions), worths);
                    var plain = new double[Factors.Count];
                    foreach (var (term, weight) in TermSchema.Terms.Zip(weights))
                        plain[term.Factor.Index()] += weight * term.Value(person, candidate);
                    Assert.All(plain.Zip(worths), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
                }
            },
            iter: 50,
            threads: 1
        );

    [Fact]
    public void Who_is_scored_together_scores_as_alone() =>
        Gen.Int.Sample(
            seed =>
            {
                var dice = new Dice(seed, DrawPurpose.Test, 0);
                var request = Some.Request(Requests.Of(Population.Draw(dice, Some.Catalogue.Providers), ProfileCompleteness.Varied, dice));
                var person = new PersonFacts(request.Profile, request.Today);
                var cohorts = Model.Prepare([.. request.Candidates.Select(candidate => candidate.Cohort)]);
                CandidateRef[] all =
                [
                    .. request
                        .Candidates.Select(
                            (candidate, place) => new CandidateRef(new(place), candidate.DistanceMiles, candidate.AttendableSessions)
                        )
                        .Where(_ => dice.Chance(0.5)),
                ];
                var (together, alone) = (new double[all.Length], new double[all.Length]);
                Model.Score(person, cohorts, all, together, default);
                for (var i = 0; i < all.Length; i++)
                    Model.Score(person, cohorts, all.AsSpan(i, 1), alone.AsSpan(i, 1), default);
                Assert.Equal(alone, together);
            },
            iter: 50,
            threads: 1
        );

    private static long Allocated(bool prepareEachTime)
    {
        var scorer = new CandidateScorer(LoadedModel.Load(DataFiles.Model));
        var request = Some.Request();
        Protos.Scoring.V1.Cohort[] messages = [.. request.Candidates.Select(candidate => candidate.Cohort)];
        CandidateRef[] seen =
        [
            .. request.Candidates.Select(
                (candidate, place) => new CandidateRef(new(place), candidate.DistanceMiles, candidate.AttendableSessions)
            ),
        ];
        var kept = scorer.Prepare(messages);
        var (scores, probabilities, contributions) = (
            new double[seen.Length],
            new double[seen.Length],
            new float[seen.Length * Factors.Count]
        );
        var (best, ranking) = (new int[kept.Courses], new int[kept.Courses]);
        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        return GC.GetAllocatedBytesForCurrentThread() - before;

        void Run()
        {
            for (var i = 0; i < Times; i++)
            {
                var cohorts = prepareEachTime ? scorer.Prepare(messages) : kept;
                var person = new PersonFacts(request.Profile, request.Today);
                scorer.Score(person, cohorts, seen, scores, probabilities, best, default);
                var ordered = CourseOrder.Rank(person, cohorts, seen, best, probabilities, ranking);
                scorer.Explain(person, cohorts, seen, ranking.AsSpan(0, ordered), contributions, default);
            }
        }
    }
}
