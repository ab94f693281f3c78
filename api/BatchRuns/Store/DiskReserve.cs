using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Matcher.Api.BatchRuns.Store;

/// <summary>
/// Room kept back on the disk that runs are kept on. To erase a run takes room before it gives any, and so does to open the database;
/// without a reserve nobody could make room on a full disk but by deleting files of other programs.
/// </summary>
internal sealed class DiskReserve(IOptions<StoreOptions> store)
{
    // Several times what the database's log takes of some chunks that are erased.
    private const int Bytes = 4 * 1024 * 1024;
    private const int Block = 64 * 1024;

    private string File => Path.Combine(store.Value.Folder, "reserve");

    /// <summary>Does what makes room: if there is none to do it in, in the reserve's, which is kept back again afterwards.</summary>
    /// <param name="work">May be begun twice.</param>
    /// <param name="cancellation">Ends the wait for the disk.</param>
    public async Task InNeed(Func<Task> work, CancellationToken cancellation)
    {
        try
        {
            await work();
        }
        catch (Exception error) when (StoreErrors.IsWantOfRoom(error) && System.IO.File.Exists(File))
        {
            System.IO.File.Delete(File);
            await work();
        }
        finally
        {
            await KeepBack(cancellation);
        }
    }

    // As much of it as there is room for.
    private async Task KeepBack(CancellationToken cancellation)
    {
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.Append,
                Access = FileAccess.Write,
                BufferSize = 0,
            };
            await using var file = new FileStream(File, options);
            // Not zeros: some file systems make room of those.
            while (file.Position < Bytes)
                await file.WriteAsync(RandomNumberGenerator.GetBytes(Block), cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            // Full, or another process keeps it back: there is nothing more to keep.
        }
    }
}
