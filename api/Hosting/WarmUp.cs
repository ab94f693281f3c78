using System.Text;
using Matcher.Api.Recommendations;
using Matcher.Api.Scoring;
using Matcher.Data.Places;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Hosting;

/// <summary>
/// Sends the sample requests the whole way until the scorer has answered them, so that nobody meets a cold first call. With the scorer
/// inside, the API listens once that is done; with one elsewhere, which may come later, it listens after the first try.
/// </summary>
internal sealed class WarmUp(Recommender recommender, Gazetteer gazetteer, IOptions<ScorerOptions> options) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);
    private readonly TaskCompletionSource mayListen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool isDone;

    /// <summary>Whether real requests have been scored.</summary>
    public bool IsDone => isDone;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await Task.WhenAny(mayListen.Task, Task.Delay(LongestWait, cancellationToken));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!(isDone = await Try(stoppingToken)))
            {
                if (!options.Value.IsEmbedded) mayListen.TrySetResult();
                await Task.Delay(Pause, stoppingToken);
            }
        }
        finally
        {
            mayListen.TrySetResult();
        }
    }

    private async Task<bool> Try(CancellationToken cancellation)
    {
        foreach (var (_, json) in Examples.Requests)
        {
            var request = RequestReader.Read(Encoding.UTF8.GetBytes(json), []);
            if (request?.Location.Postcode is not { } text || gazetteer.Find(Postcode.TryParse(text)!) is not { } home) continue;
            var response = await recommender.Recommend(request.ToProfile(home), request.LimitOrDefault, "warm-up", cancellation);
            if (response.Degraded) return false;
        }
        return true;
    }
}
