using System.Text;

namespace Matcher.Api.Tests.Hosting;

/// <summary>A profile is personal: it is answered and forgotten.</summary>
public sealed class PrivacyTests
{
    [Fact]
    public async Task Nothing_that_a_caller_sends_reaches_a_log_whether_the_request_is_good_bad_or_degraded()
    {
        using var api = new RunningApi();
        // A scorer that nobody runs: every answer is degraded, which is logged.
        using var degraded = new RunningApi(("Scorer:Address", "http://127.0.0.1:9"));
        foreach (var running in new[] { api, degraded })
        {
            string[] bodies =
            [
                """{ "location": { "postcode": "YO26 7QQ" }, "preferences": { "knownProviders": [ "canary-one" ] } }""",
                """{ "location": { "postcode": "YO26 7QQ" }, "canary-two": "canary-three" }""",
                """{ "location": { "postcode": "EH1 7QQ" } }""",
                """{ "canary-four """,
            ];
            foreach (var body in bodies)
                (await running.Post(body)).Dispose();
            (await running.Post("canary-five", "text/plain")).Dispose();
            (await running.Client.GetAsync("/canary-six?postcode=YO26+7QQ")).Dispose();
            using var header = new HttpRequestMessage(HttpMethod.Post, "/v1/recommendations")
            {
                Content = new StringContent(bodies[0], Encoding.UTF8, "application/json"),
            };
            header.Headers.Add("x-name", "canary-seven");
            (await running.Client.SendAsync(header)).Dispose();
        }
        Assert.NotEmpty(degraded.Log);
        Assert.All(
            api.Log.Concat(degraded.Log),
            line =>
            {
                Assert.DoesNotContain("canary", line, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("YO26", line, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("7QQ", line, StringComparison.OrdinalIgnoreCase);
            }
        );
    }
}
