using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Matcher.Data.Telemetry;

/// <summary>Sends what is left once the program has stopped, and waits for a collector that hangs no longer than a moment.</summary>
internal sealed class TelemetryEnd(TracerProvider traces, MeterProvider metrics) : IHostedLifecycleService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        var left = cancellationToken.IsCancellationRequested ? 0 : (int)Longest.TotalMilliseconds;
        // At once: each waits for itself.
        await Task.WhenAll(
            Task.Run(() => traces.Shutdown(left), CancellationToken.None),
            Task.Run(() => metrics.Shutdown(left), CancellationToken.None)
        );
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
