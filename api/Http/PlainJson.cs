using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Matcher.Api.Http;

/// <summary>JSON in which £ and apostrophes stand as they are, for people who read it in a terminal: only JSON inside HTML needs them escaped.</summary>
internal static class PlainJson
{
    /// <summary>The options of a generated context, for another instance of it.</summary>
    public static JsonSerializerOptions Of(JsonSerializerContext context) => new(context.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
