using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Matcher.Api.BatchRuns.Store;

/// <summary>
/// Opens the database for a piece of work, which is done on threads of its own. SQLite has one writer at a time, so those of this process
/// take turns, instead of asking again and again whether the other is through.
/// </summary>
internal sealed class StoreDatabase(IOptions<StoreOptions> store) : IDisposable
{
    // As many as a disk and the few processors beside it have a use for.
    private const int MostReaders = 4;

    // Made with the first database that is opened: starting the service should not wait for it.
    private readonly Lazy<DbContextOptions<BatchDatabase>> options = new(() => Options(store.Value));
    private readonly StoreThreads readers = new("Store reader", MostReaders);
    private readonly StoreThreads writer = new("Store writer", 1);

    /// <summary>The database, on the thread of the caller and outside the writers' turns.</summary>
    public BatchDatabase Open() => new(options.Value);

    /// <summary>Looks something up.</summary>
    /// <param name="look">May use the database only until it ends.</param>
    /// <param name="cancellation">Ends the wait, and the look.</param>
    public Task<T> Read<T>(Func<BatchDatabase, Task<T>> look, CancellationToken cancellation) => On(readers, look, cancellation);

    /// <summary>Changes something.</summary>
    /// <param name="change">May use the database only until it ends, and may not wait for another change.</param>
    /// <param name="cancellation">Ends the wait for its turn, and the change.</param>
    public Task<T> Write<T>(Func<BatchDatabase, Task<T>> change, CancellationToken cancellation) => On(writer, change, cancellation);

    /// <inheritdoc cref="Write{T}"/>
    public Task Write(Func<BatchDatabase, Task> change, CancellationToken cancellation) =>
        Write(
            async database =>
            {
                await change(database);
                return true;
            },
            cancellation
        );

    public void Dispose()
    {
        readers.Dispose();
        writer.Dispose();
    }

    /// <summary>How the database is opened.</summary>
    public static DbContextOptions<BatchDatabase> Options(StoreOptions options) =>
        new DbContextOptionsBuilder<BatchDatabase>()
            .UseSqlite(
                new SqliteConnectionStringBuilder
                {
                    DataSource = StoreHosting.File(options),
                    ForeignKeys = true,
                    DefaultTimeout = 15,
                }.ConnectionString
            )
            // StoreErrors says what fails, in a sentence and without anything that was sent.
            .UseLoggerFactory(NullLoggerFactory.Instance)
            .AddInterceptors(new StorePragmas(options.MostBytesKept))
            .Options;

    private Task<T> On<T>(StoreThreads threads, Func<BatchDatabase, Task<T>> work, CancellationToken cancellation) =>
        threads.Run(
            async () =>
            {
                await using var database = Open();
                return await work(database);
            },
            cancellation
        );
}
