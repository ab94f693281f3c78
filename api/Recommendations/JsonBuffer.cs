using System.Buffers.Text;
using Matcher.Api.Http;

namespace Matcher.Api.Recommendations;

/// <summary>JSON put together in a buffer that is large enough.</summary>
/// <param name="buffer">Where to.</param>
internal ref struct JsonBuffer(Span<byte> buffer)
{
    private readonly Span<byte> buffer = buffer;
    private int length;

    /// <summary>All that was put there.</summary>
    public readonly ReadOnlySpan<byte> Written => buffer[..length];

    /// <summary>Puts what is JSON already.</summary>
    public void Put(ReadOnlySpan<byte> json)
    {
        json.CopyTo(buffer[length..]);
        length += json.Length;
    }

    /// <summary>Puts a whole number.</summary>
    public void Put(int number)
    {
        Utf8Formatter.TryFormat(number, buffer[length..], out var digits);
        length += digits;
    }

    /// <summary>Puts a number, or null.</summary>
    public void Put(RoundedNumber? number)
    {
        if (number is { } known)
            length += known.Write(buffer[length..]);
        else
            Put("null"u8);
    }
}
