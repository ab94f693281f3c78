using System.Text.Json.Nodes;
using CsCheck;

namespace Matcher.Api.Tests.Recommendations.Wording;

/// <summary>What holds of the sentences of any answer.</summary>
public sealed class WordingProperties
{
    private const double PullsDownMuch = -0.3;

    [Fact]
    public async Task Every_sentence_is_true_and_each_form_is_used()
    {
        var (reasons, cautions) = (new HashSet<int>(), new HashSet<int>());
        await RecommendationProperties.ForAnybody(
            (request, answer) =>
            {
                foreach (var course in Courses(answer))
                {
                    var truth = TruthOf(request, course);
                    foreach (var reason in Texts(course["reasons"]).Concat(Texts(answer["commonReasons"])))
                        reasons.Add(Claims.CheckReason(reason, truth));
                    foreach (var caution in Texts(course["cautions"]))
                        cautions.Add(Claims.CheckCaution(caution, truth));
                }
                return Task.CompletedTask;
            }
        );
        // No cohort of the sample has a single session.
        Assert.Equal(Claims.ReasonForms - 1, reasons.Count(form => form < Claims.ReasonForms));
        // A level asked for that is more than 60 miles farther is rare, and so is a district of two countries or of post boxes: they have
        // stories of their own.
        Assert.True(cautions.Count(form => form < Claims.CautionForms) >= Claims.CautionForms - 2);
        // Fewer would mean that plain facts are no longer told.
        Assert.True(reasons.Count(form => form >= Claims.ReasonForms) >= 6);
        Assert.True(cautions.Count(form => form >= Claims.CautionForms) >= 5);
    }

    [Fact]
    public Task Nothing_is_both_a_reason_and_a_caution() => RecommendationProperties.ForAnybody((_, answer) => IsOnOneSide(answer));

    [Fact]
    public async Task Without_scores_every_sentence_is_true_too_and_on_one_side()
    {
        using var api = new RunningApi(("Scorer:Address", "http://127.0.0.1:9"));
        await Some.AnyRequest.SampleAsync(
            async request =>
            {
                var answer = await api.Recommend(request);
                foreach (var course in Courses(answer))
                {
                    Assert.InRange(Texts(course["reasons"]).Count, 1, 5);
                    foreach (var reason in Texts(course["reasons"]).Concat(Texts(answer["commonReasons"])))
                        Claims.CheckReason(reason, TruthOf(request, course));
                    foreach (var caution in Texts(course["cautions"]))
                        Claims.CheckCaution(caution, TruthOf(request, course));
                }
                await IsOnOneSide(answer);
            },
            iter: 60,
            threads: 1,
            print: request => request.ToJsonString()
        );
    }

    [Fact]
    public Task A_course_has_one_to_five_reasons_and_no_sentence_twice() =>
        RecommendationProperties.ForAnybody(
            (_, answer) =>
            {
                foreach (var course in Courses(answer))
                {
                    Assert.InRange(Texts(course["reasons"]).Count, 1, 5);
                    Assert.Distinct(Texts(course["reasons"]));
                    Assert.Distinct(Texts(course["cautions"]));
                }
                return Task.CompletedTask;
            }
        );

    [Fact]
    public Task What_is_true_of_all_the_courses_shown_is_said_once() =>
        RecommendationProperties.ForAnybody(
            (_, answer) =>
            {
                var common = Texts(answer["commonReasons"]);
                var courses = Courses(answer).Select(course => Texts(course["reasons"])).ToList();
                if (courses.Count < 2)
                    Assert.Empty(common);
                // A course without a reason of its own keeps one of them.
                Assert.All(courses, reasons => Assert.True(reasons.Count == 1 || !reasons.Intersect(common).Any()));
                if (courses.Count >= 2)
                    Assert.Empty(courses.Aggregate((one, other) => [.. one.Intersect(other)]).Except(common));
                return Task.CompletedTask;
            }
        );

    [Fact]
    public Task Far_is_a_reason_only_for_who_is_open_to_travel() =>
        RecommendationProperties.ForAnybody(
            (request, answer) =>
            {
                foreach (
                    var course in Courses(answer)
                        .Where(course => (double)course["distanceMiles"]! > 30.1 && (bool?)request["openToTravel"] != true)
                )
                {
                    Assert.DoesNotContain(
                        Texts(course["reasons"]).Concat(Texts(answer["commonReasons"])),
                        reason => FactorClaims.TellsOf("location", reason)
                    );
                }

                return Task.CompletedTask;
            }
        );

