using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Net.Http.Headers;

namespace Matcher.Api.Http;

/// <summary>A value that is the same for everybody for a while: answered as JSON with a strong ETag of its bytes, or with 304 to whoever has it.</summary>
internal sealed record CachedJsonResult<T>(T Value, JsonTypeInfo<T> Type) : IResult
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    public Task ExecuteAsync(HttpContext httpContext) => PlainJson.Send(httpContext.Response, Value, Type, isNew: json => IsNew(httpContext, json));

    private static bool IsNew(HttpContext http, ReadOnlySpan<byte> json)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 16))}\"");
        var headers = http.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.CacheControl = new() { Public = true, MaxAge = Fresh };
        // Whether a page may read the answer stands in it, so a cache between has to keep those of pages apart; with an origin, CORS says so itself.
        if (http.Request.Headers.Origin.Count == 0) http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        if (!http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false))) return true;
        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return false;
    }
}
