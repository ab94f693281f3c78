using System.Net;
using System.Net.Http.Headers;
using Matcher.Api.Access;
using Matcher.Api.Access.Callers;
using Matcher.Api.BatchRuns.Store;

namespace Matcher.Api.Tests.Access;

/// <summary>An API that asks callers who they are, and its operator who makes keys.</summary>
internal sealed class GuardedApi(params (string, string)[] settings) : IDisposable
{
    public const string HubPage = "https://hub.example";

    public RunningApi Api { get; } = new([("Access:Required", "true"), .. settings]);

    public KeyStore Keys => Api.Services.GetRequiredService<KeyStore>();

    /// <summary>Makes a key that is valid for a year, for a hub's programs.</summary>
    public async Task<KeyText> Key(string hub, params string[] scopes) =>
        await Known(await Keys.Create(KeyKind.Hub, hub, scopes, [], TimeSpan.FromDays(365), CancellationToken.None));

    /// <summary>Makes a publishable key.</summary>
    public async Task<KeyText> PageKey(string hub) =>
        await Known(await Keys.Create(KeyKind.Publishable, hub, [Scopes.Rank], [HubPage], TimeSpan.FromDays(365), CancellationToken.None));

    /// <summary>Sends a request with a key or a token.</summary>
    public async Task<HttpResponseMessage> Send(HttpRequestMessage request, object? shown, string? origin = null)
    {
        if (shown is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", $"{shown}");
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return await Api.Client.SendAsync(request);
    }

    /// <summary>Sends a plain request with a key or a token.</summary>
    public async Task<HttpStatusCode> Status(string path, object? shown, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await Send(request, shown, origin);
        return response.StatusCode;
    }

    public void Dispose() => Api.Dispose();

    // Whatever the key allows, it is refused in another way once the service has read of it.
    private async Task<KeyText> Known(KeyText key)
    {
        await Poll.Until(async () => await Status("/v1/model", key) != HttpStatusCode.Unauthorized);
        return key;
    }
}
