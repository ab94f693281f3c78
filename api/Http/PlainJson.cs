using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.ObjectPool;

namespace Matcher.Api.Http;

/// <summary>
/// Writes JSON in which £ and apostrophes are not escaped, for people who read it in a terminal: only JSON inside HTML needs them escaped.
/// The encoder is the writer's: options that name one would keep the code that was generated for writing from being used.
/// </summary>
internal static class PlainJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };
    private static readonly ObjectPool<Sheet> Sheets = ObjectPool.Create<Sheet>();

    /// <summary>Says whether the caller still needs the bytes; if not, the answer goes without them.</summary>
    public delegate bool IsNew(ReadOnlySpan<byte> json);

    /// <summary>
    /// Answers with a value. It is written whole before anything is sent, so that a failure is still an error's to answer.
    /// </summary>
    public static async Task Send<T>(
        HttpResponse response,
        T value,
        JsonTypeInfo<T> type,
        string mediaType = "application/json; charset=utf-8",
        IsNew? isNew = null
    )
    {
        var sheet = Sheets.Get();
        try
        {
            var json = sheet.Write(value, type);
            if (isNew is not null && !isNew(json.Span))
                return;
            response.ContentType = mediaType;
            response.ContentLength = json.Length;
            await response.Body.WriteAsync(json, response.HttpContext.RequestAborted);
        }
        finally
        {
            Sheets.Return(sheet);
        }
    }

    /// <summary>Writes a value that is part of many answers.</summary>
    public static byte[] Bytes<T>(T value, JsonTypeInfo<T> type)
    {
        using var sheet = new Sheet();
        return sheet.Write(value, type).ToArray();
    }

    private sealed class Sheet : IResettable, IDisposable
    {
        private readonly ArrayBufferWriter<byte> buffer = new();
        private readonly Utf8JsonWriter writer;

        public Sheet() => writer = new(buffer, Options);

        public ReadOnlyMemory<byte> Write<T>(T value, JsonTypeInfo<T> type)
        {
            JsonSerializer.Serialize(writer, value, type);
            return buffer.WrittenMemory;
        }

        public bool TryReset()
        {
            buffer.ResetWrittenCount();
            writer.Reset();
            return true;
        }

        public void Dispose() => writer.Dispose();
    }
}

/// <summary>A value that is answered as JSON with status 200.</summary>
internal sealed record PlainJsonResult<T>(T Value, JsonTypeInfo<T> Type) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => PlainJson.Send(httpContext.Response, Value, Type);
}
