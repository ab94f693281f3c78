using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Matcher.Benchmarks.Load;

/// <summary>The servers that Matcher is compared with.</summary>
internal enum BareServerKind
{
    /// <summary>Reads the body and answers.</summary>
    Endpoint,

    /// <summary>
    /// Reads the body, sends it over gRPC and answers with what comes back; the backend runs inside, or elsewhere if an address is given.
    /// </summary>
    Hop,

    /// <summary>Takes a gRPC call and answers.</summary>
    Backend,

    /// <summary>Takes any gRPC call and answers nothing, as a collector of telemetry does.</summary>
    Collector,
}

/// <summary>
/// Servers that do no work: what is left is the way there and back, by the same libraries as Matcher's.
/// </summary>
internal static class BareServers
{
    private const string AnyPort = "http://127.0.0.1:0";

    /// <summary>Serves until it is stopped.</summary>
    public static async Task Run(BareServerKind kind, byte[] answer, string? backend, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("load-");
        try
        {
            var socket = Path.Combine(folder.FullName, "backend.sock");
            await using var inside =
                kind is BareServerKind.Hop && backend is null
                    ? Backend(answer, host => host.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(socket)))
                    : null;
            if (inside is not null)
                await inside.StartAsync(cancellation);
            await using var app = kind switch
            {
                BareServerKind.Endpoint => Front(_ => ValueTask.FromResult<ReadOnlyMemory<byte>>(answer)),
                BareServerKind.Hop => Front(Over(backend is null ? BareHop.OverSocket(socket) : GrpcChannel.ForAddress(backend))),
                BareServerKind.Collector => Collector(),
                _ => Backend(answer, host => host.UseUrls(AnyPort)),
            };
            await app.StartAsync(cancellation);
            Console.WriteLine($"Listens on {app.Urls.First()}");
            await ((IHost)app).WaitForShutdownAsync(cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Func<ReadOnlyMemory<byte>, ValueTask<ReadOnlyMemory<byte>>> Over(GrpcChannel channel)
    {
        var caller = channel.CreateCallInvoker();
        return async body =>
            (
                await caller.AsyncUnaryCall(
                    BareHop.Contract,
                    null,
                    default,
                    new BytesValue { Value = Google.Protobuf.UnsafeByteOperations.UnsafeWrap(body) }
                )
            )
                .Value
                .Memory;
    }

    private static WebApplication Front(Func<ReadOnlyMemory<byte>, ValueTask<ReadOnlyMemory<byte>>> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(AnyPort);
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.MapPost(
            "/v1/recommendations",
            async context =>
            {
                var body = new byte[(int)context.Request.ContentLength!.Value];
                await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
                var bytes = await answer(body);
                context.Response.ContentType = "application/json; charset=utf-8";
                context.Response.ContentLength = bytes.Length;
                await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
            }
        );
        return app;
    }

    private static WebApplication Collector()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder
            .WebHost.UseKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2))
            .UseUrls(AnyPort);
        var app = builder.Build();
        app.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            context.Response.ContentType = "application/grpc";
            // An empty message: not compressed, and of no length.
            await context.Response.Body.WriteAsync(new byte[5], context.RequestAborted);
            context.Response.AppendTrailer("grpc-status", "0");
        });
        return app;
    }

    private static WebApplication Backend(byte[] answer, Action<IWebHostBuilder> listen)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        listen(builder.WebHost);
        builder.Services.AddRouting();
        builder.Services.AddSingleton(new BareBackend(answer));
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<BareBackend>();
        return app;
    }
}
