using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Matcher.Api.Tests.BatchRuns;

/// <summary>A hub's program that sends waiting lists and fetches what comes of them.</summary>
internal sealed class Hub(RunningApi api)
{
    /// <summary>Far more than anything here takes; only a failure waits for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Sends a list.</summary>
    public async Task<HttpResponseMessage> Send(string list, string query = "", string mediaType = "text/csv", string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/batch-runs{query}")
        {
            Content = new StringContent(list, Encoding.UTF8, mediaType),
        };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        return await api.Client.SendAsync(request);
    }

    /// <summary>Sends a list that is taken; gives the run's address.</summary>
    public async Task<Uri> Accepted(string list, string query = "", string mediaType = "text/csv")
    {
        using var response = await Send(list, query, mediaType);
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync());
        return response.Headers.Location!;
    }

    /// <summary>Waits until a run is as wanted.</summary>
    public async Task<JsonObject> Until(Uri run, Func<JsonObject, bool> wanted)
    {
        using var patience = new CancellationTokenSource(Patience);
        var seen = new JsonObject();
        try
        {
            while (true)
            {
                seen = (await api.Client.GetFromJsonAsync<JsonObject>(run, patience.Token))!;
                if (wanted(seen))
                    return seen;
                await Task.Delay(20, patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new InvalidOperationException($"The run never got on: {seen}");
        }
    }

    /// <summary>Waits until a run says that it waits for something.</summary>
    public Task<JsonObject> UntilItWaits(Uri run, string saying) =>
        Until(run, seen => ((string?)seen["waitsFor"])?.Contains(saying, StringComparison.Ordinal) == true);

    /// <summary>Waits until a run is done.</summary>
    public Task<JsonObject> UntilDone(Uri run) => Until(run, seen => (string)seen["state"]! == "done");

    /// <summary>Sends a list, and waits until its run is done.</summary>
    public async Task<JsonObject> Finished(string list, string query = "", string mediaType = "text/csv") =>
        await UntilDone(await Accepted(list, query, mediaType));

    /// <summary>What came of a run, in a form.</summary>
    public async Task<string> Get(JsonObject run, string what, string mediaType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/batch-runs/{run["id"]}/{what}");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(mediaType));
        using var response = await api.Client.SendAsync(request);
        response.EnsureSuccessStatusCode();
        Assert.Equal(mediaType, response.Content.Headers.ContentType!.MediaType);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>What came of a run, as objects.</summary>
    public async Task<List<JsonObject>> Lines(JsonObject run, string what) =>
        [
            .. (await Get(run, what, "application/x-ndjson"))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!.AsObject()),
        ];
}
