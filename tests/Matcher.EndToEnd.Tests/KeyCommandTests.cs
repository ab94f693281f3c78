using System.Net;
using Matcher.Api.Tests;

namespace Matcher.EndToEnd.Tests;

/// <summary>Keys as an operator makes and revokes them, while the service runs.</summary>
public sealed class KeyCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_service_that_runs_takes_a_key_that_is_made_and_refuses_it_once_it_is_revoked()
    {
        using var api = RunningProgram.Api(Variables, "--Access:Required=true");
        using var client = new HttpClient { BaseAddress = api.Address("listens on") };
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/v1/venues")).StatusCode);
        var made = await Keys(0, "create", "--hub", "Brighton");
        var key = made.Split('\n').Single(line => line.StartsWith("matcher_hub_", StringComparison.Ordinal));
        var id = key.Split('_')[2];
        Assert.Contains($"Created key {id} of hub Brighton", made, StringComparison.Ordinal);
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await Until(client, HttpStatusCode.OK);
        Assert.Contains($"{id}  hub key of Brighton, expires ", await Keys(0, "list"), StringComparison.Ordinal);
        Assert.Contains($"Revoked key {id} of hub Brighton", await Keys(0, "revoke", id), StringComparison.Ordinal);
        await Until(client, HttpStatusCode.Unauthorized);
        Assert.Contains(
            "was revoked on",
            await (await client.GetAsync("/v1/venues")).Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(key.Split('_')[3], api.Output + await Keys(0, "list"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no key with the id 0123456789ab. keys list shows all of them.", "revoke", "0123456789ab")]
    [InlineData("--hub is a name of 1 to 100 characters", "create", "--hub", " ")]
    [InlineData("--days is a number from 1 to 3660.", "create", "--hub", "Brighton", "--days", "0")]
    [InlineData("is not an origin. Write scheme, host", "create", "--hub", "Brighton", "--origin", "hub.example")]
    [InlineData(
        "A publishable key (--origin) can only allow matcher.rank.",
        "create",
        "--hub",
        "Brighton",
        "--origin",
        "https://hub.example",
        "--scope",
        "matcher.batch.read"
    )]
    public async Task A_command_that_is_wrong_says_what_to_write(string told, params string[] command) =>
        Assert.Contains(told, await Keys(1, command), StringComparison.Ordinal);

    private Dictionary<string, string> Variables => new() { ["BatchRuns__Folder"] = folder.FullName };

    private async Task<string> Keys(int exit, params string[] command)
    {
        using var keys = new RunningProgram("Matcher.Api", Variables, ["keys", .. command]);
        await keys.Exits(exit);
        return keys.Output;
    }

    private static Task Until(HttpClient client, HttpStatusCode wanted) =>
        Poll.Until(async () => (await client.GetAsync("/v1/venues")).StatusCode == wanted);
}
