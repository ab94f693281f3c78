using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Hosting;

/// <summary>
/// Logs which origins are refused, because a browser tells the page's developer nothing: each at most once a minute, and only so many in
/// all, as whoever calls can make up origins without end.
/// </summary>
internal sealed partial class RefusedOrigins(TimeProvider clock, ILogger<RefusedOrigins> logger)
{
    private const int MostAMinute = 20;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock noting = new();
    private readonly Dictionary<string, DateTimeOffset> logged = [];

    /// <summary>Notes that an origin was refused.</summary>
    /// <param name="header">As the caller sent it.</param>
    public void Note(string header)
    {
        // Never the text itself, which may hold anything, line breaks of a forged log among it.
        var name =
            header == "null" ? "null (a file, or a page that hides its origin)"
            : Uri.TryCreate(header, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.IdnHost.Length > 0
                ? $"{uri.Scheme}://{uri.IdnHost}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}"
            : null;
        if (name is not null && IsTimeForALine(name))
            LogRefused(name);
    }

    private bool IsTimeForALine(string name)
    {
        lock (noting)
        {
            var now = clock.GetUtcNow();
            foreach (var (old, at) in logged)
            {
                if (now - at >= Minute)
                    logged.Remove(old);
            }
            return logged.Count < MostAMinute && logged.TryAdd(name, now);
        }
    }

    [LoggerMessage(
        EventId = 1006,
        EventName = "OriginRefused",
        Level = LogLevel.Warning,
        Message = "Refused scripts of pages of {Origin}: neither Cors:Origins nor a publishable key names it. Others may call without a line for a minute."
    )]
    private partial void LogRefused(string origin);
}

/// <summary>Has refused origins logged.</summary>
internal static class RefusedOriginsHosting
{
    public static void UseRefusedOrigins(this WebApplication app)
    {
        var refused = app.Services.GetRequiredService<RefusedOrigins>();
        var cors = app.Services.GetRequiredService<IOptions<CorsOptions>>().Value;
        var policy = cors.GetPolicy(cors.DefaultPolicyName)!;
        app.Use(
            (context, next) =>
            {
                if (
                    context.Request.Headers.Origin is [{ Length: > 0 } origin]
                    && !IsOwn(origin, context.Request)
                    && !policy.IsOriginAllowed(origin)
                )
                {
                    refused.Note(origin);
                }
                return next(context);
            }
        );
    }

    // Browsers name the origin also to the site that the page is of, such as Swagger UI's. A proxy may hide the scheme.
    private static bool IsOwn(string origin, HttpRequest request) =>
        request.Host.Value is { Length: > 0 } host
        && origin.EndsWith(host, StringComparison.OrdinalIgnoreCase)
        && origin.AsSpan(0, origin.Length - host.Length).EndsWith("://", StringComparison.Ordinal);
}
