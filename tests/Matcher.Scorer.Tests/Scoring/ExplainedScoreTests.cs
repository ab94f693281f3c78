using CsCheck;
using Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Tests.Scoring;

/// <summary>What a score is said to be made of, through real gRPC.</summary>
public sealed class ExplainedScoreTests(RunningScorer scorer) : IClassFixture<RunningScorer>
{
    private const double Tolerance = 1e-4;
    private const int Requests = 60;

    [Fact]
    public Task Base_and_contributions_sum_to_the_score() =>
        ForAnybody(
            (_, response) =>
                Assert.All(
                    response.Scores,
                    score =>
                        Assert.Equal(
                            score.Score_,
                            response.BaseScore + score.Contributions.Sum(contribution => (double)contribution),
                            Tolerance * Math.Max(1, Math.Abs(score.Score_))
                        )
                )
        );

    [Fact]
    public Task Average_contributions_are_the_mean_over_the_best_cohorts_of_all_courses() =>
        ForAnybody(
            (request, response) =>
            {
                // The best cohort of a course has its whole probability.
                var best = response.Scores.Where(score => score.ChoiceProbability > 0).ToList();
                Assert.Equal(request.Candidates.DistinctBy(candidate => candidate.Cohort.CourseId).Count(), best.Count);
                Assert.Equal(response.Factors.Count, response.AverageContributions.Count);
                Assert.All(
                    response.AverageContributions.Index(),
                    average => Assert.Equal(best.Average(score => score.Contributions[average.Index]), average.Item, Tolerance)
                );
            }
        );

    private Task ForAnybody(Action<ScoreRequest, ScoreResponse> check) =>
        Gen.Int.SampleAsync(
            async seed =>
            {
                var request = Asked.Draw(seed).ToMessage();
                request.Explain = true;
                check(request, await scorer.Client.ScoreAsync(request));
            },
            iter: Requests,
            threads: 1
        );
}
