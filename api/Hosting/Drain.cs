using Microsoft.Extensions.Options;

namespace Matcher.Api.Hosting;

/// <summary>
/// Stops the service so that nobody notices: first it says that it is not ready and still answers everybody, until the proxy has turned to
/// others; then it takes no more, and finishes what it has begun.
/// </summary>
/// <param name="stillAnswers">How long the first part takes.</param>
internal sealed class Drain(TimeSpan stillAnswers) : IHostedLifecycleService
{
    /// <summary>How long all of it may take. What still runs then is broken off.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(25);

    private volatile bool hasBegun;

    /// <summary>Whether the service is about to stop.</summary>
    public bool HasBegun => hasBegun;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        hasBegun = true;
        try
        {
            await Task.Delay(stillAnswers, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // There is no time left.
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Registers <see cref="Drain"/>.</summary>
internal static class DrainHosting
{
    /// <summary>Registers it.</summary>
    /// <param name="services">The service's.</param>
    /// <param name="exposed">Where other machines may reach the service; null: only this machine does, and nobody sends it elsewhere.</param>
    public static void AddDrain(this IServiceCollection services, string? exposed)
    {
        services.AddSingleton(provider => new Drain(
            exposed is null ? TimeSpan.Zero : provider.GetRequiredService<IOptions<WebSettings>>().Value.Drain
        ));
        services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Drain.Longest);
    }

    /// <summary>Asks callers to connect anew for their next request, which then goes to another machine.</summary>
    public static void UseDrain(this WebApplication app)
    {
        var drain = app.Services.GetRequiredService<Drain>();
        app.Use(
            (context, next) =>
            {
                if (drain.HasBegun && HttpProtocol.IsHttp11(context.Request.Protocol))
                    context.Response.Headers.Connection = "close";
                return next(context);
            }
        );
    }
}
