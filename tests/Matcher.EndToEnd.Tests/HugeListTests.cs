using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Matcher.EndToEnd.Tests;

/// <summary>100 MB of anything are received in the memory of any other list, and nobody else's runs end with them.</summary>
public sealed class HugeListTests
{
    private const int Length = 100_000_000;
    private const long MostMemory = 512L * 1024 * 1024;

    [Fact]
    public async Task No_list_takes_more_memory_than_another()
    {
        using var api = RunningProgram.Api();
        using var client = new HttpClient { BaseAddress = api.Address("listens on"), Timeout = Timeout.InfiniteTimeSpan };
        const string Heading = "reference,postcode,Notes\r\n";
        (string What, string Type, string Beginning, string Repeated, int? Rows)[] lists =
        [
            ("line breaks", "text/csv", Heading, "\n", null),
            ("quotation marks", "text/csv", Heading, "\"", null),
            ("commas", "text/csv", Heading, ",", null),
            ("rows of 100,000 cells", "text/csv", Heading, "A,BN3" + new string(',', 100_000) + "x\n", 1_000),
            ("rows of huge cells", "text/csv", Heading, "A,BN3," + new string('x', 200_000) + "\n", 500),
            ("one object", "application/x-ndjson", "{\"reference\":\"", "x", 1),
            ("nested brackets", "application/x-ndjson", "", new string('[', 60_000) + "\n", 1_667),
        ];
        foreach (var (what, type, beginning, repeated, rows) in lists)
        {
            using var content = new StreamContent(new Repeated(beginning, repeated, Length));
            content.Headers.ContentType = new(type);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batch-runs?limit=1") { Content = content };
            try
            {
                using var response = await client.SendAsync(request);
                var text = await response.Content.ReadAsStringAsync();
                Assert.True(response.StatusCode == (rows is null ? HttpStatusCode.BadRequest : HttpStatusCode.Accepted), $"{what}: {text}");
                if (rows is not null)
                {
                    Assert.InRange((int)JsonNode.Parse(text)!["rows"]!["total"]!, rows.Value - 10, rows.Value + 10);
                    await client.DeleteAsync(response.Headers.Location);
                }
            }
            catch (HttpRequestException) when (rows is null)
            {
                // Refused before all of it was sent.
            }
            Assert.True(api.PeakMemory < MostMemory, $"{what} took {api.PeakMemory / 1024 / 1024} MB.");
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        }
    }

    // A beginning, and then the same again and again.
    private sealed class Repeated(string beginning, string repeated, long length) : Stream
    {
        private readonly byte[] unit = Encoding.UTF8.GetBytes(repeated);
        private readonly byte[] start = Encoding.UTF8.GetBytes(beginning);
        private long position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = (int)Math.Min(buffer.Length, length - position);
            for (var i = 0; i < read; i++, position++)
                buffer[i] = position < start.Length ? start[position] : unit[(position - start.Length) % unit.Length];
            return read;
        }

        public override void Flush()
        {
            // Nothing is written.
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
