using System.IO.Compression;
using System.Net;
using System.Text;
using Matcher.Api.Tests.BatchRuns;

namespace Matcher.Api.Tests.Http;

/// <summary>What programs call what they send, and what they read when it is refused.</summary>
public sealed class MediaTypeTests
{
    private const string Csv = "reference,postcode\r\nA1,BN3\r\n";
    private const string Ndjson = "{\"location\":{\"postcode\":\"BN3\"}}\n";
    private const string Request = "{\"location\":{\"postcode\":\"BN3\"}}";
    private static readonly RunningApi Api = RunningApi.Shared;

    [Theory]
    [InlineData("text/csv")]
    [InlineData("TEXT/CSV; charset=UTF-8; header=present")]
    [InlineData("application/csv")]
    [InlineData("text/x-csv")]
    [InlineData("application/x-csv")]
    [InlineData("text/comma-separated-values")]
    [InlineData("text/tab-separated-values")]
    [InlineData("application/vnd.ms-excel")]
    public async Task What_browsers_and_Windows_call_CSV_is_taken_as_CSV(string type) => await IsTaken(Csv, type, "csv");

    [Theory]
    [InlineData("application/x-ndjson")]
    [InlineData("application/ndjson")]
    [InlineData("application/jsonl")]
    [InlineData("application/jsonlines")]
    [InlineData("application/x-jsonlines")]
    [InlineData("text/x-ndjson")]
    public async Task What_programs_call_JSON_lines_is_taken_as_NDJSON(string type) => await IsTaken(Ndjson, type, "ndjson");

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("nonsense")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData(null)]
    public async Task A_list_of_another_type_is_told_the_types_of_lists(string? type)
    {
        var detail = await Refused("/v1/batch-runs", Encoding.UTF8.GetBytes(Csv), type);
        Assert.Contains("text/csv", detail, StringComparison.Ordinal);
        Assert.Contains("application/x-ndjson", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("application/json", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/csv")]
    [InlineData("application/x-ndjson")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task A_profile_of_another_type_is_told_of_JSON(string? type)
    {
        var detail = await Refused("/v1/recommendations", Encoding.UTF8.GetBytes(Request), type);
        Assert.Contains("application/json", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("csv", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/batch-runs", "text/csv", "gzip")]
    [InlineData("/v1/batch-runs", "application/x-ndjson", "br")]
    [InlineData("/v1/batch-runs", "application/vnd.ms-excel", "deflate, gzip")]
    [InlineData("/v1/recommendations", "application/json", "gzip")]
    [InlineData("/v1/recommendations", "application/json", "zstd")]
    public async Task A_compressed_body_is_told_to_come_as_it_is(string address, string type, string encoding)
    {
        using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionMode.Compress))
            await zip.WriteAsync(Encoding.UTF8.GetBytes(Csv));
        var detail = await Refused(address, packed.ToArray(), type, encoding);
        Assert.Contains("compressed", detail, StringComparison.Ordinal);
        Assert.Contains("content-encoding", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_says_it_is_not_compressed_is_read()
    {
        using var request = Message("/v1/recommendations", Encoding.UTF8.GetBytes(Request), "application/json", "identity");
        Assert.Equal(HttpStatusCode.OK, (await Api.Client.SendAsync(request)).StatusCode);
    }

    private static async Task IsTaken(string list, string type, string format)
    {
        using var request = Message("/v1/batch-runs", Encoding.UTF8.GetBytes(list), type);
        using var answer = await Api.Client.SendAsync(request);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        var run = await new Hub(Api).UntilDone(answer.Headers.Location!);
        Assert.Equal((format, 1), ((string)run["format"]!, (int)run["rows"]!["ranked"]!));
    }

    private static async Task<string> Refused(string address, byte[] body, string? type, string? encoding = null)
    {
        var problem = await Api.Problem(415, Message(address, body, type, encoding));
        Assert.Equal("/problems/unsupported-media-type", (string)problem["type"]!);
        return (string)problem["detail"]!;
    }

    private static HttpRequestMessage Message(string address, byte[] body, string? type, string? encoding = null)
    {
        var content = new ByteArrayContent(body);
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (encoding is not null)
            content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return new(HttpMethod.Post, address) { Content = content };
    }
}