    [Fact]
    public Task The_kind_of_provider_is_told_only_to_who_asked_for_one() =>
        RecommendationProperties.ForAnybody(
            (request, answer) =>
            {
                if ((string?)request["preferences"]?["providerType"] is not null)
                    return Task.CompletedTask;
                var all = Courses(answer)
                    .SelectMany(course => Texts(course["reasons"]).Concat(Texts(course["cautions"])))
                    .Concat(Texts(answer["commonReasons"]));
                Assert.All(
                    all.Where(sentence => FactorClaims.TellsOf("provider", sentence)),
                    sentence => Assert.Equal("Run by a provider you know", sentence)
                );
                return Task.CompletedTask;
            }
        );

    [Fact]
    public Task A_level_that_was_not_asked_for_is_never_a_reason() =>
        RecommendationProperties.ForAnybody(
            (request, answer) =>
            {
                var wanted = (string?)request["accreditation"]?["preferred"];
                if (wanted is null or "noPreference")
                    return Task.CompletedTask;
                foreach (var course in Courses(answer).Where(course => (string)course["accreditation"]! != wanted))
                {
                    Assert.DoesNotContain(
                        Texts(course["reasons"]).Concat(Texts(answer["commonReasons"])),
                        reason => FactorClaims.TellsOf("level", reason)
                    );
                }

                return Task.CompletedTask;
            }
        );

    /// <summary>All of the person's courses are shown, so what they could have on average is the mean of what is shown.</summary>
    [Fact]
    public Task Reasons_and_cautions_follow_what_sets_a_course_apart() =>
        RecommendationProperties.ForAnybody(
            (request, answer) =>
            {
                var courses = Courses(answer).ToList();
                var contributions = courses.ConvertAll(course =>
                    course["contributions"]!.AsArray().ToDictionary(each => (string)each!["factor"]!, each => (double)each!["value"]!)
                );
                var common = Texts(answer["commonReasons"]);
                foreach (var (course, own) in courses.Zip(contributions))
                {
                    double Difference(string factor) =>
                        own.GetValueOrDefault(factor) - contributions.Average(each => each.GetValueOrDefault(factor));
                    var truth = TruthOf(request, course);
                    var (reasons, cautions) = (Texts(course["reasons"]), Texts(course["cautions"]));
                    foreach (var factor in FactorClaims.Factors)
                    {
                        // A wish that is met may be told a little below the mean, and a course of which nothing speaks up has one plain
                        // sentence.
                        if (reasons.Count > 1 && reasons.Exists(reason => FactorClaims.TellsOf(factor, reason)))
                        {
                            Assert.True(
                                Difference(factor) > (FactorClaims.IsWish(factor, truth) ? PullsDownMuch : 0) - 1e-4,
                                $"{factor} is a reason at {Difference(factor):0.000}."
                            );
                        }

                        if (Difference(factor) < PullsDownMuch - 1e-4 && FactorClaims.HasCaution(factor, truth))
                        {
                            Assert.True(
                                cautions.Exists(caution => FactorClaims.TellsOf(factor, caution)),
                                $"Nothing tells of {factor}, which pulls down by {Difference(factor):0.000}."
                            );
                        }
                    }
                    var most = FactorClaims
                        .Factors.Where(factor =>
                            FactorClaims.HasReason(factor, truth) && !cautions.Exists(caution => FactorClaims.TellsOf(factor, caution))
                        )
                        .MaxBy(Difference);
                    if (most is null || Difference(most) < 1e-4 || common.Exists(reason => FactorClaims.TellsOf(most, reason)))
                        continue;
                    Assert.True(FactorClaims.TellsOf(most, reasons[0]), $"{most} sets the course apart most, but \"{reasons[0]}\" leads.");
                }
                return Task.CompletedTask;
            }
        );

    private static Task IsOnOneSide(JsonObject answer)
    {
        foreach (var course in Courses(answer))
        {
            var reasons = Texts(course["reasons"]).Concat(Texts(answer["commonReasons"])).ToList();
            foreach (var caution in Texts(course["cautions"]))
            {
                foreach (var factor in FactorClaims.Factors.Where(factor => FactorClaims.TellsOf(factor, caution)))
                    Assert.DoesNotContain(reasons, reason => FactorClaims.TellsOf(factor, reason));
            }
        }
        return Task.CompletedTask;
    }

    private static IEnumerable<JsonNode> Courses(JsonObject answer) => answer["recommendations"]!.AsArray().Select(course => course!);

    private static Truth TruthOf(JsonObject request, JsonNode course) => new(request, (string)course["cohort"]!["id"]!);

    private static List<string> Texts(JsonNode? list) => [.. list!.AsArray().Select(sentence => (string)sentence!)];
}
