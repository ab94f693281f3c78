using System.Net;
using Matcher.Api.Access;
using Matcher.Api.Access.Callers;
using Matcher.Api.BatchRuns.Store;
using Microsoft.EntityFrameworkCore;

namespace Matcher.Api.Tests.Access;

/// <summary>Keys, from being made to being of no use any more.</summary>
public sealed class KeyTests
{
    [Fact]
    public async Task A_hub_has_two_valid_keys_at_once_so_that_one_can_take_the_other_s_place()
    {
        using var guarded = new GuardedApi();
        var (old, next) = (await guarded.Key("Brighton", Scopes.Rank), await guarded.Key("Brighton", Scopes.Rank));
        var told = await Assert.ThrowsAsync<InvalidDataException>(() => guarded.Key("Brighton", Scopes.Rank));
        Assert.Contains(old.Id, told.Message, StringComparison.Ordinal);
        Assert.Contains("keys revoke", told.Message, StringComparison.Ordinal);
        // Its pages, and other hubs, have keys of their own.
        await guarded.PageKey("Brighton");
        await guarded.Key("Leeds", Scopes.Rank);
        Assert.Equal(HttpStatusCode.OK, await guarded.Status("/v1/venues", old));
        await guarded.Keys.Revoke(old.Id, CancellationToken.None);
        await Poll.Until(async () => await guarded.Status("/v1/venues", old) == HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, await guarded.Status("/v1/venues", next));
        await guarded.Key("Brighton", Scopes.Rank);
    }

    [Fact]
    public async Task Of_a_key_only_its_hash_is_kept_and_neither_file_nor_log_has_its_secret()
    {
        using var guarded = new GuardedApi();
        var key = await guarded.Key("Brighton", Scopes.Rank);
        await guarded.Status("/v1/venues", $"{key}"[..^1]);
        await guarded.Status("/v1/batch-runs", key);
        var secret = Convert.ToHexStringLower(key.Secret);
        var folder = guarded.Api.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<StoreOptions>>().Value.Folder;
        await using var database = guarded.Api.Services.GetRequiredService<StoreDatabase>().Open();
        var kept = await database.Keys.SingleAsync();
        Assert.Equal(key.Hash(), kept.Hash);
        foreach (var file in Directory.EnumerateFiles(folder, "*.db*"))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await open.CopyToAsync(bytes);
            Assert.Equal(-1, bytes.ToArray().AsSpan().IndexOf(key.Secret));
            Assert.Equal(-1, bytes.ToArray().AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(secret)));
        }
        Assert.Contains(guarded.Api.Log, line => line.StartsWith("Refused (unreadable): key , GET /v1/venues", StringComparison.Ordinal));
        Assert.Contains(
            guarded.Api.Log,
            line => line.StartsWith($"Refused (missingScope): key {key.Id}, GET /v1/batch-runs", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(guarded.Api.Log, line => line.Contains(secret[..16], StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_a_key_was_last_used_is_written_down_and_not_for_every_request()
    {
        using var guarded = new GuardedApi();
        var key = await guarded.Key("Brighton", Scopes.Rank);
        var first = await UntilUsed(guarded, key, RunningApi.Now);
        guarded.Api.Clock.Advance(TimeSpan.FromSeconds(30));
        await guarded.Status("/v1/venues", key);
        guarded.Api.Clock.Advance(TimeSpan.FromSeconds(40));
        await guarded.Status("/v1/venues", key);
        Assert.Equal(RunningApi.Now, first);
        await UntilUsed(guarded, key, RunningApi.Now.AddSeconds(70));
    }

    [Fact]
    public async Task A_page_of_a_publishable_key_s_origin_may_call_from_a_browser_and_others_may_not()
    {
        using var guarded = new GuardedApi();
        await guarded.PageKey("Brighton");
        foreach (var (origin, may) in new[] { (GuardedApi.HubPage, true), ("https://other.example", false) })
        {
            using var before = new HttpRequestMessage(HttpMethod.Options, "/v1/recommendations")
            {
                Headers =
                {
                    { "Origin", origin },
                    { "Access-Control-Request-Method", "POST" },
                    { "Access-Control-Request-Headers", "authorization,content-type" },
                },
            };
            using var allowed = await guarded.Api.Client.SendAsync(before);
            Assert.Equal(may, allowed.Headers.Contains("Access-Control-Allow-Origin"));
            Assert.False(allowed.Headers.Contains("Access-Control-Allow-Credentials"));
        }
    }

    [Fact]
    public async Task What_is_answered_to_a_key_is_not_kept_by_caches_for_others()
    {
        using var guarded = new GuardedApi();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/venues");
        using var response = await guarded.Send(request, await guarded.Key("Brighton", Scopes.Rank));
        Assert.True(response.Headers.CacheControl!.Private);
        Assert.False(response.Headers.CacheControl.Public);
    }

    private static async Task<DateTime> UntilUsed(GuardedApi guarded, KeyText key, DateTime at)
    {
        DateTime? used = null;
        await Poll.Until(async () =>
            (used = (await guarded.Keys.All(CancellationToken.None)).Single(each => each.Id == key.Id).LastUsedAt) == at
        );
        return used!.Value;
    }
}
