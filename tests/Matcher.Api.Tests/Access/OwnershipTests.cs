using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Matcher.Api.Access;
using Matcher.Api.Access.Callers;
using Route = Matcher.Api.Tests.OpenApi.Route;

namespace Matcher.Api.Tests.Access;

/// <summary>Batch runs belong to the hub that sent the list: to any other they do not exist.</summary>
public sealed class OwnershipTests : IDisposable
{
    private const string List = "reference,postcode\nCL-001,BN3\n";
    private const string OtherList = "reference,postcode\nCL-002,LS1\n";
    private const string IdempotencyKey = "autumn";

    private readonly GuardedApi guarded = new();

    public void Dispose() => guarded.Dispose();

    [Fact]
    public async Task To_another_hub_every_address_of_a_run_answers_as_if_there_were_none()
    {
        var (owner, other) = (await guarded.Key("Brighton", [.. Scopes.OfHubs]), await guarded.Key("Leeds", [.. Scopes.OfHubs]));
        var id = (string)(await Begin(owner, List))["id"]!;
        var routes = Route
            .All((await guarded.Api.Client.GetFromJsonAsync<JsonObject>("/swagger/v1/swagger.json"))!)
            .Where(route => route.Path.StartsWith("/v1/batch-runs/{id}", StringComparison.Ordinal))
            .ToList();
        Assert.True(routes.Count >= 9);
        foreach (var route in routes)
        {
            var unknown = await Answer(route, "00000000-0000-0000-0000-000000000000", other);
            foreach (var name in new[] { id, IdempotencyKey })
                Assert.Equal(unknown, await Answer(route, name, other));
            Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
            Assert.Contains("/problems/no-such-run", unknown.Text, StringComparison.Ordinal);
        }
        // Whoever else tried to erase it, it is there.
        Assert.Equal(HttpStatusCode.OK, await guarded.Status($"/v1/batch-runs/{id}", owner));
    }

    [Fact]
    public async Task A_list_of_runs_shows_one_s_own_and_idempotency_keys_are_each_hub_s_own()
    {
        var (one, other) = (await guarded.Key("Brighton", [.. Scopes.OfHubs]), await guarded.Key("Leeds", [.. Scopes.OfHubs]));
        var (first, second) = (await Begin(one, List), await Begin(other, OtherList));
        Assert.NotEqual((string)first["id"]!, (string)second["id"]!);
        Assert.Equal((string)first["id"]!, (string)(await Begin(one, List))["id"]!);
        // Another key of the same hub is the same hub.
        var newer = await guarded.Key("Brighton", Scopes.ReadRuns);
        foreach (var (key, run) in new[] { (one, first), (newer, first), (other, second) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/batch-runs");
            using var response = await guarded.Send(request, key);
            var page = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
            Assert.Equal((string)run["id"]!, (string)Assert.Single(page["items"]!.AsArray())!["id"]!);
        }
    }

    [Fact]
    public async Task A_run_that_is_erased_is_written_down_with_its_hub_and_the_key_s_id_alone()
    {
        var key = await guarded.Key("Brighton", [.. Scopes.OfHubs]);
        var id = (string)(await Begin(key, List))["id"]!;
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/v1/batch-runs/{id}");
        using var response = await guarded.Send(request, key);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Contains(
            guarded.Api.Log,
            line => line.StartsWith($"Erased batch run {id} of hub Brighton, by {key.Id}", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(guarded.Api.Log, line => line.Contains($"{key}"[24..], StringComparison.Ordinal));
    }

    private async Task<JsonObject> Begin(KeyText key, string list)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batch-runs?allocate=true")
        {
            Content = new StringContent(list, Encoding.UTF8, "text/csv"),
        };
        request.Headers.Add("Idempotency-Key", IdempotencyKey);
        using var response = await guarded.Send(request, key);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private async Task<(HttpStatusCode Status, string Text)> Answer(Route route, string id, KeyText key)
    {
        using var request = new HttpRequestMessage(new(route.Method), route.Path.Replace("{id}", id, StringComparison.Ordinal));
        using var response = await guarded.Send(request, key);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
