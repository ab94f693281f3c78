using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Matcher.Api.Tests.Limits;

/// <summary>A body of which the last byte is sent when a test says so.</summary>
internal sealed class SlowBody : HttpContent
{
    // The service cuts off whoever sends less than 1,000 bytes a second. Empty lines, which mean nothing, give a test a minute.
    private const int EmptyLines = 60_000;

    private readonly byte[] bytes;
    private readonly TaskCompletionSource began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource finish = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SlowBody(string text, string mediaType = "application/json")
    {
        bytes = Encoding.UTF8.GetBytes(text + new string('\n', EmptyLines));
        Headers.ContentType = new MediaTypeHeaderValue(mediaType);
    }

    /// <summary>All but the last byte is sent.</summary>
    public Task Began => began.Task;

    public void Finish() => finish.TrySetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(bytes.AsMemory(..^1));
        await stream.FlushAsync();
        began.TrySetResult();
        await finish.Task;
        await stream.WriteAsync(bytes.AsMemory(^1..));
    }

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}
