using CsCheck;
using Matcher.Data.Eligibility;
using Matcher.Scorer.Features;
using Matcher.Scorer.Models;
using Matcher.Scorer.Simulation;
using V1 = Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Tests.Scoring;

/// <summary>In which order courses are shown, whatever was learned.</summary>
public sealed class CourseOrderTests
{
    private const int DistrictStep = 7;
    private static readonly V1.Candidate Template = Some.Request().Candidates[0];

    [Fact]
    public void Every_course_is_shown_once_by_its_best_cohort() =>
        ForAnybody(
            (asked, answer) =>
            {
                var courses = asked
                    .Candidates.Index()
                    .GroupBy(candidate => candidate.Item.Cohort.Course.Id, candidate => candidate.Index)
                    .ToList();
                Assert.Equal(courses.Count, answer.Ranking.Length);
                // Unless all of the best start too soon, and others do not.
                if (courses.Exists(course => OrderRule.CanBeSigned(asked, asked.Candidates[course.MaxBy(index => answer.Scores[index])])))
                {
                    Assert.Equal(
                        courses.Select(course => course.Max(index => answer.Scores[index])).Order(),
                        answer.Ranking.Select(index => answer.Scores[index]).Order()
                    );
                }

                Assert.Equal(1, answer.Ranking.Sum(index => answer.Probabilities[index]), 9);
            }
        );

    [Fact]
    public void No_course_comes_before_one_that_is_nearer_as_good_in_everything_said_as_well_rated_and_not_a_term_later() =>
        ForAnybody(OrderRule.AssertKept);

    [Fact]
    public void So_it_is_all_over_England() =>
        Assert.All(
            Asked.Districts.Index().Where(district => district.Index % DistrictStep == 0),
            district =>
            {
                var asked = Asked.Draw(district.Index, district.Item);
                OrderRule.AssertKept(asked, Answered.To(asked.ToMessage()));
            }
        );

    [Fact]
    public void A_course_shown_by_a_cohort_too_soon_to_apply_for_is_not_first_where_another_can_be_applied_for_and_stays_in_the_ranking() =>
        ForAnybody(
            (asked, answer) =>
            {
                var shown = answer.Ranking.Select(index => asked.Candidates[index]).ToList();
                Assert.True(OrderRule.CanBeSigned(asked, shown[0]) || !shown.Exists(candidate => OrderRule.CanBeSigned(asked, candidate)));
                Assert.Equal(asked.Candidates.DistinctBy(candidate => candidate.Cohort.Course.Id).Count(), shown.Count);
            }
        );

    [Fact]
    public void A_cohort_too_soon_to_apply_for_is_first_for_nobody_who_is_eligible_for_another() =>
        ForAnybody(
            (asked, answer) =>
                Assert.True(
                    OrderRule.CanBeSigned(asked, asked.Candidates[answer.Ranking[0]])
                        || !asked.Candidates.Any(candidate => OrderRule.CanBeSigned(asked, candidate))
                )
        );

    [Fact]
    public void A_course_whose_best_cohort_is_too_soon_is_shown_by_another_where_nothing_else_could_come_first()
    {
        // The one that can be applied for is much farther.
        var request = new V1.ScoreRequest
        {
            Profile = new(),
            Today = 20_000,
            StartFrom = 20_021,
            Candidates = { Candidate("one", 1), Candidate("one", 40), Candidate("two", 1) },
        };
        (request.Candidates[0].Cohort.Id, request.Candidates[1].Cohort.Id) = ("too-soon", "in-time");
        request.Candidates[0].Cohort.StartsOn = request.Candidates[2].Cohort.StartsOn = 20_010;
        request.Candidates[1].Cohort.StartsOn = 20_400;
        var answer = Answered.To(request, Weighing(("distance0To5", 1), ("distance5To10", 10), ("startsTooSoon", 1)));
        Assert.True(answer.Scores[0] > answer.Scores[1]);
        Assert.Equal(["in-time", "two-cohort"], answer.Cohorts);
    }

