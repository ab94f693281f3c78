using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Matcher.Api.BatchRuns.Store;

/// <summary>Opens the database of batch runs.</summary>
internal static class StoreHosting
{
    private const string FileName = "batch-runs.db";
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    public static void AddBatchStore(this IServiceCollection services)
    {
        services
            .AddOptions<StoreOptions>()
            .BindConfiguration(StoreOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<StoreOptions>, StoreFolder>();
        services.AddSingleton<IDbContextFactory<BatchDatabase>, Databases>();
        services.AddSingleton<RunStore>();
        services.AddSingleton<ChunkQueue>();
        services.AddSingleton<DiskReserve>();
        services.AddSingleton<RunErasure>();
        services.AddSingleton<Backlog>();
    }

    /// <summary>Whether there is a database already.</summary>
    public static bool Exists(StoreOptions options) => System.IO.File.Exists(File(options));

    /// <summary>Where it is, or would be.</summary>
    public static string File(StoreOptions options) => Path.Combine(Path.GetFullPath(options.Folder), FileName);

    /// <summary>Makes the folder and brings the tables up to date.</summary>
    /// <exception cref="InvalidDataException">The folder can't be made or written.</exception>
    /// <exception cref="DbException">The database can't be opened.</exception>
    public static async Task Prepare(IServiceProvider services, CancellationToken cancellation)
    {
        var folder = services.GetRequiredService<IOptions<StoreOptions>>().Value.Folder;
        if (StoreFolder.Unusable(folder) is not null)
            throw new InvalidDataException(StoreErrors.CantBeWritten);
        await services.GetRequiredService<DiskReserve>().InNeed(() => Open(services, folder, cancellation), cancellation);
    }

    private static async Task Open(IServiceProvider services, string folder, CancellationToken cancellation)
    {
        await using var database = await services.GetRequiredService<IDbContextFactory<BatchDatabase>>().CreateDbContextAsync(cancellation);
        if (!(await database.Database.GetPendingMigrationsAsync(cancellation)).Any())
            return;
        await using var alone = await Alone(Path.Combine(folder, "migrating.lock"), cancellation);
        // EF Core's own lock is a row, which a process that is killed leaves behind for ever; this one goes with its process.
        await database.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation);
        await database.Database.MigrateAsync(cancellation);
    }

    private static async Task<FileStream> Alone(string file, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (System.IO.File.Exists(file))
            {
                await Task.Delay(Glance, cancellation);
            }
        }
    }

    private static void Use(DbContextOptionsBuilder database, StoreOptions options) =>
        database
            .UseSqlite(
                new SqliteConnectionStringBuilder
                {
                    DataSource = File(options),
                    ForeignKeys = true,
                    DefaultTimeout = 15,
                }.ConnectionString
            )
            // StoreErrors says what fails, in a sentence and without anything that was sent.
            .UseLoggerFactory(NullLoggerFactory.Instance)
            .AddInterceptors(new Pragmas(options.MostBytesKept));

    /// <summary>
    /// Makes EF Core ready with the first database that is opened. The framework's own factory does so with the first class that may open
    /// one, so that starting the service would wait for it.
    /// </summary>
    private sealed class Databases(IOptions<StoreOptions> store) : IDbContextFactory<BatchDatabase>
    {
        private readonly Lazy<DbContextOptions<BatchDatabase>> options = new(() =>
        {
            var database = new DbContextOptionsBuilder<BatchDatabase>();
            Use(database, store.Value);
            return database.Options;
        });

        public BatchDatabase CreateDbContext() => new(options.Value);
    }

    /// <summary>
    /// The settings of every connection: a commit is on the disk when it returns, what is erased is overwritten, and how large the file may
    /// grow.
    /// </summary>
    private sealed class Pragmas(long mostBytes) : DbConnectionInterceptor
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

    /// <summary>For <c>dotnet ef migrations add</c>, which would start the service otherwise.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<BatchDatabase>
    {
        public BatchDatabase CreateDbContext(string[] args)
        {
            var options = new DbContextOptionsBuilder<BatchDatabase>();
            Use(options, new() { Folder = Path.GetTempPath() });
            return new(options.Options);
        }
    }
}
