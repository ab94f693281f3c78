using System.Collections.Frozen;
using System.Diagnostics;
using OpenTelemetry;

namespace Matcher.Data.Telemetry;

/// <summary>
/// Leaves in traces only what is listed here: nothing that a caller wrote or that says where they are. What the framework adds one day is
/// not sent either.
/// </summary>
internal sealed class SentTags : BaseProcessor<Activity>
{
    private const string Method = "grpc.method";

    private static readonly FrozenSet<string> OfEach = FrozenSet.Create(
        "error.type",
        Method,
        "grpc.status_code",
        "http.request.method",
        "http.response.status_code",
        "http.route",
        "network.protocol.version"
    );

    // Whom this program calls. Of a request that it answers, this is what the caller took for its name.
    private static readonly FrozenSet<string> OfOwnCalls = FrozenSet.Create("server.address", "server.port");

    // A caller may send any text in it, and it would go on to the scorer.
    public override void OnStart(Activity data) => data.TraceStateString = null;

    public override void OnEnd(Activity data)
    {
        // The scorer's answers: else all of them have the framework's name.
        if (data.GetTagItem(Method) is string method)
            data.DisplayName = method.TrimStart('/');
        List<string>? others = null;
        foreach (ref readonly var tag in data.EnumerateTagObjects())
        {
            if (!OfEach.Contains(tag.Key) && !(data.Kind == ActivityKind.Client && OfOwnCalls.Contains(tag.Key)))
                (others ??= []).Add(tag.Key);
        }
        foreach (var tag in others ?? [])
            data.SetTag(tag, null);
        // Without its description, which may be the message of an exception.
        data.SetStatus(data.Status);
    }
}
