using System.Text;
using Grpc.Core;
using Matcher.Protos.Scoring.V1;

namespace Matcher.Api.Tests.Scoring;

/// <summary>Whatever a scorer does, the API answers with scores that are whole, or plainly.</summary>
public sealed class ScorerEdgeTests
{
    public static TheoryData<string, Action<ScoreResponse>> Nonsense =>
        new()
        {
            { "a candidate is missing", response => response.Scores.RemoveAt(0) },
            { "a candidate is there twice", response => response.Scores.Add(response.Scores[0].Clone()) },
            { "a score is no number", response => response.Scores[0].Score_ = double.NaN },
            { "a probability is none", response => response.Scores[0].ChoiceProbability = 1.5 },
            { "there are more averages than factors", response => response.AverageContributions.Add(1) },
            {
                "an average is no number",
                response =>
                {
                    response.Factors.Add(Factor.Location);
                    response.AverageContributions.Add(float.NaN);
                }
            },
        };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task An_answer_that_is_not_whole_counts_as_none(string what, Action<ScoreResponse> spoil)
    {
        await using var scorer = new FakeScorer(
            (request, _) =>
            {
                var response = FakeScorer.Alike(request);
                spoil(response);
                return Task.FromResult(response);
            }
        );
        using var api = new RunningApi(("Scorer:Address", scorer.Address));
        var answer = await api.Recommend(Some.Request());
        Assert.True((bool)answer["degraded"]!, $"Not degraded though {what}.");
        Assert.All(answer["recommendations"]!.AsArray(), course => Assert.Null(course!["score"]));
    }

    public static TheoryData<string, Func<List<int>, IEnumerable<int>>> NoRanking =>
        new()
        {
            { "there is none", _ => [] },
            { "a course is missing", ranking => ranking.SkipLast(1) },
            { "there are more than were asked for", ranking => ranking.Append(ranking[0]) },
            { "a course is named twice", ranking => ranking.SkipLast(1).Append(ranking[0]) },
            { "a candidate does not exist", ranking => ranking.SkipLast(1).Append(10_000) },
            { "a candidate is before the first", ranking => ranking.SkipLast(1).Append(-1) },
        };

    [Theory]
    [MemberData(nameof(NoRanking))]
    public async Task An_answer_without_a_whole_ranking_counts_as_none(string what, Func<List<int>, IEnumerable<int>> spoil)
    {
        await using var scorer = new FakeScorer((request, _) => Task.FromResult(FakeScorer.Alike(request)))
        {
            Rank = (_, ranking) => spoil(ranking),
        };
        using var api = new RunningApi(("Scorer:Address", scorer.Address));
        var answer = await api.Recommend(Some.Request());
        Assert.True((bool)answer["degraded"]!, $"Not degraded though {what}.");
        Assert.Equal(10, answer["recommendations"]!.AsArray().Count);
    }

    [Fact]
    public async Task Courses_come_in_the_scorers_order_each_through_the_cohort_that_it_names()
    {
        var named = new List<string>();
        await using var scorer = new FakeScorer((request, _) => Task.FromResult(FakeScorer.Alike(request)))
        {
            // Of each course the cohort that the plain order puts last, the farthest course first.
            Rank = (request, _) =>
            {
                int[] ranking =
                [
                    .. request
                        .Candidates.Index()
                        .GroupBy(candidate => candidate.Item.Cohort.CourseId)
                        .Select(course => course.MaxBy(candidate => candidate.Item.DistanceMiles))
                        .OrderByDescending(candidate => candidate.Item.DistanceMiles)
                        .Select(candidate => candidate.Index)
                        .Take(Math.Max(request.ExplainBestCourses, request.RankCourses)),
                ];
                named.Clear();
                named.AddRange(ranking.Select(candidate => request.Candidates[candidate].Cohort.Id));
                return ranking;
            },
        };
        using var api = new RunningApi(("Scorer:Address", scorer.Address));
        var courses = (await api.Recommend(Some.Request()))["recommendations"]!.AsArray();
        Assert.Equal(named, courses.Select(course => (string)course!["cohort"]!["id"]!));
        Assert.Contains(courses, course => course!["otherCohorts"]!.AsArray().Count > 0);
        Assert.All(
            courses,
            course =>
                Assert.DoesNotContain(
                    course!["otherCohorts"]!.AsArray(),
                    other => (string)other!["id"]! == (string)course["cohort"]!["id"]!
                )
        );
    }

    [Fact]
    public async Task A_scorer_that_started_anew_is_told_the_cohorts_again_without_anybody_noticing()
    {
        await using var scorer = new FakeScorer((request, _) => Task.FromResult(FakeScorer.Alike(request)));
        using var api = new RunningApi(("Scorer:Address", scorer.Address));
        var before = await api.Recommend(Some.Request());
        scorer.Kept = null;
        var after = await api.Recommend(Some.Request());
        Assert.NotNull(scorer.Kept);
        Assert.Equal(before["recommendations"]!.ToJsonString(), after["recommendations"]!.ToJsonString());
        Assert.False((bool)after["degraded"]!);
        Assert.Empty(api.Log);
    }

