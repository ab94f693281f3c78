using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Matcher.Api.Access.Callers;
using Matcher.Api.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Limits;

/// <summary>Only so many requests a minute of an address, a key and a hub are answered: no caller uses up what is there for all.</summary>
internal static partial class RateLimits
{
    // An owner of IPv6 addresses has at least so many of their bytes in common, and all the others to choose from.
    private const int NetworkBytes = 8;

    private static readonly TimeSpan BetweenLines = TimeSpan.FromMinutes(1);

    /// <summary>Registers them, and the limits of work.</summary>
    public static void AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<WorkLimits>();
        services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = null);
        services.AddRateLimiter(_ => { });
        services
            .AddOptions<RateLimiterOptions>()
            .Configure<IOptions<LimitOptions>, ILoggerFactory>(
                (limiter, options, logging) =>
                {
                    var limits = options.Value;
                    limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                        PartitionedRateLimiter.Create<HttpContext, IPAddress>(http => OfAddress(http, limits.RequestsPerAddress)),
                        PartitionedRateLimiter.Create<HttpContext, (CallerKind, string)>(http => OfKey(Caller.Of(http), limits)),
                        PartitionedRateLimiter.Create<HttpContext, string>(http => OfHub(Caller.Of(http), limits.RequestsPerHub))
                    );
                    limiter.OnRejected = Refuse(logging.CreateLogger(typeof(RateLimits).FullName!));
                }
            );
    }

    /// <summary>Holds callers to them; it has to be known who they are.</summary>
    public static void UseLimits(this IApplicationBuilder app)
    {
        app.UseRateLimiter();
        app.UseRequestTimeouts();
    }

    private static RateLimitPartition<IPAddress> OfAddress(HttpContext http, int aMinute) =>
        HasSecret(Caller.Of(http)) || http.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address)
            ? RateLimitPartition.GetNoLimiter(IPAddress.None)
            : Bucket(Owner(address), aMinute);

    private static RateLimitPartition<(CallerKind, string)> OfKey(Caller caller, LimitOptions limits) =>
        caller.Kind switch
        {
            CallerKind.Local => RateLimitPartition.GetNoLimiter((CallerKind.Local, "")),
            CallerKind.PublishableKey => Bucket((caller.Kind, caller.KeyId), limits.RequestsPerPublishableKey),
            CallerKind.HubKey or CallerKind.Token => Bucket((caller.Kind, caller.KeyId), limits.RequestsPerKey),
            _ => throw new InvalidOperationException($"Callers of the kind {caller.Kind} have no limit."),
        };

    private static RateLimitPartition<string> OfHub(Caller caller, int aMinute) =>
        HasSecret(caller) ? Bucket(caller.Hub, aMinute) : RateLimitPartition.GetNoLimiter("");

    private static bool HasSecret(Caller caller) => caller.Kind is CallerKind.HubKey or CallerKind.Token;

    private static IPAddress Owner(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new(bytes);
    }

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
                LogRefused(logger, Caller.Of(context.HttpContext).KeyId);
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
        Message = "Refused a caller with too many requests a minute (key {KeyId}; empty: by address). Others are refused without a line for a minute. A proxy that Web:Proxies does not name counts as one address."
    )]
    private static partial void LogRefused(ILogger logger, string keyId);
}
