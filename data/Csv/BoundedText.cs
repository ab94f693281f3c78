namespace Matcher.Data.Csv;

/// <summary>A record of a CSV file is too long to be one.</summary>
public sealed class CsvRecordTooLongException() : Exception($"The row is longer than {CsvRecords.LongestRecord / 1024} Ki characters.");

/// <summary>
/// Hands text on and counts it, so that a parser that holds a whole record holds no more than is allowed: the parser itself bounds
/// neither its records nor their cells.
/// </summary>
internal sealed class BoundedText(TextReader inner, int most) : TextReader
{
    // What is read ahead of a record counts with it, so it has to be little.
    private const int MostAtOnce = 4096;

    private int counted;

    /// <summary>Counts from here on anew.</summary>
    public void BeginRecord() => counted = 0;

    public override int Read(char[] buffer, int index, int count) => Counted(inner.Read(buffer, index, Math.Min(count, MostAtOnce)));

    public override int Read(Span<char> buffer) => Counted(inner.Read(buffer[..Math.Min(buffer.Length, MostAtOnce)]));

    public override async Task<int> ReadAsync(char[] buffer, int index, int count) =>
        Counted(await inner.ReadAsync(buffer, index, Math.Min(count, MostAtOnce)));

    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default) =>
        Counted(await inner.ReadAsync(buffer[..Math.Min(buffer.Length, MostAtOnce)], cancellationToken));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private int Counted(int read) => (counted += read) <= most ? read : throw new CsvRecordTooLongException();
}
