using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Matcher.Api.BatchRuns.Store;

/// <summary>
/// The settings of every connection: a commit is on the disk when it returns, what is erased is overwritten, and how large the file may
/// grow.
/// </summary>
internal sealed class StorePragmas(long mostBytes) : DbConnectionInterceptor
{
    private const int PageSize = 4096;

    // Erased runs give their space back. It counts only before there is anything in the file; and to say it later would be a write, for
    // which readers wait.
    private const string OfNewFile = "PRAGMA auto_vacuum = FULL; ";
    private readonly string ofAny =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; "
        + $"PRAGMA temp_store = MEMORY; PRAGMA max_page_count = {mostBytes / PageSize};";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (IsLook(connection))
            return;
        using var command = Command(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (IsLook(connection))
            return;
        await using var command = Command(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private DbCommand Command(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = new FileInfo(connection.DataSource) is { Exists: true, Length: > 0 } ? ofAny : OfNewFile + ofAny;
        return command;
    }

    // Migrations look whether the file is there, and may not write.
    private static bool IsLook(DbConnection connection) =>
        new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly;
}
