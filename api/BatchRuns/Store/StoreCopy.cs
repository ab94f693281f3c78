using System.Data.Common;
using Matcher.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Matcher.Api.BatchRuns.Store;

/// <summary>Copies the database whole: out of a folder, also while a service works on it, and into a folder that has none.</summary>
internal sealed class StoreCopy(StoreDatabase store, IOptions<StoreOptions> options)
{
    private const string IsWhole = "ok";

    // What SQLite keeps of a database.
    private static readonly string[] LeftOver = ["", "-wal", "-shm", "-journal"];

    private string Folder => options.Value.Folder;

    /// <summary>Writes everything that was committed when it began to a new file, which only this user may read.</summary>
    /// <exception cref="InvalidDataException">There is nothing to copy, or the file is there already; the message says what to do.</exception>
    /// <exception cref="DbException">The database can't be read, or the file can't be written.</exception>
    public async Task Backup(string file, CancellationToken cancellation)
    {
        if (!StoreHosting.Exists(options.Value))
            throw new InvalidDataException($"There is no database in {Folder}. Name the service's folder with --state.");
        await Complete(
            file,
            async partial =>
            {
                await using var database = store.Open();
                await database.Database.ExecuteSqlAsync($"VACUUM INTO {partial}", cancellation);
                await Check(partial, file, cancellation);
            }
        );
    }

    /// <summary>Makes a backup the database of the folder, which must have none, so that nothing is lost by it.</summary>
    /// <exception cref="InvalidDataException">The file is not a whole backup, or the folder has a database; the message says what to do.</exception>
    public async Task Restore(string file, CancellationToken cancellation)
    {
        if (!File.Exists(file))
            throw new InvalidDataException($"There is no file {file}.");
        if (StoreFolder.Unusable(Folder) is { } why)
            throw new InvalidDataException($"{Folder} can't be written to: {why.TrimEnd('.')}.");
        var place = StoreHosting.File(options.Value);
        // A log alone would be applied to the backup.
        if (LeftOver.Any(ending => File.Exists(place + ending)))
            throw new InvalidDataException($"{Folder} has a database already. Stop the service and move that folder away first.");
        await Complete(
            place,
            async partial =>
            {
                await using (var from = File.OpenRead(file))
                await using (var to = File.OpenWrite(partial))
                {
                    await from.CopyToAsync(to, cancellation);
                    to.Flush(flushToDisk: true);
                }
                await Check(partial, file, cancellation);
            }
        );
    }

    // A file appears under its name once it is whole.
    private static async Task Complete(string file, Func<string, Task> write)
    {
        if (File.Exists(file))
            throw new InvalidDataException($"{file} is there already. Choose another name.");
        var partial = $"{Path.GetFullPath(file)}.part";
        File.Delete(partial);
        try
        {
            AppDataFolder.MakeFile(partial);
            await write(partial);
            File.Move(partial, file);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static async Task Check(string file, string named, CancellationToken cancellation)
    {
        try
        {
            var source = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
            await using var database = new SqliteConnection(source.ConnectionString);
            await database.OpenAsync(cancellation);
            await using var command = database.CreateCommand();
            command.CommandText = "SELECT integrity_check FROM pragma_integrity_check, (SELECT COUNT(*) FROM Runs) LIMIT 1";
            if ((string?)await command.ExecuteScalarAsync(cancellation) == IsWhole)
                return;
        }
        catch (SqliteException)
        {
            // Said below.
        }
        throw new InvalidDataException($"{named} is not a whole backup of batch runs.");
    }
}
