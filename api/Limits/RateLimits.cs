using System.Net;
using System.Threading.RateLimiting;
using Matcher.Api.Access.Callers;
using Matcher.Api.Http;
using Matcher.Api.Telemetry;
using Microsoft.AspNetCore.RateLimiting;

namespace Matcher.Api.Limits;

/// <summary>Only so many requests a minute of an address, a key and a hub are answered: no caller uses up what is there for all.</summary>
internal static partial class RateLimits
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromMinutes(1);

    /// <summary>Sets them.</summary>
    public static void Set(
        RateLimiterOptions limiter,
        LimitOptions limits,
        CallerAddress addresses,
        ServiceMetrics metrics,
        ILoggerFactory logging
    )
    {
        (string Of, PartitionedRateLimiter<HttpContext> Limiter)[] all =
        [
            ("address", PartitionedRateLimiter.Create<HttpContext, IPAddress>(http => OfAddress(http, addresses, limits))),
            ("key", PartitionedRateLimiter.Create<HttpContext, Caller>(http => OfKey(Caller.Of(http), limits))),
            ("hub", PartitionedRateLimiter.Create<HttpContext, string>(http => OfHub(Caller.Of(http), limits.RequestsPerHub))),
        ];
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained([.. all.Select(each => each.Limiter)]);
        var refuse = Refuse(logging.CreateLogger(typeof(RateLimits).FullName!));
        limiter.OnRejected = (context, cancellation) =>
        {
            // Whichever has nothing left. A lease does not say whose it is.
            var refusing = Array.Find(all, each => each.Limiter.GetStatistics(context.HttpContext)?.CurrentAvailablePermits == 0);
            metrics.Refused("rate", refusing.Of ?? "");
            return refuse(context, cancellation);
        };
    }

    private static RateLimitPartition<IPAddress> OfAddress(HttpContext http, CallerAddress addresses, LimitOptions limits) =>
        !HasSecret(Caller.Of(http)) && addresses.Of(http) is { } address
            ? Bucket(address, limits.RequestsPerAddress)
            : RateLimitPartition.GetNoLimiter(IPAddress.None);

    // With its hub: a client of an issuer may call for several.
    private static RateLimitPartition<Caller> OfKey(Caller caller, LimitOptions limits) =>
        caller.Kind switch
        {
            CallerKind.Local => RateLimitPartition.GetNoLimiter(caller),
            CallerKind.PublishableKey => Bucket(caller, limits.RequestsPerPublishableKey),
            CallerKind.HubKey or CallerKind.Token => Bucket(caller, limits.RequestsPerKey),
        };

    private static RateLimitPartition<string> OfHub(Caller caller, int aMinute) =>
        HasSecret(caller) ? Bucket(caller.Hub, aMinute) : RateLimitPartition.GetNoLimiter("");

    private static bool HasSecret(Caller caller) => caller.Kind is CallerKind.HubKey or CallerKind.Token;

    // What a minute allows may be asked at once, and comes back bit by bit.
    private static RateLimitPartition<TKey> Bucket<TKey>(TKey key, int aMinute) =>
        aMinute == 0
            ? RateLimitPartition.GetNoLimiter(key)
            : RateLimitPartition.GetTokenBucketLimiter(
                key,
                _ => new()
                {
                    TokenLimit = aMinute,
                    TokensPerPeriod = 1,
                    ReplenishmentPeriod = TimeSpan.FromMinutes(1) / aMinute,
                    QueueLimit = 0,
                }
            );

    private static Func<OnRejectedContext, CancellationToken, ValueTask> Refuse(ILogger logger)
    {
        var (logged, noting) = (DateTime.MinValue, new Lock());
        return async (context, _) =>
        {
            if (IsTimeForALine())
                LogRefused(logger, Caller.Of(context.HttpContext) is { KeyId.Length: > 0 } caller ? $"the key {caller.KeyId}" : "one address");
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : TimeSpan.Zero;
            await Problem.TooManyRequests(Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))).ExecuteAsync(context.HttpContext);
        };

        // Whoever asks too much must not fill the log as well.
        bool IsTimeForALine()
        {
            lock (noting)
            {
                var now = TimeProvider.System.GetUtcNow().UtcDateTime;
                if (now - logged < BetweenLines)
                    return false;
                logged = now;
                return true;
            }
        }
    }

    [LoggerMessage(
        EventId = 1201,
        EventName = "TooManyRequests",
        Level = LogLevel.Warning,
        Message = "Refused requests of {Caller}: too many a minute. Others may be refused without a line for a minute. A proxy that Web:Proxies does not name counts as one address."
    )]
    private static partial void LogRefused(ILogger logger, string caller);
}
