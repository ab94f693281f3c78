using System.Net.Security;
using Grpc.Net.Client;
using Matcher.Api.Scoring;
using Matcher.Api.Telemetry;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Hosting;

/// <summary>Connects to the scorers at the configured addresses, or to one inside this process.</summary>
internal static class ScorerHosting
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

    // In bytes. gRPC's own 4 MiB are less than the largest evaluation and manifest that a scorer loads.
    private const int LargestAnswer = 8 * 1024 * 1024;

    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(5);

    /// <summary>Registers them.</summary>
    /// <exception cref="InvalidDataException">The settings or the certificates that they name are faulty; the message says how.</exception>
    public static void AddScorer(this IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<ScorerOptions>()
            .BindConfiguration(ScorerOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart()
            .Validate(
                options =>
                    options.Addresses.All(address =>
                        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                    ),
                "Scorer:Address is an address such as http://localhost:5081, several with commas between them, or left out."
            );
        builder.Services.AddSingleton<ScorerClient>();
        var given = builder.Configuration.GetSection(ScorerOptions.Section).Get<ScorerOptions>() ?? new();
        var tls = ScorerTls.Options(given);
        builder.Services.AddSingleton(services => Connect(services, tls));
        if (given.IsEmbedded)
        {
            builder.Services.AddSingleton<EmbeddedScorer>();
            builder.Services.AddHostedService(services => services.GetRequiredService<EmbeddedScorer>());
        }
    }

    private static IReadOnlyList<ScorerConnection> Connect(IServiceProvider services, SslClientAuthenticationOptions? tls)
    {
        var options = services.GetRequiredService<IOptions<ScorerOptions>>().Value;
        var logging = services.GetRequiredService<ILoggerFactory>();
        var metrics = services.GetRequiredService<ServiceMetrics>();
        if (!options.IsEmbedded)
            return [.. options.Addresses.Select(address => Connection(address, new(address), Handler(tls)))];
        var scorer = services.GetRequiredService<EmbeddedScorer>();
        return [Connection("", new("http://scorer"), new() { ConnectCallback = (_, _) => new(scorer.Connect()) })];

        ScorerConnection Connection(string name, Uri address, SocketsHttpHandler handler) =>
            new(name, Channel(address, logging, handler), options.Deadline, metrics, logging.CreateLogger<ScorerClient>());
    }

    private static SocketsHttpHandler Handler(SslClientAuthenticationOptions? tls) => tls is null ? new() : new() { SslOptions = tls };

    private static GrpcChannel Channel(Uri address, ILoggerFactory logging, SocketsHttpHandler handler)
    {
        handler.ConnectTimeout = ConnectTimeout;
        handler.EnableMultipleHttp2Connections = true;
        handler.PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan;
        // The scorer is ours: a proxy for the outside world must neither see profiles nor block the way.
        handler.UseProxy = false;
        // It neither sends elsewhere nor sets cookies, and to look for them in each answer costs time.
        (handler.AllowAutoRedirect, handler.UseCookies) = (false, false);
        // A machine that vanished says nothing: ask, so that a new connection is made as soon as it is back.
        handler.KeepAlivePingDelay = KeepAlive;
        handler.KeepAlivePingTimeout = KeepAlive;
        return GrpcChannel.ForAddress(
            address,
            new()
            {
                HttpHandler = handler,
                DisposeHttpClient = true,
                MaxReceiveMessageSize = LargestAnswer,
                LoggerFactory = logging,
            }
        );
    }
}