    [Fact]
    public async Task A_scorer_that_explains_nothing_gives_scores_without_contributions()
    {
        await using var scorer = new FakeScorer((request, _) => Task.FromResult(FakeScorer.Alike(request)));
        using var api = new RunningApi(("Scorer:Address", scorer.Address));
        Assert.All(
            (await api.Recommend(Some.Request()))["recommendations"]!.AsArray(),
            course =>
            {
                Assert.NotNull(course!["score"]);
                Assert.Null(course["baseScore"]);
                Assert.Null(course["contributions"]);
            }
        );
    }

    [Fact]
    public async Task Other_cohorts_that_score_the_same_are_in_the_plain_order()
    {
        await using var scorer = new FakeScorer((request, _) => Task.FromResult(FakeScorer.Alike(request)));
        using var api = new RunningApi(("Scorer:Address", scorer.Address));
        var courses = (await api.Recommend(Some.Request()))["recommendations"]!.AsArray();
        Assert.Contains(courses, course => course!["otherCohorts"]!.AsArray().Count > 1);
        Assert.All(
            courses,
            course =>
            {
                var miles = course!["otherCohorts"]!.AsArray().Select(other => (double)other!["distanceMiles"]!).ToList();
                Assert.Equal(miles.Order(), miles);
                Assert.Equal(1, (double)course["score"]!);
            }
        );
    }

    [Fact]
    public async Task The_log_tells_when_the_scorer_goes_and_when_it_is_back_and_nothing_between()
    {
        var hangs = new[] { false };
        await using var scorer = new FakeScorer(
            async (request, cancellation) =>
            {
                if (Volatile.Read(ref hangs[0]))
                    await Task.Delay(Timeout.Infinite, cancellation);
                return FakeScorer.Alike(request);
            }
        );
        using var api = new RunningApi(("Scorer:Address", scorer.Address), ("Scorer:Deadline", "00:00:02"));
        await api.Recommend(Some.Request());
        Volatile.Write(ref hangs[0], true);
        for (var i = 0; i < 3; i++)
            Assert.True((bool)(await api.Recommend(Some.Request()))["degraded"]!);
        Volatile.Write(ref hangs[0], false);
        await Poll.Until(async () => !(bool)(await api.Recommend(Some.Request()))["degraded"]!);
        for (var i = 0; i < 20; i++)
            Assert.False((bool)(await api.Recommend(Some.Request()))["degraded"]!);
        var lines = api.Log.ToList();
        Assert.Equal(2, lines.Count);
        Assert.Contains("gave no answer", lines[0], StringComparison.Ordinal);
        Assert.Contains("answers again", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_caller_hangs_up_the_scorer_is_told_to_stop()
    {
        var block = false;
        var asked = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        await using var scorer = new FakeScorer(
            async (request, cancellation) =>
            {
                if (!block)
                    return FakeScorer.Alike(request);
                asked.TrySetResult();
                await using var registration = cancellation.Register(() => stopped.TrySetResult());
                await stopped.Task;
                throw new RpcException(Status.DefaultCancelled);
            }
        );
        using var api = new RunningApi(("Scorer:Address", scorer.Address));
        await api.Recommend(Some.Request());
        block = true;
        using var hangUp = new CancellationTokenSource();
        using var body = new StringContent(Some.Request().ToJsonString(), Encoding.UTF8, "application/json");
        var call = api.Client.PostAsync("/v1/recommendations", body, hangUp.Token);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_catalogue_that_is_sold_out_makes_nobody_ready_without_a_scorer()
    {
        var folder = Directory.CreateTempSubdirectory("matcher-test-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(Data.DataFiles.Catalogue))
                File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
            var cohorts = Path.Combine(folder.FullName, "cohorts.csv");
            var rows = await File.ReadAllLinesAsync(cohorts);
            var left = rows[0].Split(',').Index().First(column => column.Item == "placesLeft").Index;
            await File.WriteAllLinesAsync(
                cohorts,
                rows.Select(
                    (row, i) => i == 0 ? row : string.Join(',', row.Split(',').Select((cell, column) => column == left ? "0" : cell))
                )
            );
            using var alone = new RunningApi(("Catalogue:Folder", folder.FullName), ("Scorer:Address", "http://127.0.0.1:9"));
            Assert.False((bool)(await alone.Recommend(Some.Request()))["degraded"]!);
            await alone.Problem(503, new(HttpMethod.Get, "/health/ready"));
            using var embedded = new RunningApi(("Catalogue:Folder", folder.FullName));
            Assert.Empty((await embedded.Recommend(Some.Request()))["recommendations"]!.AsArray());
            Assert.Equal(System.Net.HttpStatusCode.OK, (await embedded.Client.GetAsync("/health/ready")).StatusCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
