namespace Matcher.Api.Hosting;

/// <summary>Reads a small body whole, never more of it than is allowed.</summary>
internal static class RequestBody
{
    /// <summary>The body; null when it is larger than allowed, however it is sent.</summary>
    public static async Task<ReadOnlyMemory<byte>?> Read(HttpRequest request, int most, CancellationToken cancellation)
    {
        if (request.ContentLength > most) return null;
        var buffer = new byte[request.ContentLength is { } announced ? (int)announced + 1 : most + 1];
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
