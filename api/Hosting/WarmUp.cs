using System.Text;
using Matcher.Api.Recommendations;
using Matcher.Data.Places;

namespace Matcher.Api.Hosting;

/// <summary>
/// Sends the sample requests the whole way until the scorer has answered them, so that nobody meets a cold first call. The first try
/// is over before the API listens; with a scorer that is not there yet, it goes on beside it.
/// </summary>
internal sealed class WarmUp(Recommender recommender, Gazetteer gazetteer) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly TaskCompletionSource firstTry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool isDone;

    /// <summary>Whether real requests have been scored.</summary>
    public bool IsDone => isDone;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await firstTry.Task.WaitAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!(isDone = await Try(stoppingToken)))
            {
                firstTry.TrySetResult();
                await Task.Delay(Pause, stoppingToken);
            }
        }
        finally
        {
            firstTry.TrySetResult();
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
