using System.Net;
using Matcher.Api.Access;
using Matcher.Api.Access.Callers;
using Matcher.Api.BatchRuns.Store;

namespace Matcher.Api.Tests.Access;

/// <summary>A route that somebody adds and that says nothing of its callers is refused to all of them.</summary>
public sealed class UnstatedRouteTests
{
    [Fact]
    public async Task A_route_that_states_no_scope_is_refused_to_every_key_and_a_path_that_is_not_there_is_not_found()
    {
        using var folder = new TemporaryFolder();
        var builder = WebApplication.CreateSlimBuilder([
            "--urls=http://127.0.0.1:0",
            "--Access:Required=true",
            $"--BatchRuns:Folder={folder.Path}",
        ]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddBatchStore();
        builder.AddAccess(null);
        await using var app = builder.Build();
        app.UseAccess();
        app.MapGet("/unstated", () => "secret");
        app.MapGet("/stated", () => "fine").RequiresScope(Scopes.Rank);
        var key = await app
            .Services.GetRequiredService<KeyStore>()
            .Create(KeyKind.Hub, "Brighton", [.. Scopes.All], [], TimeSpan.FromDays(1), CancellationToken.None);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/unstated")).StatusCode);
        client.DefaultRequestHeaders.Authorization = new("Bearer", $"{key}");
        Assert.Equal("fine", await client.GetStringAsync("/stated"));
        using var refused = await client.GetAsync("/unstated");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.DoesNotContain("secret", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/nowhere")).StatusCode);
    }
}
