using System.Buffers;
using System.IO.Pipelines;

namespace Matcher.Api.BatchRuns.WaitingLists;

/// <summary>The lines of an NDJSON file, in memory that no line can exceed.</summary>
internal sealed class JsonLines(PipeReader pipe)
{
    /// <summary>The longest line, in bytes.</summary>
    public const int LongestLine = 64 * 1024;

    private int number;

    /// <summary>The next line; null at the end. Of one that is too long only the beginning is kept.</summary>
    public async Task<RawRow?> Next(CancellationToken cancellation)
    {
        string? beginning = null;
        while (true)
        {
            var read = await pipe.ReadAsync(cancellation);
            var buffer = read.Buffer;
            var end = buffer.PositionOf((byte)'\n');
            var line = end is { } position ? buffer.Slice(0, position) : buffer;
            if (line.Length > LongestLine)
                beginning ??= Text(line.Slice(0, LongestLine));
            if (end is null && !read.IsCompleted)
            {
                pipe.AdvanceTo(beginning is null ? buffer.Start : buffer.End, buffer.End);
                continue;
            }
            if (end is null && line.IsEmpty && beginning is null)
                return null;
            var text = beginning ?? Text(line);
            pipe.AdvanceTo(end is { } mark ? buffer.GetPosition(1, mark) : buffer.End);
            return new(++number, [text], beginning is null ? RowDamage.None : RowDamage.Length);
        }
    }

    private static string Text(ReadOnlySequence<byte> line) => MixedEncoding.Instance.GetString(line.ToArray()).Trim('\uFEFF', '\r');
}
