using System.Data.Common;
using System.Runtime.Versioning;
using Matcher.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
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
        services.AddSingleton<StoreDatabase>();
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
        CloseToOthers(Path.Combine(folder, FileName));
        await using var database = services.GetRequiredService<StoreDatabase>().Open();
        if (!(await database.Database.GetPendingMigrationsAsync(cancellation)).Any())
            return;
        await using var alone = await Alone(Path.Combine(folder, "migrating.lock"), cancellation);
        // EF Core's own lock is a row, which a process that is killed leaves behind for ever; this one goes with its process.
        await database.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation);
        await database.Database.MigrateAsync(cancellation);
    }

    // The folder is closed to other users when we make it, but an operator may have made it before. SQLite's other files follow this one.
    private static void CloseToOthers(string file)
    {
        if (OperatingSystem.IsWindows())
            return;
        try
        {
            AppDataFolder.MakeFile(file);
        }
        catch (IOException) when (System.IO.File.Exists(file))
        {
            TryClose(file);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static void TryClose(string file)
    {
        try
        {
            System.IO.File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        catch (UnauthorizedAccessException)
        {
            // It is another user's, who decides who may read it.
        }
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

    /// <summary>For <c>dotnet ef migrations add</c>, which would start the service otherwise.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<BatchDatabase>
    {
        public BatchDatabase CreateDbContext(string[] args) => new(StoreDatabase.Options(new() { Folder = Path.GetTempPath() }));
    }
}
