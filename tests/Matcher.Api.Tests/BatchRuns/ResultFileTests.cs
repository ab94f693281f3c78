using System.Net;
using Matcher.Api.BatchRuns.Results;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.BatchRuns.WaitingLists;

namespace Matcher.Api.Tests.BatchRuns;

/// <summary>Files of results that are large, or whose run goes while they are sent.</summary>
public sealed class ResultFileTests(SharedHub shared) : IClassFixture<SharedHub>
{
    [Theory]
    [InlineData("text/csv")]
    [InlineData("application/x-ndjson")]
    public async Task A_file_whose_run_is_erased_while_it_is_sent_is_broken_off_and_does_not_look_whole(string mediaType)
    {
        // More than the connection holds of it while the caller reads nothing.
        var note = new string('n', 5_000);
        var rows = Enumerable.Range(0, 4_000).Select(i => $"CL-{i},BN3,level6,{note}\r\n");
        var run = await shared.Hub.UntilDone(
            await shared.Hub.Accepted("reference,postcode,level,Notes\r\n" + string.Concat(rows), "?limit=10")
        );
        using var client = new HttpClient { BaseAddress = shared.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/batch-runs/{run["id"]}/results");
        request.Headers.Accept.Add(new(mediaType));
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await using var file = await response.Content.ReadAsStreamAsync();
        await file.ReadExactlyAsync(new byte[10_000]);

        using var erased = await client.DeleteAsync($"/v1/batch-runs/{run["id"]}");
        Assert.Equal(HttpStatusCode.NoContent, erased.StatusCode);
        await Assert.ThrowsAnyAsync<IOException>(() => file.CopyToAsync(Stream.Null));
        Assert.Contains(shared.Log, line => line.StartsWith("A file of results was broken off", StringComparison.Ordinal));
        Assert.DoesNotContain(shared.Log, line => line.Contains("unhandled exception", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Wide_rows_are_sent_one_after_another_and_not_gathered()
    {
        const int Columns = 100;
        const int Width = 2_000;
        var heading = string.Concat(Enumerable.Range(0, Columns).Select(i => $",c{i}"));
        var cells = string.Concat(Enumerable.Repeat($",{new string('y', Width)}", Columns));
        var run = await shared.Hub.UntilDone(
            await shared.Hub.Accepted($"reference,postcode,level{heading}\r\nCL-1,BN3,level6{cells}\r\n", "?limit=100")
        );
        var stored = await shared.Services.GetRequiredService<RunStore>().Find(Guid.Parse((string)run["id"]!), CancellationToken.None);
        await using var pieces = new Pieces();
        await shared.Services.GetRequiredService<RunOutput>().WriteResults(stored!.Run, ListFormat.Csv, pieces, CancellationToken.None);
        Assert.True(pieces.Sum > 10 * Columns * Width, "The person has at least ten courses.");
        Assert.InRange(pieces.Largest, 1, 3 * Columns * Width);
    }

    /// <summary>Counts what is written to it.</summary>
    private sealed class Pieces : MemoryStream
    {
        public long Sum { get; private set; }

        public int Largest { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            (Sum, Largest) = (Sum + buffer.Length, Math.Max(Largest, buffer.Length));
            return ValueTask.CompletedTask;
        }
    }
}
