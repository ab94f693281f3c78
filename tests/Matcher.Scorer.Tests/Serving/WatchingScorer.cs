using System.Collections.Concurrent;
using Grpc.Net.Client;
using Matcher.Protos.Scoring.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Matcher.Scorer.Tests.Serving;

/// <summary>A scorer on a real socket that looks at the folder of its model often, and what it logs.</summary>
internal sealed class WatchingScorer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly WebApplication app;
    private readonly GrpcChannel channel;
    private readonly Lines lines = new();

    private WatchingScorer(string folder)
    {
        app = ScorerApp.Build(
            folder,
            TimeSpan.FromMilliseconds(20),
            host => host.UseUrls("http://127.0.0.1:0"),
            logging => logging.Services.AddSingleton<ILoggerProvider>(lines)
        );
        app.Start();
        channel = GrpcChannel.ForAddress(app.Urls.Single());
        Client = new(channel);
    }

    public ScoringService.ScoringServiceClient Client { get; }

    /// <summary>What was logged about models, each with the id of its event.</summary>
    public IReadOnlyCollection<(int Event, string Text)> Log => [.. lines.All.Where(line => line.Event is > 1100 and < 1200)];

    public static WatchingScorer Of(OwnModel model) => new(model.Path);

    public async Task<DescribeModelResponse> Describe() => await Client.DescribeModelAsync(new());

    /// <summary>Waits until it says so of its model.</summary>
    public async Task<DescribeModelResponse> Until(Func<DescribeModelResponse, bool> holds)
    {
        var began = Environment.TickCount64;
        while (true)
        {
            var said = await Describe();
            if (holds(said))
                return said;
            Assert.True(
                Environment.TickCount64 - began < Patience.TotalMilliseconds,
                $"It never came to hold, and the scorer says {said.ModelVersion}, {said.RefusedReason}"
            );
            await Task.Delay(10);
        }
    }

    /// <summary>Waits until a model is served and nothing is refused.</summary>
    public Task<DescribeModelResponse> Serves(string version) =>
        Until(said => said.ModelVersion == version && said.RefusedAt is null);

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        await app.DisposeAsync();
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(int Event, string Text)> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => All.Enqueue((eventId.Id, formatter(state, exception)));

        public void Dispose() { }
    }
}
