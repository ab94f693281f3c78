using Grpc.Core;
using Matcher.Protos.Scoring.V1;
using Matcher.Scorer.Models;

namespace Matcher.Scorer.Tests.Serving;

/// <summary>A model that changes while it is served, through real gRPC.</summary>
public sealed class ModelSwapTests : IDisposable
{
    private readonly OwnModel own = new();

    private static string First => OwnModel.Version(OwnModel.Shipped);

    public void Dispose() => own.Dispose();

    [Fact]
    public async Task A_new_model_is_served_without_a_restart_and_every_answer_is_of_one_of_the_models_whole()
    {
        await using var scorer = WatchingScorer.Of(own);
        var began = await scorer.Describe();
        var request = await Kept(scorer);
        var scores = new Dictionary<string, IReadOnlyList<double>> { [First] = [.. (await scorer.Client.ScoreAsync(request)).Kept.Scores] };
        using var stop = new CancellationTokenSource();
        var asking = Task.Run(async () =>
        {
            var answers = new List<ScoreResponse>();
            while (!stop.IsCancellationRequested)
                answers.Add(await scorer.Client.ScoreAsync(request));
            return answers;
        });
        foreach (var number in new[] { 1, 2, 3 })
        {
            own.Put(OwnModel.Other(number));
            var said = await scorer.Serves(OwnModel.Version(OwnModel.Other(number)));
            Assert.True(said.ServedSince.ToDateTimeOffset() > began.ServedSince.ToDateTimeOffset());
            began = said;
            // What was kept before the change is still known, and prepared for the model that answers.
            var answer = await scorer.Client.ScoreAsync(request);
            scores.Add(answer.ModelVersion, [.. answer.Kept.Scores]);
            Assert.Equal((await scorer.Client.ScoreAsync(Some.Request())).Scores.Select(score => score.Score_), answer.Kept.Scores);
        }
        await stop.CancelAsync();
        Assert.All(await asking, answer => Assert.Equal(scores[answer.ModelVersion], answer.Kept.Scores));
        Assert.Equal(4, scores.Values.Select(each => each[0]).Distinct().Count());
        // A look between two files of a model may have refused it for a moment.
        var changes = scorer.Log.Where(line => line.Event == 1101).ToList();
        Assert.Equal(3, changes.Count);
        Assert.Contains($"no longer {First}", changes[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_is_answered_by_the_model_that_it_began_with()
    {
        await using var scorer = WatchingScorer.Of(own);
        var person = await Kept(scorer);
        using var call = scorer.Client.ScorePeople();
        Assert.Equal(First, await Ask(call, person));
        own.Put(OwnModel.Other(1));
        var second = (await scorer.Serves(OwnModel.Version(OwnModel.Other(1)))).ModelVersion;
        Assert.Equal(First, await Ask(call, person));
        using var next = scorer.Client.ScorePeople();
        Assert.Equal(second, await Ask(next, person));
    }

    [Fact]
    public async Task Work_that_began_with_a_model_is_answered_by_it_also_after_a_restart_and_by_the_one_served_when_it_is_lost()
    {
        string last;
        await using (var scorer = WatchingScorer.Of(own))
        {
            own.Put(OwnModel.Other(1));
            last = (await scorer.Serves(OwnModel.Version(OwnModel.Other(1)))).ModelVersion;
            using var call = scorer.Client.ScorePeople();
            Assert.Equal(First, await Ask(call, await Kept(scorer), First));
        }
        await using (var again = WatchingScorer.Of(own))
        {
            Assert.Equal(last, (await again.Describe()).ModelVersion);
            using var call = again.Client.ScorePeople();
            Assert.Equal(First, await Ask(call, await Kept(again), First));
        }
        Directory.Delete(own.At("earlier"), recursive: true);
        await using var bereft = WatchingScorer.Of(own);
        foreach (var version in new[] { First, "../earlier/x", "" })
        {
            using var call = bereft.Client.ScorePeople();
            Assert.Equal(last, await Ask(call, await Kept(bereft), version));
        }
    }

    [Fact]
    public async Task A_new_evaluation_is_told_and_the_model_stays_served_since_when_it_was()
    {
        await using var scorer = WatchingScorer.Of(own);
        var since = (await scorer.Describe()).ServedSince;
        own.Put(OwnModel.Shipped with { Evaluation = [.. System.Text.Encoding.UTF8.GetBytes($$"""{ "modelVersion": "{{First}}" }""")] });
        Assert.Equal(since, (await scorer.Until(said => said.EvaluationJson.Length > 0)).ServedSince);
        Assert.DoesNotContain(scorer.Log, line => line.Event == 1101);
    }

    [Fact]
    public async Task Where_nothing_can_be_kept_models_change_all_the_same_and_the_log_says_once_how_to_go_back()
    {
        File.WriteAllText(own.At("earlier"), "A file where a folder should be.");
        await using var scorer = WatchingScorer.Of(own);
        foreach (var number in new[] { 1, 2 })
        {
            own.Put(OwnModel.Other(number));
            await scorer.Serves(OwnModel.Version(OwnModel.Other(number)));
        }
        var said = Assert.Single(scorer.Log, line => line.Event == 1103).Text;
        Assert.Contains("copy the earlier model's files there", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_of_links_is_noticed_when_they_lead_elsewhere()
    {
        // As container systems mount files: each is a link through a folder that is replaced by another.
        if (OperatingSystem.IsWindows())
            return;
        using var linked = new OwnModel();
        Directory.CreateDirectory(own.At("v2"));
        OwnModel.Other(1).Write(own.At("v2"));
        var now = linked.At("now");
        Directory.CreateSymbolicLink(now, own.Path);
        foreach (var file in Directory.EnumerateFiles(own.Path).Select(Path.GetFileName))
        {
            File.Delete(linked.At(file!));
            File.CreateSymbolicLink(linked.At(file!), Path.Combine(now, file!));
        }
        await using var scorer = WatchingScorer.Of(linked);
        Directory.Delete(now);
        Directory.CreateSymbolicLink(now, own.At("v2"));
        await scorer.Serves(OwnModel.Version(OwnModel.Other(1)));
    }

    [Fact]
    public void No_more_models_are_kept_than_twenty_and_the_last_replaced_is_the_first()
    {
        for (var number = 0; number < 25; number++)
        {
            ModelHistory.Keep(own.Path, $"v{number}", OwnModel.Shipped);
            File.SetLastWriteTimeUtc(own.At($"earlier/v{number}.zip"), new DateTime(2026, 1, 1).AddDays(number));
        }
        ModelHistory.Keep(own.Path, "v10", OwnModel.Shipped);
        var kept = ModelHistory.List(own.Path).Select(each => each.Version).ToList();
        Assert.Equal(20, kept.Count);
        Assert.Equal(["v10", "v24", "v23"], kept.Take(3));
    }

    private static async Task<string> Ask(
        AsyncDuplexStreamingCall<ScorePeopleRequest, ScorePeopleResponse> call,
        ScoreRequest person,
        string version = ""
    )
    {
        var message = new ScorePeopleRequest { Key = person.Kept.Key, ModelVersion = version };
        message.People.Add(person.Clone());
        message.People[0].Kept.Key = "";
        await call.RequestStream.WriteAsync(message);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        return call.ResponseStream.Current.People.Single().ModelVersion;
    }

    private static async Task<ScoreRequest> Kept(WatchingScorer scorer)
    {
        var said = Some.Request();
        var key = await scorer.Client.KeepCohortsAsync(new() { Cohorts = { said.Candidates.Select(candidate => candidate.Cohort) } });
        return new()
        {
            Profile = said.Profile,
            Today = said.Today,
            Kept = new()
            {
                Key = key.Key,
                Cohorts = { Enumerable.Range(0, said.Candidates.Count) },
                DistanceMiles = { said.Candidates.Select(candidate => candidate.DistanceMiles) },
                AttendableSessions = { said.Candidates.Select(candidate => candidate.AttendableSessions) },
            },
        };
    }
}
