using Grpc.Net.Client;
using Matcher.Api.Scoring;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Hosting;

/// <summary>Connects to the scorer: to the one at the configured address, or to one inside this process.</summary>
internal static class ScorerHosting
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);

    // In bytes. gRPC's own 4 MiB are less than the largest evaluation and manifest that a scorer loads.
    private const int LargestAnswer = 8 * 1024 * 1024;

    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(5);

    public static void AddScorer(this IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<ScorerOptions>()
            .BindConfiguration(ScorerOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart()
            .Validate(
                options => options.Address is null or { IsAbsoluteUri: true, Scheme: "http" or "https" },
                "Scorer:Address is an address such as http://localhost:5081, or left out."
            );
        builder.Services.AddSingleton<ScorerClient>();

        if (string.IsNullOrEmpty(builder.Configuration[$"{ScorerOptions.Section}:{nameof(ScorerOptions.Address)}"]))
        {
            builder.Services.AddSingleton<EmbeddedScorer>();
            builder.Services.AddHostedService(services => services.GetRequiredService<EmbeddedScorer>());
            builder.Services.AddSingleton(services =>
            {
                var scorer = services.GetRequiredService<EmbeddedScorer>();
                return Channel(
                    new Uri("http://scorer"),
                    services,
                    new SocketsHttpHandler { ConnectCallback = (_, _) => new(scorer.Connect()) }
                );
            });
        }
        else
        {
            builder.Services.AddSingleton(services =>
                Channel(services.GetRequiredService<IOptions<ScorerOptions>>().Value.Address!, services, new SocketsHttpHandler())
            );
        }
    }

    private static GrpcChannel Channel(Uri address, IServiceProvider services, SocketsHttpHandler handler)
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
                LoggerFactory = services.GetRequiredService<ILoggerFactory>(),
            }
        );
    }
}
