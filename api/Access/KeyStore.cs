using Matcher.Api.BatchRuns.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Matcher.Api.Access;

/// <summary>
/// Keeps keys in the database of batch runs, which the service and its command line share. Failures are the database's: see
/// <see cref="StoreErrors"/>.
/// </summary>
internal sealed class KeyStore(
    IServiceProvider services,
    IDbContextFactory<BatchDatabase> databases,
    DiskReserve reserve,
    IOptions<StoreOptions> options,
    TimeProvider clock
)
{
    // The one in use, and the one that takes its place.
    private const int MostValid = 2;

    private bool isOpen;

    /// <summary>Makes a key.</summary>
    /// <returns>The key with its secret, which is nowhere else.</returns>
    /// <exception cref="InvalidDataException">The hub has as many as it may have; the message says what to do.</exception>
    public async Task<KeyText> Create(
        KeyKind kind,
        string hub,
        string[] scopes,
        string[] origins,
        TimeSpan lifetime,
        CancellationToken cancellation
    )
    {
        await Open(cancellation);
        var (drawn, now) = (KeyText.Draw(kind), clock.GetUtcNow().UtcDateTime);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        // Nobody else writes between the count and the key.
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        var valid = await database
            .Keys.Where(key => key.Hub == hub && key.Kind == kind && key.RevokedAt == null && key.ExpiresAt > now)
            .Select(key => key.Id)
            .ToListAsync(cancellation);
        if (valid.Count >= MostValid)
        {
            throw new InvalidDataException(
                $"{hub} has {valid.Count} valid keys of this kind already, one in use and one to take its place: {string.Join(", ", valid)}. Revoke one of them first, with keys revoke."
            );
        }
        database.Keys.Add(
            new()
            {
                Id = drawn.Id,
                Kind = kind,
                Hub = hub,
                Scopes = scopes,
                Origins = origins,
                Hash = drawn.Hash(),
                CreatedAt = now,
                ExpiresAt = now + lifetime,
            }
        );
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return drawn;
    }

    /// <summary>All keys, by hub and age.</summary>
    public async Task<IReadOnlyList<AccessKey>> All(CancellationToken cancellation)
    {
        // Nobody made a key yet, and reading should not make a database.
        if (!isOpen && !StoreHosting.Exists(options.Value))
            return [];
        await Open(cancellation);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Keys.AsNoTracking().OrderBy(key => key.Hub).ThenBy(key => key.CreatedAt).ToListAsync(cancellation);
    }

    /// <summary>Revokes a key for good, on a full disk too.</summary>
    /// <returns>The key; null when there is none with this id.</returns>
    public async Task<AccessKey?> Revoke(string id, CancellationToken cancellation)
    {
        await Open(cancellation);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        if (await database.Keys.FindAsync([id], cancellation) is not { } key)
            return null;
        key.RevokedAt ??= clock.GetUtcNow().UtcDateTime;
        await reserve.InNeed(() => database.SaveChangesAsync(cancellation), cancellation);
        return key;
    }

    /// <summary>Notes when a key was last used.</summary>
    public async Task NoteUse(string id, DateTime at, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await database
            .Keys.Where(key => key.Id == id)
            .ExecuteUpdateAsync(key => key.SetProperty(each => each.LastUsedAt, at), cancellation);
    }

    private async Task Open(CancellationToken cancellation)
    {
        if (!isOpen)
            await StoreHosting.Prepare(services, cancellation);
        isOpen = true;
    }
}
