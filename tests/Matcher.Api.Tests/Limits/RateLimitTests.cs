using System.Net;
using System.Text.Json.Nodes;
using Matcher.Api.Access;
using Matcher.Api.Access.Callers;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.Tests.Access;

namespace Matcher.Api.Tests.Limits;

/// <summary>Who asks too much is told to wait, and nobody else is.</summary>
public sealed class RateLimitTests
{
    private const string Path = "/v1/catalogue";

    // A minute's worth: one more comes back only after so many seconds that a test is done by then.
    private const string Few = "4";

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.8")]
    [InlineData("2001:db8:0:1::7", "2001:db8:0:2::7")]
    public async Task An_address_that_asks_too_much_is_told_when_to_ask_again_and_another_is_answered(string greedy, string other)
    {
        using var api = BehindProxy(("Limits:RequestsPerAddress", Few));
        using var refused = await UntilRefused(() => Ask(api, Path, greedy));
        Assert.InRange((int)refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        var problem = (await refused.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal("/problems/too-many-requests", (string)problem["type"]!);
        Assert.Contains($"in {refused.Headers.RetryAfter.Delta!.Value.TotalSeconds} second", (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await Status(api, Path, other));
        // The programs that watch the service come from one address too.
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.OK, await Status(api, "/health/ready", greedy));
        Assert.Single(api.Log, line => line.StartsWith("Refused requests of one address", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Addresses_of_one_network_are_one_caller_since_their_owner_may_choose_among_them()
    {
        using var api = BehindProxy(("Limits:RequestsPerAddress", Few));
        var turn = 0;
        (await UntilRefused(() => Ask(api, Path, $"2001:db8:0:1::{++turn:x}"))).Dispose();
        using var mapped = BehindProxy(("Limits:RequestsPerAddress", Few));
        (await UntilRefused(() => Ask(mapped, Path, turn++ % 2 == 0 ? "192.0.2.7" : "::ffff:192.0.2.7"))).Dispose();
    }

    [Fact]
    public async Task This_machine_s_own_programs_may_ask_as_much_as_they_like()
    {
        using var api = new RunningApi(("Limits:RequestsPerAddress", "1"));
        for (var i = 0; i < 20; i++)
            Assert.Equal(HttpStatusCode.OK, (await api.Client.GetAsync(Path)).StatusCode);
    }

    [Fact]
    public async Task A_proxy_of_this_machine_that_nobody_named_counts_as_one_address()
    {
        using var api = new RunningApi(("Web:Hosts:0", "localhost"), ("Web:Hosts:1", "127.0.0.1"), ("Web:Hosts:2", "matcher.example"), ("Access:Open", "true"), ("Limits:RequestsPerAddress", Few));
        var turn = 0;
        (await UntilRefused(() => Ask(api, Path, $"192.0.2.{++turn}"))).Dispose();
    }

    [Fact]
    public async Task Whoever_guesses_keys_is_soon_refused_unread_and_does_not_fill_the_log()
    {
        using var api = BehindProxy(("Access:Open", "false"), ("Access:Required", "true"), ("Limits:RequestsPerAddress", Few));
        (await UntilRefused(() => Ask(api, Path, "192.0.2.7", $"{KeyText.Draw(KeyKind.Hub)}"), HttpStatusCode.Unauthorized)).Dispose();
        var lines = api.Log.Count;
        for (var i = 0; i < 50; i++)
            (await Ask(api, Path, "192.0.2.7", $"{KeyText.Draw(KeyKind.Hub)}")).Dispose();
        Assert.Equal(lines, api.Log.Count);
    }

    [Fact]
    public async Task A_key_that_asks_too_much_holds_up_no_other_key_of_its_hub_and_a_hub_no_other_hub()
    {
        using var guarded = new GuardedApi(("Limits:RequestsPerKey", "4"), ("Limits:RequestsPerHub", "9"));
        var keys = new[] { await guarded.Key("Brighton", Scopes.Rank), await guarded.Key("Brighton", Scopes.Rank) };
        (await UntilRefused(() => Ask(guarded, keys[0]))).Dispose();
        using (var other = await Ask(guarded, keys[1]))
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        (await UntilRefused(() => Ask(guarded, keys[1]))).Dispose();

        // A key in place of one of them brings the hub no more than what is left to it.
        await guarded.Keys.Revoke(keys[0].Id, CancellationToken.None);
        var third = await guarded.Key("Brighton", Scopes.Rank);
        (await UntilRefused(() => Ask(guarded, third), most: 3)).Dispose();
        using var elsewhere = await Ask(guarded, await guarded.Key("Leeds", Scopes.Rank));
        Assert.Equal(HttpStatusCode.OK, elsewhere.StatusCode);
    }

    [Fact]
    public async Task A_publishable_key_has_a_quota_that_leaves_its_hub_s_programs_alone_and_pages_can_read_the_refusal()
    {
        using var guarded = new GuardedApi(("Limits:RequestsPerPublishableKey", Few), ("Limits:RequestsPerHub", "9"));
        var (page, secret) = (await guarded.PageKey("Brighton"), await guarded.Key("Brighton", Scopes.Rank));
        using var refused = await UntilRefused(() => Ask(guarded, page, GuardedApi.HubPage));
        Assert.Equal(GuardedApi.HubPage, refused.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("Retry-After", refused.Headers.GetValues("Access-Control-Expose-Headers").Single(), StringComparison.Ordinal);
        using var answered = await Ask(guarded, secret);
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    private static RunningApi BehindProxy(params (string, string)[] settings) =>
        new([("Web:Proxies:0", "127.0.0.1"), ("Access:Open", "true"), .. settings]);

    private static async Task<HttpResponseMessage> Ask(RunningApi api, string path, string address, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "X-Forwarded-For", address } } };
        if (key is not null)
            request.Headers.Authorization = new("Bearer", key);
        return await api.Client.SendAsync(request);
    }

    private static async Task<HttpStatusCode> Status(RunningApi api, string path, string address)
    {
        using var answer = await Ask(api, path, address);
        return answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> Ask(GuardedApi guarded, KeyText key, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        return await guarded.Send(request, key, origin);
    }

    // What was answered before counts as well as what came back meanwhile, so the number is not exact.
    private static async Task<HttpResponseMessage> UntilRefused(
        Func<Task<HttpResponseMessage>> ask,
        HttpStatusCode before = HttpStatusCode.OK,
        int most = 30
    )
    {
        for (var i = 0; i < most; i++)
        {
            var answer = await ask();
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                return answer;
            Assert.Equal(before, answer.StatusCode);
            answer.Dispose();
        }
        throw new InvalidOperationException($"After {most} requests nobody was refused.");
    }
}
