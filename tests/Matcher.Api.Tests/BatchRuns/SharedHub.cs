using System.Net;
using System.Text.Json.Nodes;

namespace Matcher.Api.Tests.BatchRuns;

/// <summary>One service for all tests of a class that only send lists and look at what comes of their own.</summary>
public sealed class SharedHub : IDisposable
{
    private readonly RunningApi api = new();

    internal Hub Hub => new(api);

    internal HttpClient Client => api.Client;

    internal IServiceProvider Services => api.Services;

    internal IReadOnlyCollection<string> Log => api.Log;

    public void Dispose() => api.Dispose();

    /// <summary>Sends a list that is taken, and gives what came of it.</summary>
    internal async Task<Outcome> Rank(string list, string query = "?limit=1", string mediaType = "text/csv") =>
        await Rank(System.Text.Encoding.UTF8.GetBytes(list), query, mediaType);

    /// <summary>Sends a list that is taken, and gives what came of it.</summary>
    internal async Task<Outcome> Rank(byte[] list, string query = "?limit=1", string mediaType = "text/csv")
    {
        using var content = new ByteArrayContent(list);
        content.Headers.ContentType = new(mediaType);
        using var response = await Client.PostAsync($"/v1/batch-runs{query}", content);
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync());
        var run = await Hub.UntilDone(response.Headers.Location!);
        return new(
            run,
            (await Hub.Lines(run, "results")).ToDictionary(person => (string)person["reference"]!),
            await Hub.Lines(run, "errors")
        );
    }

    /// <summary>Sends a list that is refused, and gives the sentence that says why.</summary>
    internal async Task<string> Refusal(string list, string mediaType = "text/csv")
    {
        using var response = await Hub.Send(list, "", mediaType);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        return (string)(await response.Content.ReadFromJsonAsync<JsonObject>())!["detail"]!;
    }
}

/// <summary>What came of a list.</summary>
internal sealed record Outcome(JsonObject Run, Dictionary<string, JsonObject> People, List<JsonObject> Faults)
{
    /// <summary>The rows that have a fault.</summary>
    public IReadOnlyList<int> FaultyRows => [.. Faults.Select(fault => (int)fault["row"]!).Distinct().Order()];

    /// <summary>How many were ranked and how many rows failed, as the run counts them.</summary>
    public (int Ranked, int Failed) Counts => ((int)Run["rows"]!["ranked"]!, (int)Run["rows"]!["failed"]!);
}
