using System.Buffers;
using Matcher.Api.Limits;

namespace Matcher.Api.BatchRuns.Results;

/// <summary>
/// Sends a file of results a piece at a time: each is made in a turn at the processors and sent outside of it, so that nobody who reads
/// slowly holds up others; and whoever does not read at all is cut off.
/// </summary>
internal sealed class ResultWriter : IDisposable
{
    // People's own columns may be wide, and in CSV they are in each of their rows.
    private const int PieceBytes = 64 * 1024;

    // Some 6 KB a second. The server's own limit counts from the first byte, of which the connection takes in megabytes at once: a caller
    // who reads nothing could keep the place of a file for an hour.
    private static readonly TimeSpan LongestPiece = TimeSpan.FromSeconds(10);

    private readonly Stream to;
    private readonly InteractivePriority onlineFirst;
    private readonly ArrayBufferWriter<byte> buffer = new(PieceBytes);
    private IDisposable? turn;

    private ResultWriter(Stream to, InteractivePriority onlineFirst) => (this.to, this.onlineFirst) = (to, onlineFirst);

    /// <summary>What is to be sent next.</summary>
    public IBufferWriter<byte> Next => buffer;

    /// <summary>Waits for the first turn; to be disposed of, which ends the last.</summary>
    public static async Task<ResultWriter> Begin(Stream to, InteractivePriority onlineFirst, CancellationToken cancellation)
    {
        return new(to, onlineFirst) { turn = await onlineFirst.Turn(cancellation) };
    }

    /// <summary>Sends what was written if it is a whole piece, and waits for the next turn.</summary>
    /// <exception cref="TimeoutException">The caller does not read.</exception>
    public async ValueTask SendPiece(CancellationToken cancellation)
    {
        if (buffer.WrittenCount < PieceBytes)
            return;
        await SendRest(cancellation);
        turn = await onlineFirst.Turn(cancellation);
    }

    /// <summary>Sends what was written; nothing is to be written after it.</summary>
    /// <exception cref="TimeoutException">The caller does not read.</exception>
    public async ValueTask SendRest(CancellationToken cancellation)
    {
        EndTurn();
        for (var left = buffer.WrittenMemory; !left.IsEmpty; left = left[Math.Min(PieceBytes, left.Length)..])
            await Send(left[..Math.Min(PieceBytes, left.Length)], cancellation);
        buffer.ResetWrittenCount();
    }

    public void Dispose() => EndTurn();

    private async Task Send(ReadOnlyMemory<byte> piece, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(LongestPiece);
        try
        {
            await to.WriteAsync(piece, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }

    private void EndTurn()
    {
        turn?.Dispose();
        turn = null;
    }
}
