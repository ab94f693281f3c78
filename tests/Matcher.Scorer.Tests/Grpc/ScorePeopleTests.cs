using Grpc.Core;
using Matcher.Protos.Scoring.V1;

namespace Matcher.Scorer.Tests.Grpc;

/// <summary>Many people on one stream, through real gRPC.</summary>
public sealed class ScorePeopleTests(RunningScorer scorer) : IClassFixture<RunningScorer>
{
    [Fact]
    public async Task Each_is_scored_as_if_asked_for_alone_whoever_comes_before()
    {
        var key = await Keep();
        var people = new[] { Person(5), Person(1), Person(9) };
        var alone = new List<ScoreResponse>();
        foreach (var person in people)
        {
            var request = person.Clone();
            request.Kept.Key = key;
            alone.Add(await scorer.Client.ScoreAsync(request));
        }
        using var call = scorer.Client.ScorePeople();
        foreach (var message in new[] { new[] { people[0], people[1] }, [people[2]] })
        {
            await call.RequestStream.WriteAsync(new() { Key = key, People = { message } });
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
            Assert.Equal(message.Select(person => alone[Array.IndexOf(people, person)]), call.ResponseStream.Current.People);
        }
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None));
    }

    [Fact]
    public async Task A_key_that_is_not_kept_a_person_without_candidates_and_nobody_at_all_end_the_stream()
    {
        var key = await Keep();
        Assert.Equal(StatusCode.NotFound, await Refused(new() { Key = "unknown", People = { Person(1) } }));
        Assert.Equal(StatusCode.InvalidArgument, await Refused(new() { Key = key }));
        Assert.Equal(StatusCode.InvalidArgument, await Refused(new() { Key = key, People = { Some.Request() } }));
        var outside = Person(1);
        outside.Kept.Cohorts[^1] = 100_000;
        Assert.Equal(StatusCode.InvalidArgument, await Refused(new() { Key = key, People = { Person(1), outside } }));
    }

    private async Task<StatusCode> Refused(ScorePeopleRequest request)
    {
        using var call = scorer.Client.ScorePeople();
        await call.RequestStream.WriteAsync(request);
        return (await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None))).StatusCode;
    }

    private async Task<string> Keep() =>
        (await scorer.Client.KeepCohortsAsync(new() { Cohorts = { Some.Request().Candidates.Select(candidate => candidate.Cohort) } })).Key;

    // Somebody with so many hours, and every other cohort.
    private static ScoreRequest Person(double hours)
    {
        var said = Some.Request();
        var person = new ScoreRequest
        {
            Profile = said.Profile,
            Today = said.Today,
            ExplainBestCourses = 3,
            Kept = new(),
        };
        person.Profile.StudyHoursPerWeek = hours;
        for (var place = 0; place < said.Candidates.Count; place += 2)
        {
            person.Kept.Cohorts.Add(place);
            person.Kept.DistanceMiles.Add(said.Candidates[place].DistanceMiles);
            person.Kept.AttendableSessions.Add(said.Candidates[place].AttendableSessions);
        }
        return person;
    }
}
