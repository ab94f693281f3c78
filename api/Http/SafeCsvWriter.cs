using System.Buffers;
using System.Globalization;
using System.Text;
using Matcher.Data.Text;

namespace Matcher.Api.Http;

/// <summary>
/// Writes CSV as spreadsheets read it (RFC 4180, UTF-8 with a byte order mark, rows end in CR LF). A cell that a spreadsheet would take for
/// a formula gets an apostrophe in front: what others wrote into a waiting list must not run on the machine of the person who opens the
/// results.
/// </summary>
internal sealed class SafeCsvWriter(IBufferWriter<byte> output)
{
    private const int LongestNumber = 32;
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n;\t");

    // With the full-width forms, which some spreadsheets read as the plain ones.
    private static readonly SearchValues<char> Triggers = SearchValues.Create("=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20");

    private bool isFirst = true;

    /// <summary>Writes the byte order mark; before everything else.</summary>
    public void Begin() => output.Write("\uFEFF"u8);

    /// <summary>Writes a text.</summary>
    public void Cell(ReadOnlySpan<char> text)
    {
        Separate();
        var defuse = IsToDefuse(text);
        if (!defuse && text.IndexOfAny(NeedQuotes) < 0)
        {
            Encoding.UTF8.GetBytes(text, output);
            return;
        }
        output.Write("\""u8);
        if (defuse)
            output.Write("'"u8);
        while (text.IndexOf('"') is >= 0 and var quote)
        {
            Encoding.UTF8.GetBytes(text[..quote], output);
            output.Write("\"\""u8);
            text = text[(quote + 1)..];
        }
        Encoding.UTF8.GetBytes(text, output);
        output.Write("\""u8);
    }

    /// <summary>What a cell says that was written here and has come back: without the apostrophe that was put in front of it.</summary>
    public static string Plain(string cell) => cell.StartsWith('\'') && IsToDefuse(cell.AsSpan(1)) ? cell[1..] : cell;

    /// <summary>Writes nothing into a cell.</summary>
    public void Empty() => Separate();

    /// <summary>Writes a whole number.</summary>
    public void Cell(int number) => Number(number, default);

    /// <summary>Writes a number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="format">How, such as "0.0"; empty: the shortest text that means this number.</param>
    public void Cell(double number, ReadOnlySpan<char> format = default) => Number(number, format);

    /// <summary>Writes a day as 2027-01-31.</summary>
    public void Cell(DateOnly day) => Number(day, "yyyy-MM-dd");

    /// <summary>Writes the word of an enum's member.</summary>
    public void Word<T>(T value)
        where T : struct, Enum => Cell(EnumNames.Of(value));

    /// <summary>Ends the row.</summary>
    public void EndRow()
    {
        output.Write("\r\n"u8);
        isFirst = true;
    }

    private void Separate()
    {
        if (!isFirst)
            output.Write(","u8);
        isFirst = false;
    }

    private void Number<T>(T value, ReadOnlySpan<char> format)
        where T : IUtf8SpanFormattable
    {
        Separate();
        if (!value.TryFormat(output.GetSpan(LongestNumber), out var written, format, CultureInfo.InvariantCulture))
            throw new InvalidOperationException("The number is longer than any should be.");
        output.Advance(written);
    }

    // With apostrophes in front already as well: else nobody could tell whose they are.
    private static bool IsToDefuse(ReadOnlySpan<char> text)
    {
        while (text is ['\'', ..])
            text = text[1..];
        return text.TrimStart(' ') is [var first, ..] && Triggers.Contains(first) && !IsNumber(text);
    }

    private static bool IsNumber(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number);
}
