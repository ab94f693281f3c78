using System.Net.Sockets;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;

namespace Matcher.Benchmarks.Load;

/// <summary>A unary call that takes bytes and gives bytes. Its contract is not part of the product, so it is written by hand.</summary>
[BindServiceMethod(typeof(BareHop), nameof(Bind))]
internal abstract class BareHop
{
    /// <summary>What both sides know of it.</summary>
    public static readonly Method<BytesValue, BytesValue> Contract = new(
        MethodType.Unary,
        "matcher.benchmarks.Hop",
        nameof(Call),
        Bytes,
        Bytes
    );

    // As the generated code does it: straight into the transport's buffers and out of them.
    private static Marshaller<BytesValue> Bytes =>
        Marshallers.Create(
            (BytesValue message, SerializationContext context) =>
            {
                context.SetPayloadLength(message.CalculateSize());
                message.WriteTo(context.GetBufferWriter());
                context.Complete();
            },
            context => BytesValue.Parser.ParseFrom(context.PayloadAsReadOnlySequence())
        );

    /// <summary>Tells the server of the call. ASP.NET Core gives no service, and finds the method by the contract's name.</summary>
    public static void Bind(ServiceBinderBase binder, BareHop? _) =>
        binder.AddMethod(Contract, (UnaryServerMethod<BytesValue, BytesValue>)null!);

    /// <summary>The call.</summary>
    public abstract Task<BytesValue> Call(BytesValue request, ServerCallContext context);

    /// <summary>A channel over a Unix domain socket, the usual way between two servers of one machine.</summary>
    public static GrpcChannel OverSocket(string socketFile) =>
        GrpcChannel.ForAddress(
            "http://backend",
            new()
            {
                HttpHandler = new SocketsHttpHandler
                {
                    ConnectCallback = async (_, cancellation) =>
                    {
                        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                        await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketFile), cancellation);
                        return new NetworkStream(socket, ownsSocket: true);
                    },
                    EnableMultipleHttp2Connections = true,
                },
                DisposeHttpClient = true,
            }
        );
}

/// <summary>Answers the same to everybody.</summary>
internal sealed class BareBackend(byte[] answer) : BareHop
{
    private readonly BytesValue answer = new() { Value = UnsafeByteOperations.UnsafeWrap(answer) };

    /// <inheritdoc/>
    public override Task<BytesValue> Call(BytesValue request, ServerCallContext context) => Task.FromResult(answer);
}
