namespace Matcher.Api.Http;

/// <summary>Reads a small body whole, never more of it than is allowed.</summary>
internal static class RequestBody
{
    /// <summary>The largest body that is taken, in bytes.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>The body; null when it is larger than allowed, however it is sent.</summary>
    public static async Task<ReadOnlyMemory<byte>?> Read(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > MostBytes) return null;
        var buffer = new byte[request.ContentLength is { } announced ? (int)announced + 1 : MostBytes + 1];
        var length = 0;
        while (length < buffer.Length)
        {
            var read = await request.Body.ReadAsync(buffer.AsMemory(length), cancellation);
            if (read == 0) return buffer.AsMemory(0, length);
            length += read;
        }
        return null;
    }
}
