using Microsoft.Net.Http.Headers;

namespace Matcher.Api.Http;

/// <summary>Reads a small body whole, never more of it than is allowed.</summary>
internal static class RequestBody
{
    /// <summary>The largest body that is taken, in bytes.</summary>
    public const int MostBytes = 64 * 1024;

    // Most requests are smaller.
    private const int FirstGuess = 2048;

    /// <summary>Whether the body is said to be JSON in UTF-8.</summary>
    public static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (
            !type.Charset.HasValue
            || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase)
            || type.Charset.Equals("utf8", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Whether the body is said to be compressed, which none may be: a small one could become a large one.</summary>
    public static bool IsCompressed(HttpRequest request) =>
        request.Headers.ContentEncoding is { Count: > 0 } encoding
        && !encoding.ToString().Equals("identity", StringComparison.OrdinalIgnoreCase);

    /// <summary>The body; null when it is larger than allowed, however it is sent.</summary>
    public static async Task<ReadOnlyMemory<byte>?> Read(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > MostBytes)
            return null;
        // Room for one byte more than there should be tells the end from a body that goes on.
        var buffer = new byte[request.ContentLength is { } announced ? (int)announced + 1 : FirstGuess];
        var length = 0;
        while (length <= MostBytes)
        {
            if (length == buffer.Length)
                Array.Resize(ref buffer, Math.Min(2 * length, MostBytes + 1));
            var read = await request.Body.ReadAsync(buffer.AsMemory(length), cancellation);
            if (read == 0)
                return buffer.AsMemory(0, length);
            length += read;
        }
        return null;
    }
}
