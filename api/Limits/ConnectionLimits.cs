using Matcher.Api.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Matcher.Api.Limits;

/// <summary>Cuts off connections that are slow on purpose: each costs memory, and the operating system has only so many.</summary>
internal static class ConnectionLimits
{
    // Headers are a few hundred bytes, a whole token with them some thousand.
    private static readonly TimeSpan LongestHeaders = TimeSpan.FromSeconds(10);

    // Slower than any line that people still use; bytes a second, once there was time to begin.
    private static readonly MinDataRate Slowest = new(bytesPerSecond: 1000, gracePeriod: TimeSpan.FromSeconds(10));

    /// <summary>Sets them.</summary>
    public static void Set(KestrelServerLimits limits, LimitOptions options)
    {
        limits.MaxConcurrentConnections = options.Connections;
        limits.RequestHeadersTimeout = LongestHeaders;
        limits.MinRequestBodyDataRate = Slowest;
        limits.MinResponseDataRate = Slowest;
        // Only the route for waiting lists reads more, and has a limit of its own. What chunks are wrapped in counts here.
        limits.MaxRequestBodySize = 2 * RequestBody.MostBytes;
    }
}