    [Fact]
    public void Who_is_not_open_to_travel_is_not_first_sent_more_than_60_miles_farther_than_to_the_nearest_course_whatever_level_they_want()
    {
        var barred = 0;
        ForAnybody(
            (asked, answer) =>
            {
                if (asked.Profile.OpenToTravel is true)
                    return;
                var shown = answer.Ranking.Select(index => asked.Candidates[index]).ToList();
                var couldLead = shown.Exists(candidate => OrderRule.CanBeSigned(asked, candidate))
                    ? shown.FindAll(candidate => OrderRule.CanBeSigned(asked, candidate))
                    : shown;
                var nearest = couldLead.Min(candidate => candidate.DistanceMiles);
                Assert.InRange(shown[0].DistanceMiles, 0, nearest + 60);
                var wanted = couldLead.FindAll(candidate =>
                    asked.Profile.PreferredAccreditation is not { } level || candidate.Cohort.Course.Accreditation == level
                );
                // Nor far at all while what they want is near.
                if (wanted.Exists(candidate => candidate.DistanceMiles <= 30))
                    Assert.InRange(shown[0].DistanceMiles, 0, 50);
                if (wanted.Count == 0 || wanted.Min(candidate => candidate.DistanceMiles) <= nearest + 60)
                    return;
                Assert.NotEqual(asked.Profile.PreferredAccreditation, shown[0].Cohort.Course.Accreditation);
                Interlocked.Increment(ref barred);
            }
        );
        Assert.True(barred > 0);
    }

    [Theory]
    [InlineData(null, "near")]
    [InlineData(false, "near")]
    [InlineData(true, "far")]
    public void Only_who_is_open_to_travel_is_first_sent_far_for_the_level_they_want(bool? openToTravel, string first)
    {
        var request = new V1.ScoreRequest
        {
            Profile = new() { PreferredAccreditation = V1.Accreditation.Level7 },
            Today = 20_000,
            Candidates = { Candidate("near", 1), Candidate("far", 62) },
        };
        if (openToTravel is { } open)
            request.Profile.OpenToTravel = open;
        (request.Candidates[0].Cohort.Accreditation, request.Candidates[1].Cohort.Accreditation) = (
            V1.Accreditation.NonAccredited,
            V1.Accreditation.Level7
        );
        var answer = Answered.To(request, Weighing(("isLevel7AsPreferred", 20)));
        Assert.True(answer.Probabilities[1] > 0.99);
        Assert.Equal(first, answer.Courses.First());
        // 60 miles farther is not more than 60 miles farther.
        request.Candidates[1].DistanceMiles = 61;
        Assert.Equal("far", Answered.To(request, Weighing(("isLevel7AsPreferred", 20))).Courses.First());
    }

    [Fact]
    public void A_known_provider_is_not_made_up_for_by_the_wanted_kind_of_another_that_is_nearer()
    {
        var request = new V1.ScoreRequest
        {
            Profile = new() { KnownProviderIds = { "known" }, PreferredProviderType = V1.ProviderType.University },
            Today = 20_000,
            Candidates = { Candidate("near", 1), Candidate("far", 5) },
        };
        (request.Candidates[0].Cohort.ProviderType, request.Candidates[1].Cohort.ProviderType) = (
            V1.ProviderType.University,
            V1.ProviderType.CareersSpecialist
        );
        request.Candidates[1].Cohort.ProviderId = "known";
        Assert.Equal("far", Answered.To(request, Weighing(("providerIsKnown", 5), ("providerIsOfWantedType", 1))).Courses.First());
        Assert.Equal("near", Answered.To(request, Weighing(("providerIsKnown", 1), ("providerIsOfWantedType", 5))).Courses.First());
    }

    [Fact]
    public void One_request_has_one_order_whatever_the_order_of_its_candidates() =>
        ForAnybody(
            (asked, answer) =>
            {
                var shuffled = asked.Candidates.Index().ToArray();
                new Dice(answer.Ranking.Length, DrawPurpose.Test, asked.Candidates.Count).Shuffle<(int Index, Candidate Item)>(shuffled);
                var other = Answered.To(
                    (asked with { Candidates = [.. shuffled.Select(candidate => candidate.Item)] }).ToMessage(),
                    Model(asked)
                );
                Assert.Equal(shuffled.Select(candidate => answer.Scores[candidate.Index]), other.Scores);
                Assert.Equal(answer.Cohorts, other.Cohorts);
            }
        );

