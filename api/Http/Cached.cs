using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Matcher.Api.Http;

/// <summary>
/// A value that is the same for everybody for a while: answered as JSON with a strong ETag of its bytes, or with 304 to a caller who has
/// it.
/// </summary>
internal sealed record CachedJsonResult<T>(T Value, JsonTypeInfo<T> Type, string MediaType = "application/json; charset=utf-8") : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) =>
        PlainJson.Send(httpContext.Response, Value, Type, MediaType, json => Caching.IsNew(httpContext, json));
}

/// <summary>
/// Bytes that are the same for everybody for a while: answered like <see cref="CachedJsonResult{T}"/>; with a file name, for a browser to
/// save.
/// </summary>
internal sealed record CachedFileResult(byte[] Bytes, string MediaType, string? FileName = null) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        if (!Caching.IsNew(httpContext, Bytes))
            return;
        var response = httpContext.Response;
        response.ContentType = MediaType;
        response.ContentLength = Bytes.Length;
        if (FileName is not null)
            response.GetTypedHeaders().ContentDisposition = new("attachment") { FileName = FileName };
        await response.Body.WriteAsync(Bytes, httpContext.RequestAborted);
    }
}

/// <summary>Tells callers, and the caches between, what they have already.</summary>
internal static class Caching
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    /// <summary>Puts the caching headers on an answer, and status 304 where it need not be sent.</summary>
    /// <returns>Whether it is to be sent.</returns>
    public static bool IsNew(HttpContext http, ReadOnlySpan<byte> content)
    {
        var tag = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16));
        var response = http.Response;
        response.Headers.ETag = $"\"{tag}\"";
        // What was answered to somebody who had to show a key is not for others that a cache between serves.
        var isForAnybody = KnownUser.Of(http) is null;
        response.GetTypedHeaders().CacheControl = new()
        {
            Public = isForAnybody,
            Private = !isForAnybody,
            MaxAge = Fresh,
        };
        // Whether a page may read the answer is part of it, so a cache between has to keep those of pages apart; with an origin, CORS says
        // so itself.
        if (http.Request.Headers.Origin.Count == 0)
            response.Headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        if (
            http
                .Request.GetTypedHeaders()
                .IfNoneMatch.FirstOrDefault(known => known.Equals(EntityTagHeaderValue.Any) || IsOf(known.Tag, tag)) is
            { } matched
        )
        {
            if (!matched.Equals(EntityTagHeaderValue.Any))
                response.Headers.ETag = matched.Tag.ToString();
            response.StatusCode = StatusCodes.Status304NotModified;
            return false;
        }
        // A strong tag identifies bytes, and compressed bytes differ (RFC 9110, 8.8.3).
        response.OnStarting(() =>
        {
            if (response.Headers.ContentEncoding is [{ } encoding])
                response.Headers.ETag = $"\"{tag}-{encoding}\"";
            return Task.CompletedTask;
        });
        return true;
    }

    private static bool IsOf(StringSegment known, string tag) =>
        known.Length > tag.Length + 1 && known.AsSpan(1).StartsWith(tag, StringComparison.Ordinal) && known[tag.Length + 1] is '"' or '-';
}
