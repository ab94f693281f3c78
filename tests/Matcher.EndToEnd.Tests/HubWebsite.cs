using System.Text;
using System.Text.Json.Nodes;

namespace Matcher.EndToEnd.Tests;

/// <summary>Calls the API as a hub's website would.</summary>
internal sealed class HubWebsite(Uri address) : IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = address };

    public void Dispose() => client.Dispose();

    /// <summary>The answer's bytes as text, with its id taken out.</summary>
    public async Task<string> RecommendText(string request)
    {
        using var response = await client.PostAsync("/v1/recommendations", new StringContent(request, Encoding.UTF8, "application/json"));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        var id = (string)JsonNode.Parse(text)!["requestId"]!;
        return text.Replace(id, "", StringComparison.Ordinal);
    }

    public async Task<JsonNode> Recommend(string request) => JsonNode.Parse(await RecommendText(request))!;

    /// <summary>What the API says of the model.</summary>
    public Task<string> ModelText() => client.GetStringAsync("/v1/model");

    /// <summary>Asks until the answer is as wanted.</summary>
    public async Task Until(Func<JsonNode, bool> wanted, string request)
    {
        using var limit = new CancellationTokenSource(RunningProgram.Patience);
        while (!wanted(await Recommend(request)))
            await Task.Delay(50, limit.Token);
    }

    /// <summary>Asks how it is until it says so.</summary>
    public async Task UntilReady(string status)
    {
        using var limit = new CancellationTokenSource(RunningProgram.Patience);
        while (true)
        {
            using var response = await client.GetAsync("/health/ready", limit.Token);
            if (
                response.IsSuccessStatusCode
                && (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync(limit.Token))!["status"] == status
            )
            {
                return;
            }

            await Task.Delay(50, limit.Token);
        }
    }
}