    [Fact]
    public void Of_two_cohorts_of_a_course_that_score_alike_the_same_is_shown_whatever_their_order()
    {
        // Both too soon to apply for: nothing that scores differs.
        var request = new V1.ScoreRequest
        {
            Profile = new(),
            Today = 20_000,
            StartFrom = 20_021,
            Candidates = { Candidate("one", 5), Candidate("one", 5) },
        };
        (request.Candidates[0].Cohort.Id, request.Candidates[1].Cohort.Id) = ("sooner", "later");
        (request.Candidates[0].Cohort.StartsOn, request.Candidates[1].Cohort.StartsOn) = (20_003, 20_015);
        var answer = Answered.To(request);
        Assert.Equal(answer.Scores[0], answer.Scores[1]);
        Assert.Equal(
            answer.Cohorts,
            Answered
                .To(
                    Answered.With(
                        request,
                        other => (other.Candidates[0], other.Candidates[1]) = (request.Candidates[1], request.Candidates[0])
                    )
                )
                .Cohorts
        );
    }

    [Fact]
    public void Of_courses_about_as_probable_each_comes_first_about_as_often_as_its_probability_says()
    {
        const int courses = 8,
            locations = 30_000;
        var first = new int[courses];
        double[] probabilities = [];
        var model = Weighing(("satisfaction", 1));
        for (var location = 0; location < locations; location++)
        {
            var request = new V1.ScoreRequest { Profile = new(), Today = 20_000 };
            for (var course = 0; course < courses; course++)
            {
                var candidate = Candidate($"course-{course}", 1 + location * 0.0005);
                candidate.Cohort.SatisfactionPercent = 90 + course * 0.2;
                request.Candidates.Add(candidate);
            }
            // Distance is not weighed here, so that the probabilities are the same everywhere.
            var answer = Answered.To(request, model);
            probabilities = answer.Probabilities;
            first[answer.Ranking[0]]++;
        }
        Assert.InRange(probabilities.Max(), probabilities.Min() * 1.1, probabilities.Min() / 0.85);
        var error = Math.Sqrt(0.125 * 0.875 / locations);
        Assert.All(
            first.Zip(probabilities),
            pair => Assert.InRange((double)pair.First / locations, pair.Second - 3.5 * error, pair.Second + 3.5 * error)
        );
    }

    [Fact]
    public void What_is_clearly_more_probable_comes_first_everywhere()
    {
        for (var location = 0; location < 200; location++)
        {
            var request = new V1.ScoreRequest
            {
                Profile = new(),
                Today = 20_000,
                Candidates = { Candidate("worse", 1 + location * 0.01), Candidate("better", 1 + location * 0.01) },
            };
            (request.Candidates[0].Cohort.SatisfactionPercent, request.Candidates[1].Cohort.SatisfactionPercent) = (90, 91);
            Assert.Equal("better", Answered.To(request, Weighing(("satisfaction", 1))).Courses.First());
        }
    }

    // Half of the time by a model that puts first what nobody would, so that what holds does not hold by the weights.
    private static void ForAnybody(Action<Asked, Answered> check) =>
        Gen.Int.Sample(
            seed =>
            {
                var asked = Asked.Draw(seed);
                check(asked, Answered.To(asked.ToMessage(), Model(asked)));
            },
            iter: 400,
            threads: 1
        );

    private static LoadedModel Model(Asked asked) =>
        asked.Today.DayNumber % 2 == 0 ? Answered.Shipped : Answered.Odd(asked.Today.DayNumber);

    private static V1.Candidate Candidate(string course, double miles)
    {
        var candidate = Template.Clone();
        (candidate.Cohort.Id, candidate.Cohort.CourseId, candidate.Cohort.StartsOn) = ($"{course}-cohort", course, 20_050);
        (candidate.DistanceMiles, candidate.AttendableSessions) = (miles, candidate.Cohort.Sessions);
        return candidate;
    }

    private static LoadedModel Weighing(params (string Term, double Weight)[] weights) =>
        Answered.Shipped with
        {
            Model = new([.. TermSchema.Terms.Select(term => weights.FirstOrDefault(weight => weight.Term == term.Name).Weight)], default),
        };
}
