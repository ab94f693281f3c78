using System.Text.Json;
using System.Text.Json.Serialization;

namespace Matcher.Api.Http;

/// <summary>
/// A number that was rounded, and is written to at most six decimals: an answer holds hundreds of them, and to find the shortest text that
/// tells one double from all others would take most of the time of writing it.
/// </summary>
[JsonConverter(typeof(RoundedNumberConverter))]
internal readonly record struct RoundedNumber(double Value)
{
    public static implicit operator RoundedNumber(double value) => new(value);
}

/// <summary>Reads and writes <see cref="RoundedNumber"/>. It belongs to the type: named at a property, it would keep the code that was generated for writing from being used.</summary>
internal sealed class RoundedNumberConverter : JsonConverter<RoundedNumber>
{
    private const int Decimals = 6;
    private const double Scale = 1e6;

    // Up to here every millionth is a whole double.
    private const double Largest = 1e15;

    /// <inheritdoc/>
    public override RoundedNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RoundedNumber value, JsonSerializerOptions options)
    {
        var scaled = Math.Round(value.Value * Scale);
        if (Math.Abs(scaled) is not <= Largest)
        {
            writer.WriteNumberValue(value.Value);
            return;
        }
        Span<byte> text = stackalloc byte[20];
        writer.WriteRawValue(text[Digits((long)scaled, text)..], skipInputValidation: true);
    }

    /// <summary>Writes millionths as a decimal number to the end of a text.</summary>
    /// <returns>Where it begins.</returns>
    private static int Digits(long millionths, Span<byte> text)
    {
        var rest = (ulong)Math.Abs(millionths);
        var decimals = Decimals;
        for (; decimals > 0 && rest % 10 == 0; decimals--) rest /= 10;
        var place = text.Length;
        if (decimals > 0)
        {
            for (; decimals > 0; decimals--) Put(text);
            text[--place] = (byte)'.';
        }
        do Put(text);
        while (rest > 0);
        if (millionths < 0) text[--place] = (byte)'-';
        return place;

        void Put(Span<byte> to)
        {
            to[--place] = (byte)('0' + rest % 10);
            rest /= 10;
        }
    }
}
