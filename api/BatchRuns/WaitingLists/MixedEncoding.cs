using System.Text;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>
/// UTF-8 in which whatever is not valid reads as windows-1252, which is what spreadsheets and school exports write: nobody has to
/// say which of the two a file is, and no character is lost.
/// </summary>
internal static class MixedEncoding
{
    // What windows-1252 has in the place of the control characters 0x80 to 0x9F; the five that it leaves open stay what they are.
    private const string High =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    /// <summary>The encoding; for reading alone.</summary>
    public static Encoding Instance { get; } = Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new Windows1252Fallback());

    private sealed class Windows1252Fallback : DecoderFallback
    {
        // A sequence that breaks off holds three bytes at most.
        public override int MaxCharCount => 3;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();
    }

    private sealed class Buffer : DecoderFallbackBuffer
    {
        private byte[] bytes = [];
        private int next;

        public override int Remaining => bytes.Length - next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            (bytes, next) = (bytesUnknown, 0);
            return bytes.Length > 0;
        }

        public override char GetNextChar()
        {
            if (next >= bytes.Length)
                return '\0';
            var value = bytes[next++];
            return value is >= 0x80 and <= 0x9F ? High[value - 0x80] : (char)value;
        }

        public override bool MovePrevious()
        {
            if (next == 0)
                return false;
            next--;
            return true;
        }

        public override void Reset() => (bytes, next) = ([], 0);
    }
}
