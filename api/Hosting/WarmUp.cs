using System.Text;
using Matcher.Api.Recommendations;
using Matcher.Api.Scoring;
using Matcher.Data.Catalogues;
using Matcher.Data.Domain;
using Matcher.Data.Eligibility;
using Matcher.Data.Places;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Hosting;

/// <summary>
/// Sends the sample requests the whole way until the scorer has answered them, so that nobody meets a cold first call. With the scorer
/// inside, the API listens once that is done; with one elsewhere, which may come later, it listens after the first try, or after as long
/// as a person would wait. When a scorer goes away later, this asks until it is back, so that nobody's request is the trial.
/// </summary>
internal sealed class WarmUp(
    Recommender recommender,
    ScorerClient scorer,
    CurrentCatalogue current,
    Gazetteer gazetteer,
    IOptions<ScorerOptions> options
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    // Nobody waits for the first calls, and on a busy machine they are slow: nothing is compiled yet.
    private static readonly TimeSpan ColdDeadline = TimeSpan.FromMinutes(1);
    private readonly TaskCompletionSource mayListen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool isDone;

    /// <summary>Whether real requests have been scored.</summary>
    public bool IsDone => isDone;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        try
        {
            await mayListen.Task.WaitAsync(options.Value.IsEmbedded ? LongestWait : options.Value.Deadline, cancellationToken);
        }
        catch (TimeoutException)
        {
            // It goes on beside the API, which is degraded until then.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(scorer.Scorers.Select(each => Watch(each, stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops, perhaps before it ever listened.
        }
        finally
        {
            mayListen.TrySetResult();
        }
    }

    // Each on its own, so that one which hangs holds up no other: one that scores is enough to serve.
    private async Task Watch(ScorerConnection one, CancellationToken cancellation)
    {
        while (true)
        {
            if (!isDone && await Try(one, ColdDeadline, cancellation))
            {
                // Of several, one that hangs may be the one that is asked.
                TimeSpan? deadline = scorer.Scorers.Count == 1 ? ColdDeadline : null;
                foreach (var profile in Samples())
                    await recommender.Recommend(profile, RequestLimits.DefaultRecommendations, "warm-up", deadline, cancellation);
                isDone = true;
            }
            else if (isDone && (one.LastCallFailed || !one.IsUsable))
            {
                await Try(one, null, cancellation);
            }
            if (isDone || !options.Value.IsEmbedded)
                mayListen.TrySetResult();
            await Task.Delay(Pause, cancellation);
        }
    }

    private async Task<bool> Try(ScorerConnection one, TimeSpan? deadline, CancellationToken cancellation)
    {
        foreach (var profile in Samples())
        {
            var day = current.Now();
            // Every cohort, as in a catalogue that is sold out nothing is eligible, and an answer without scores proves nothing.
            var everything = new PersonToScore(
                profile,
                [.. day.Catalogue.Cohorts.Select(cohort => Candidate.Of(profile, cohort))],
                day.Today
            );
            if (await scorer.Try(one, everything, day.Catalogue, day.Today, deadline, cancellation) is null)
                return false;
        }
        return true;
    }

    private IEnumerable<Profile> Samples()
    {
        foreach (var (_, _, json) in Examples.Requests)
        {
            var request = RequestReader.Read(Encoding.UTF8.GetBytes(json), []);
            if (request?.Location.Postcode is { } text && gazetteer.Find(Postcode.TryParse(text)!) is { } home)
                yield return request.ToProfile(home);
        }
    }
}
