using System.Net;

namespace Matcher.Api.Tests.Http;

/// <summary>The pages that the types of problems lead to.</summary>
public sealed class ProblemPageTests
{
    [Fact]
    public async Task The_page_of_an_invalid_request_shows_how_to_read_its_errors()
    {
        var page = WebUtility.HtmlDecode(await RunningApi.Shared.Client.GetStringAsync("/problems/invalid-request"));
        Assert.DoesNotContain("0 things", page, StringComparison.Ordinal);
        Assert.Contains("Correct everything that errors lists", page, StringComparison.Ordinal);
        Assert.Contains("\"path\": \"$.limit\"", page, StringComparison.Ordinal);
        Assert.Contains("Send a whole number from 1 to 100.", page, StringComparison.Ordinal);
    }
}
