using CsCheck;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Simulation;

namespace Matcher.Scorer.Tests.Scoring;

/// <summary>When a course starts, and when an application made today is signed.</summary>
public sealed class StartTests
{
    [Fact]
    public void From_the_day_on_which_an_application_is_signed_the_earlier_start_never_scores_lower_and_within_a_year_scores_higher() =>
        ForAnyCandidate(
            (request, candidate, dice) =>
            {
                var earlier = request.StartFrom + dice.Below(366);
                var (ofEarlier, ofLater) = Scores(request, candidate, earlier, earlier + 1 + dice.Below(300));
                Assert.True(ofEarlier > ofLater);
                (ofEarlier, ofLater) = Scores(request, candidate, earlier + 2_000, earlier + 3_000);
                Assert.True(ofEarlier >= ofLater);
            }
        );

    [Fact]
    public void What_starts_too_soon_to_apply_for_scores_lower_than_what_starts_on_the_first_day_that_can_be_applied_for() =>
        ForAnyCandidate(
            (request, candidate, dice) =>
            {
                var (tooSoon, inTime) = Scores(
                    request,
                    candidate,
                    request.StartFrom - 1 - dice.Below(request.StartFrom - request.Today),
                    request.StartFrom
                );
                Assert.True(tooSoon < inTime);
            }
        );

    [Fact]
    public void A_request_that_does_not_say_how_long_an_application_takes_finds_nothing_too_soon() =>
        ForAnyCandidate(
            (request, candidate, _) =>
            {
                request.ClearStartFrom();
                var (today, tomorrow) = Scores(request, candidate, request.Today, request.Today + 1);
                Assert.True(today > tomorrow);
            }
        );

    private static void ForAnyCandidate(Action<ScoreRequest, Candidate, Dice> check) =>
        Gen.Int.Sample(
            seed =>
            {
                var (request, dice) = (Asked.Draw(seed).ToMessage(), new Dice(seed, DrawPurpose.Test, 5));
                check(request, request.Candidates[dice.Below(request.Candidates.Count)], dice);
            },
            iter: 200,
            threads: 1
        );

    private static (double One, double Other) Scores(ScoreRequest request, Candidate candidate, int oneStartsOn, int otherStartsOn)
    {
        var (one, other) = (candidate.Clone(), candidate.Clone());
        (one.Cohort.Id, other.Cohort.Id, one.Cohort.StartsOn, other.Cohort.StartsOn) = ("one", "other", oneStartsOn, otherStartsOn);
        var scores = Answered
            .To(
                Answered.With(
                    request,
                    twins =>
                    {
                        twins.Candidates.Clear();
                        twins.Candidates.Add([one, other]);
                    }
                )
            )
            .Scores;
        return (scores[0], scores[1]);
    }
}
