namespace Matcher.EndToEnd.Tests;

/// <summary>A scorer on another machine, and who it lets in.</summary>
public sealed class ScorerTlsTests : IDisposable
{
    private const string Request = """{ "location": { "postcode": "BN3" } }""";

    private readonly OwnAuthority ours = new();
    private readonly OwnAuthority others = new();

    public void Dispose()
    {
        ours.Dispose();
        others.Dispose();
    }

    [Fact]
    public async Task Only_an_API_with_a_certificate_of_the_operator_s_authority_gets_scores()
    {
        var (certificate, key) = ours.Sign("scorer");
        using var scorer = Serve("https://127.0.0.1:0", $"--certificate={certificate}", $"--certificate-key={key}", $"--authority={ours.File}");
        var address = scorer.Address("Scorer ready on");
        Assert.Equal("https", address.Scheme);
        Assert.False(await IsDegraded(address, ours.File, ours.Sign("api")));
        Assert.True(await IsDegraded(address, ours.File, ours.Sign("expired", isExpired: true)));
        Assert.True(await IsDegraded(address, ours.File, others.Sign("wrong")));
        // And the API sends profiles only to a scorer that it knows.
        Assert.True(await IsDegraded(address, others.File, ours.Sign("api")));
        Assert.True(await IsDegraded(address, null, null));
    }

    [Fact]
    public async Task An_API_sends_nothing_to_a_scorer_whose_certificate_is_another_host_s()
    {
        var (certificate, key) = ours.Sign("scorer", elsewhere: "scorer.example");
        using var scorer = Serve("https://127.0.0.1:0", $"--certificate={certificate}", $"--certificate-key={key}", $"--authority={ours.File}");
        Assert.True(await IsDegraded(scorer.Address("Scorer ready on"), ours.File, ours.Sign("api")));
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://scorer.example:0")]
    [InlineData("http://127.0.0.1:0;http://0.0.0.0:0")]
    public async Task Without_certificates_it_listens_on_its_own_machine_only_unless_it_is_told_otherwise(string urls)
    {
        using var scorer = Serve(urls);
        await scorer.Exits(1);
        Assert.Contains("--certificate", scorer.Output, StringComparison.Ordinal);
        Assert.Contains("--open", scorer.Output, StringComparison.Ordinal);
        if (!urls.Contains("example", StringComparison.Ordinal))
        {
            using var open = Serve(urls, "--open");
            open.Address("Scorer ready on");
        }
    }

    [Fact]
    public async Task What_is_missing_among_the_certificates_ends_the_start_in_a_sentence()
    {
        var (certificate, key) = ours.Sign("scorer");
        using var half = Serve("https://127.0.0.1:0", $"--certificate={certificate}");
        await half.Exits(1);
        Assert.Contains("belong together", half.Output, StringComparison.Ordinal);
        using var plain = Serve("http://127.0.0.1:0", $"--certificate={certificate}", $"--certificate-key={key}", $"--authority={ours.File}");
        await plain.Exits(1);
        Assert.Contains("https://", plain.Output, StringComparison.Ordinal);
        using var unreadable = Serve("https://127.0.0.1:0", $"--certificate={ours.File}", $"--certificate-key={ours.File}", "--authority=none");
        await unreadable.Exits(1);
        Assert.Contains("PEM", unreadable.Output, StringComparison.Ordinal);
        using var api = RunningProgram.Api("--scorer=https://127.0.0.1:1", $"--Scorer:Certificate={certificate}");
        await api.Exits(1);
        Assert.Contains("belong together", api.Output, StringComparison.Ordinal);
        foreach (var program in new[] { half, plain, unreadable, api })
            Assert.DoesNotContain("   at ", program.Output, StringComparison.Ordinal);
    }

    private static RunningProgram Serve(string urls, params string[] args) => new("Matcher.Scorer", ["serve", $"--urls={urls}", .. args]);

    private static async Task<bool> IsDegraded(Uri scorer, string? authority, (string Certificate, string Key)? shown)
    {
        using var api = RunningProgram.Api([
            $"--scorer={scorer}",
            .. shown is { } files
                ? [$"--Scorer:Certificate={files.Certificate}", $"--Scorer:CertificateKey={files.Key}", $"--Scorer:Authority={authority}"]
                : Array.Empty<string>(),
        ]);
        using var site = new HubWebsite(api.Address("listens on"));
        return (bool)(await site.Recommend(Request))["degraded"]!;
    }
}
