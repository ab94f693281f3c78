using System.Buffers;
using Matcher.Api.Limits;

namespace Matcher.Api.BatchRuns.Results;

/// <summary>
/// Sends a file of results a piece at a time: each is made in a turn at the processors and sent outside of it, so that nobody who reads
/// slowly holds up others.
/// </summary>
internal sealed class ResultWriter : IDisposable
{
    // People's own columns may be wide, and in CSV they are in each of their rows.
    private const int PieceBytes = 64 * 1024;

    private readonly Stream to;
    private readonly InteractivePriority onlineFirst;
    private readonly ArrayBufferWriter<byte> buffer = new(PieceBytes);
    private bool hasTurn;

    private ResultWriter(Stream to, InteractivePriority onlineFirst) => (this.to, this.onlineFirst) = (to, onlineFirst);

    /// <summary>What is to be sent next.</summary>
    public IBufferWriter<byte> Next => buffer;

    /// <summary>Waits for the first turn; to be disposed of, which ends the last.</summary>
    public static async Task<ResultWriter> Begin(Stream to, InteractivePriority onlineFirst, CancellationToken cancellation)
    {
        var writer = new ResultWriter(to, onlineFirst);
        await writer.BeginTurn(cancellation);
        return writer;
    }

    /// <summary>Sends what was written if it is a whole piece.</summary>
    public ValueTask SendPiece(CancellationToken cancellation) =>
        buffer.WrittenCount < PieceBytes ? ValueTask.CompletedTask : Send(cancellation);

    /// <summary>Sends what was written.</summary>
    public async ValueTask Send(CancellationToken cancellation)
    {
        EndTurn();
        await to.WriteAsync(buffer.WrittenMemory, cancellation);
        buffer.ResetWrittenCount();
        await BeginTurn(cancellation);
    }

    public void Dispose() => EndTurn();

    private async ValueTask BeginTurn(CancellationToken cancellation)
    {
        await onlineFirst.BeginTurn(cancellation);
        hasTurn = true;
    }

    private void EndTurn()
    {
        if (hasTurn)
            onlineFirst.EndTurn();
        hasTurn = false;
    }
}
