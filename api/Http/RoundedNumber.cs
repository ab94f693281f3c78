using System.Text.Json;
using System.Text.Json.Serialization;

namespace Matcher.Api.Http;

/// <summary>
/// A number of at most six decimals. An answer holds hundreds of numbers, and most of the time of writing it would go into finding the
/// shortest text that distinguishes each double from all others.
/// </summary>
[JsonConverter(typeof(RoundedNumberConverter))]
internal readonly record struct RoundedNumber
{
    /// <summary>Bytes that the longest text takes.</summary>
    public const int LongestText = 32;

    private const int Decimals = 6;
    private const double Scale = 1e6;

    // Up to here every millionth is a whole double.
    private const double Largest = 1e9;

    /// <summary>Rounds a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not a number, or beyond a thousand million.</exception>
    public RoundedNumber(double value) =>
        Millionths =
            Math.Abs(value) <= Largest
                ? (long)Math.Round(value * Scale)
                : throw new ArgumentOutOfRangeException(nameof(value), value, "An answer has no such number.");

    /// <summary>The number, in millionths.</summary>
    public long Millionths { get; }

    /// <summary>The number.</summary>
    public double Value => Millionths / Scale;

    public static implicit operator RoundedNumber(double value) => new(value);

    /// <summary>Writes it as JSON does.</summary>
    /// <param name="text">At least <see cref="LongestText"/> long.</param>
    /// <returns>How many bytes were written.</returns>
    public int Write(Span<byte> text) => Digits(Millionths, text);

    private static int Digits(long millionths, Span<byte> text)
    {
        var rest = (ulong)Math.Abs(millionths);
        var decimals = Decimals;
        for (; decimals > 0 && rest % 10 == 0; decimals--)
            rest /= 10;
        Span<byte> digits = stackalloc byte[LongestText];
        var place = digits.Length;
        if (decimals > 0)
        {
            for (; decimals > 0; decimals--)
                Put(digits);
            digits[--place] = (byte)'.';
        }
        do Put(digits);
        while (rest > 0);
        if (millionths < 0)
            digits[--place] = (byte)'-';
        digits[place..].CopyTo(text);
        return digits.Length - place;

        void Put(Span<byte> to)
        {
            to[--place] = (byte)('0' + rest % 10);
            rest /= 10;
        }
    }
}

/// <summary>
/// Reads and writes <see cref="RoundedNumber"/>. It belongs to the type: named at a property, it would keep the code that was generated for
/// writing from being used.
/// </summary>
internal sealed class RoundedNumberConverter : JsonConverter<RoundedNumber>
{
    /// <inheritdoc/>
    public override RoundedNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RoundedNumber value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[RoundedNumber.LongestText];
        writer.WriteRawValue(text[..value.Write(text)], skipInputValidation: true);
    }
}
