using System.Text.Json;
using System.Text.Json.Serialization;

namespace Matcher.Data.Text;

/// <summary>An enum in JSON, as its words.</summary>
public sealed class EnumNameConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    // Encoded once: an answer holds hundreds of them.
    private static readonly JsonEncodedText[] Encoded = [.. EnumNames.All<T>().Select(word => JsonEncodedText.Encode(word))];

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && EnumNames.TryParse<T>(reader.GetString()!, out var value)
            ? value
            : throw new JsonException();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Encoded[EnumNames.NumberOf(value)]);
}
