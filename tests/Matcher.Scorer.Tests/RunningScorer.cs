using Grpc.Net.Client;
using Matcher.Data;
using Matcher.Protos.Scoring.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Matcher.Scorer.Tests;

/// <summary>The scorer with the model that ships, on a real socket.</summary>
public sealed class RunningScorer : IAsyncLifetime
{
    private WebApplication? app;

    public GrpcChannel Channel { get; private set; } = null!;

    public ScoringService.ScoringServiceClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        app = ScorerApp.Build(DataFiles.Model, TimeSpan.Zero, host => host.UseUrls("http://127.0.0.1:0"), _ => { });
        await app.StartAsync();
        Channel = GrpcChannel.ForAddress(app.Urls.Single(), new() { MaxSendMessageSize = null });
        Client = new(Channel);
    }

    public async Task DisposeAsync()
    {
        Channel.Dispose();
        await app!.DisposeAsync();
    }
}
