using CsCheck;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Simulation;

namespace Matcher.Scorer.Tests.Scoring;

/// <summary>A provider gains nothing by listing its cohorts again and again, and takes nothing from others.</summary>
public sealed class CopiedCohortsTests
{
    private const int Copies = 4;
    private const double Rounding = 1e-9;

    [Fact]
    public void Cohorts_listed_five_times_change_no_score_no_probability_and_no_order() =>
        Gen.Int.Sample(
            seed =>
            {
                var (asked, dice) = (Asked.Draw(seed), new Dice(seed, DrawPurpose.Test, 2));
                var (request, provider) = (asked.ToMessage(), AnyProvider(asked, dice));
                var copied = Answered.With(request, other => Copy(other, provider, _ => 0));
                // Wherever the copies are in the list.
                var shuffled = copied.Candidates.ToArray();
                dice.Shuffle<Candidate>(shuffled);
                var (before, after) = (Answered.To(request), Answered.To(Answered.With(copied, other => Replace(other, shuffled))));

                var scores = shuffled.Zip(after.Scores).ToDictionary(pair => pair.First.Cohort.Id, pair => pair.Second);
                Assert.All(request.Candidates.Zip(before.Scores), pair => Assert.Equal(pair.Second, scores[pair.First.Cohort.Id]));
                Assert.Equal(before.Courses, after.Courses);
                Assert.All(before.ProbabilityOf, course => Assert.Equal(course.Value, after.ProbabilityOf[course.Key], Rounding));
            },
            iter: 200,
            threads: 1
        );

    [Fact]
    public void Copies_moved_by_a_few_days_gain_less_than_a_tenth_of_the_courses_own_share_and_move_no_others_odds() =>
        Gen.Int.Sample(
            seed =>
            {
                var (asked, dice) = (Asked.Draw(seed), new Dice(seed, DrawPurpose.Test, 3));
                var (request, provider) = (asked.ToMessage(), AnyProvider(asked, dice));
                // Nothing moves over the first day that can be applied for: that would be another offer.
                var copied = Answered.With(
                    request,
                    other =>
                        Copy(
                            other,
                            provider,
                            cohort =>
                                cohort.StartsOn < request.StartFrom
                                    ? -dice.Below(8)
                                    : Math.Max(request.StartFrom - cohort.StartsOn, dice.Below(15) - 7)
                        )
                );
                var (before, after) = (Answered.To(request).ProbabilityOf, Answered.To(copied).ProbabilityOf);

                var others = before
                    .Keys.Where(course =>
                        asked.Candidates.All(candidate =>
                            candidate.Cohort.Course.Id != course || candidate.Cohort.Course.Provider.Id != provider
                        )
                    )
                    .ToList();
                Assert.All(before.Keys.Except(others), course => Assert.InRange(after[course], 0, before[course] * 1.1));
                Assert.All(others.Zip(others.Skip(1)), pair => Assert.Equal(Odds(before, pair), Odds(after, pair), Rounding));
            },
            iter: 200,
            threads: 1
        );

    private static double Odds(Dictionary<string, double> probabilities, (string One, string Other) courses) =>
        Math.Log(probabilities[courses.One] / probabilities[courses.Other]);

    private static string AnyProvider(Asked asked, Dice dice) =>
        asked.Candidates[dice.Below(asked.Candidates.Count)].Cohort.Course.Provider.Id;

    private static void Copy(ScoreRequest request, string provider, Func<Cohort, int> days)
    {
        foreach (var candidate in request.Candidates.Where(candidate => candidate.Cohort.ProviderId == provider).ToList())
        {
            for (var copy = 1; copy <= Copies; copy++)
            {
                var other = candidate.Clone();
                other.Cohort.Id += $"-copy-{copy}";
                other.Cohort.StartsOn += days(candidate.Cohort);
                request.Candidates.Add(other);
            }
        }
    }

    private static void Replace(ScoreRequest request, IEnumerable<Candidate> candidates)
    {
        request.Candidates.Clear();
        request.Candidates.Add(candidates);
    }
}
