using Matcher.Data.Telemetry;
using Matcher.Scorer.Grpc;
using Matcher.Scorer.Models;
using Matcher.Scorer.Scoring;
using Matcher.Scorer.Serving;
using Matcher.Scorer.Telemetry;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Matcher.Scorer;

/// <summary>The scoring service as an application: the same one in a process of its own and inside the API's.</summary>
public static class ScorerApp
{
    /// <summary>The largest message that is taken, in bytes: 10,000 candidates need about a fifth of it.</summary>
    public const int LargestMessage = 8 * 1024 * 1024;

    /// <summary>Builds it with the model loaded; it listens once started.</summary>
    /// <param name="modelFolder">Where the model's files are.</param>
    /// <param name="lookEvery">How often they are checked for changes; zero: never.</param>
    /// <param name="listen">Where to listen; HTTP/2 without TLS is set already. Nothing else, neither files nor the environment, sets
    /// it.</param>
    /// <param name="logging">Where log lines go.</param>
    /// <param name="reflects">Whether it tells callers what can be called.</param>
    /// <param name="exports">Whether it sends traces and metrics where the environment says; inside the API, the API does.</param>
    /// <exception cref="InvalidDataException">The model can't be loaded; the message says why and what to do.</exception>
    public static WebApplication Build(
        string modelFolder,
        TimeSpan lookEvery,
        Action<IWebHostBuilder> listen,
        Action<ILoggingBuilder> logging,
        bool reflects = false,
        bool exports = false
    )
    {
        // Before it is read, so that a change meanwhile makes a difference.
        var watched = new WatchedModel(modelFolder, ModelFiles.LookAt(modelFolder), lookEvery);
        var first = CheckedModel.Load(modelFolder);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        logging(builder.Logging);
        builder.WebHost.UseKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        listen(builder.WebHost);
        builder.Services.AddSingleton<IHostLifetime, StoppedByItsOwner>();
        builder.Services.AddRouting();
        var kept = new CohortCache();
        builder.Services.AddSingleton(kept);
        builder.Services.AddSingleton(
            new CurrentModel(first, kept, version => ModelWatch.LoadEarlier(modelFolder, version), TimeProvider.System)
        );
        builder.Services.AddSingleton(watched);
        builder.Services.AddHostedService<ModelWatch>();
        builder.Services.AddSingleton<ScoringMetrics>();
        builder.Services.AddSingleton<ScoringGrpcService>();
        if (exports)
            builder.AddTelemetryExport("matcher-scorer");
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = LargestMessage);
        if (reflects)
            builder.Services.AddGrpcReflection();
        // Once it listens it is healthy: without its model it would not have been built.
        builder
            .Services.AddGrpcHealthChecks()
            .AddCheck("model", () => Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckResult.Healthy());

        var app = builder.Build();
        app.MapGrpcService<ScoringGrpcService>();
        app.MapGrpcHealthChecksService();
        if (reflects)
            app.MapGrpcReflectionService();
        return app;
    }

    /// <summary>
    /// Leaves signals to the program that started the scorer: inside the API it has to answer until the API's last request is done.
    /// </summary>
    private sealed class StoppedByItsOwner : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
