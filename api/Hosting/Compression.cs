using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Matcher.Api.Hosting;

/// <summary>Compresses answers for callers whose accept-encoding allows it.</summary>
internal static class Compression
{
    // What a hub's website fetches; a problem is too small to be worth it.
    private static readonly string[] Types =
    [
        "application/json",
        "application/geo+json",
        "application/x-ndjson",
        "text/csv",
        "text/calendar",
        "text/html",
        "text/css",
        "text/javascript",
        "application/javascript",
    ];

    public static void AddCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            // No answer holds a secret that a page could guess at by its length: there are no cookies, and no answer repeats a key.
            options.EnableForHttps = true;
            options.MimeTypes = Types;
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
    }
}
