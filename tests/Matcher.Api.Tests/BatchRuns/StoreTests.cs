using System.Runtime.Versioning;
using Matcher.Api.BatchRuns.Store;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Matcher.Api.Tests.BatchRuns;

/// <summary>The database after somebody was killed at it.</summary>
public sealed class StoreTests : IDisposable
{
    private static readonly Guid Old = new("3f0c1d52-8a4e-4d27-9f0a-2b7f6a1c9e10");
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("matcher-test-");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lock_that_a_killed_process_left_keeps_nobody_out(bool tablesStand)
    {
        await using var services = Services();
        if (tablesStand)
            await StoreHosting.Prepare(services, CancellationToken.None);
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "batch-runs.db")}"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-23 12:00:00');
                """;
            await command.ExecuteNonQueryAsync();
        }
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await StoreHosting.Prepare(services, patience.Token);
        Assert.Null(await services.GetRequiredService<RunStore>().Find(Guid.NewGuid(), patience.Token));
    }

    [Fact]
    public async Task What_is_erased_gives_its_space_back()
    {
        await using var services = Services();
        await StoreHosting.Prepare(services, CancellationToken.None);
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "batch-runs.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA auto_vacuum";
        Assert.Equal(1L, await command.ExecuteScalarAsync());
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    [UnsupportedOSPlatform("windows")]
    public async Task Other_users_can_t_read_the_database_in_a_folder_that_is_open_to_them(bool isThere)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has other rights, which files take over from their folder.");
        File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        var file = Path.Combine(folder.FullName, "batch-runs.db");
        if (isThere)
        {
            await File.WriteAllBytesAsync(file, []);
            File.SetUnixFileMode(file, (UnixFileMode)0b110_100_100);
        }
        await using var services = Services();
        await StoreHosting.Prepare(services, CancellationToken.None);
        await using var database = services.GetRequiredService<StoreDatabase>().Open();
        Assert.Empty(await database.Runs.ToListAsync());
        var files = Directory.GetFiles(folder.FullName, "batch-runs.db*");
        Assert.Contains($"{file}-wal", files);
        Assert.All(files, each => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(each)));
    }

    [Fact]
    public async Task Runs_of_the_version_before_are_taken_over_without_regard_to_applications()
    {
        await using var services = Services();
        await using (var database = services.GetRequiredService<StoreDatabase>().Open())
        {
            await database.Database.MigrateAsync("20261124044908_BatchRuns");
            await database.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "Runs" ("Id", "State", "CreatedAt", "Fingerprint", "Format", "Columns", "Limit", "Today", "Seed", "CatalogueVersion", "Rows")
                VALUES ({Old}, 'Ranking', '2026-11-25 12:00:00', '', 'Csv', '[]', 5, '2026-11-25', 1, '', 1)
                """
            );
        }
        await StoreHosting.Prepare(services, CancellationToken.None);
        var run = (await services.GetRequiredService<RunStore>().Find(Old, CancellationToken.None))!.Run;
        Assert.Equal((new DateOnly(2026, 11, 25), 0), (run.Today, run.ApplicationDays));
        Assert.Equal("", run.Owner);
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(
            new ConfigurationBuilder().AddInMemoryCollection([new("BatchRuns:Folder", folder.FullName)]).Build()
        );
        services.AddSingleton(TimeProvider.System);
        services.AddBatchStore();
        return services.BuildServiceProvider();
    }
}
