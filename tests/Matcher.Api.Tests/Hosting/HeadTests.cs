using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Matcher.Api.Tests.BatchRuns;

namespace Matcher.Api.Tests.Hosting;

/// <summary>Link checkers, monitors and caches, which ask with HEAD what GET would answer.</summary>
public sealed class HeadTests : IDisposable
{
    private readonly RunningApi api = new();

    public void Dispose() => api.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("br")]
    public async Task HEAD_answers_as_GET_without_the_body(string? encoding)
    {
        var run = await new Hub(api).Finished("reference,postcode\r\nA1,BN3\r\n", "?allocate=true");
        var document = (await api.Client.GetFromJsonAsync<JsonObject>("/swagger/v1/swagger.json"))!;
        var documented = OpenApi
            .Route.All(document)
            .Where(route => route.Method == "GET")
            .Select(route => route.Request().RequestUri!.OriginalString)
            .Select(address => address.Replace("list-of-23-november", (string)run["id"]!, StringComparison.Ordinal));
        string[] others =
        [
            "/",
            "/swagger",
            "/swagger/index.html",
            "/swagger/v1/swagger.json",
            "/problems/",
            "/problems/not-found",
            "/problems/nothing",
            "/v1/nothing",
            "/v1/courses/nothing",
            "/v1/recommendations",
            "/v1/courses?nonsense=1",
            "/v1/batch-runs/nothing",
        ];
        foreach (var address in documented.Concat(others))
        {
            using var got = await Ask(HttpMethod.Get, address, encoding);
            using var headed = await Ask(HttpMethod.Head, address, encoding);
            Assert.True(got.StatusCode == headed.StatusCode, $"{address}: GET {(int)got.StatusCode}, HEAD {(int)headed.StatusCode}");
            Assert.Equal(Headers(got), Headers(headed));
            Assert.Empty(await headed.Content.ReadAsByteArrayAsync());
            // HEAD may leave it out, but not say otherwise.
            if (headed.Content.Headers.NonValidated.TryGetValues("Content-Length", out var length))
                Assert.Equal(got.Content.Headers.NonValidated["Content-Length"].ToString(), length.ToString());
        }
    }

    [Fact]
    public async Task HEAD_with_the_tag_of_what_is_known_already_is_304_as_GET_is()
    {
        using var got = await api.Client.GetAsync("/v1/courses");
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var request = new HttpRequestMessage(method, "/v1/courses");
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse($"{got.Headers.ETag}"));
            Assert.Equal(304, (int)(await api.Client.SendAsync(request)).StatusCode);
        }
    }

    [Fact]
    public async Task A_method_that_a_path_does_not_take_is_told_which_it_takes()
    {
        using var refused = await api.Client.DeleteAsync("/v1/courses");
        Assert.Equal(405, (int)refused.StatusCode);
        Assert.Equal(["GET", "HEAD"], refused.Content.Headers.Allow.Order());
    }

    private async Task<HttpResponseMessage> Ask(HttpMethod method, string address, string? encoding)
    {
        using var request = new HttpRequestMessage(method, address);
        if (encoding is not null)
            request.Headers.AcceptEncoding.ParseAdd(encoding);
        // Else the client reckons a length that was not sent.
        return await api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static IEnumerable<string> Headers(HttpResponseMessage response) =>
        response
            .Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .Where(header => header.Key is not ("Date" or "Transfer-Encoding" or "Content-Length"))
            .OrderBy(header => header.Key)
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}");
}
