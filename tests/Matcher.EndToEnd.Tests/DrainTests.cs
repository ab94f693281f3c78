using System.Net;
using Matcher.Api.Tests;
using Matcher.Api.Tests.Limits;

namespace Matcher.EndToEnd.Tests;

/// <summary>A service that is told to stop while callers are with it.</summary>
public sealed class DrainTests
{
    private const string Request = """{ "location": { "postcode": "BN3" } }""";

    [Fact]
    public async Task It_says_that_it_is_not_ready_answers_everybody_meanwhile_and_finishes_what_it_began()
    {
        if (OperatingSystem.IsWindows())
            return;
        var folder = Directory.CreateTempSubdirectory("matcher-test-");
        try
        {
            using var api = RunningProgram.Api(
                "--Web:Hosts:0=127.0.0.1",
                "--Web:Hosts:1=matcher.example",
                "--Access:Open=true",
                "--Web:Drain=00:00:02",
                $"--BatchRuns:Folder={folder.FullName}"
            );
            var address = api.Address("listens on");
            using var client = new HttpClient { BaseAddress = address };
            using var list = new SlowBody("reference,postcode\nCL-001,BN3\n", "text/csv");
            var sent = client.PostAsync("/v1/batch-runs", list);
            await list.Began;

            api.Terminate();
            await Poll.Until(async () => (await client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.ServiceUnavailable);
            var answer = await client.PostAsync("/v1/recommendations", new StringContent(Request, null, "application/json"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            // The next request of whoever holds this connection goes to another machine.
            Assert.True(answer.Headers.ConnectionClose);

            // From here on it takes no more, and still waits for the list that it is receiving.
            await Poll.Until(async () => await IsRefused(client));
            list.Finish();
            Assert.Equal(HttpStatusCode.Accepted, (await sent).StatusCode);
            await api.Exits(0);

            // What was accepted is there for the next.
            using var next = RunningProgram.Api($"--BatchRuns:Folder={folder.FullName}");
            using var after = new HttpClient { BaseAddress = next.Address("listens on") };
            await Poll.Until(async () =>
                (await after.GetStringAsync((await sent).Headers.Location)).Contains("\"state\":\"done\"", StringComparison.Ordinal)
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_caller_who_never_ends_does_not_keep_it_from_stopping()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var api = RunningProgram.Api();
        using var client = new HttpClient { BaseAddress = api.Address("listens on") };
        using var list = new SlowBody("reference,postcode\nCL-001,BN3\n", "text/csv");
        var sent = client.PostAsync("/v1/batch-runs", list);
        await list.Began;
        api.Terminate();
        await api.Exits(0);
        list.Finish();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => sent);
    }

    private static async Task<bool> IsRefused(HttpClient client)
    {
        try
        {
            (await client.GetAsync("/health/live")).Dispose();
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }
}
