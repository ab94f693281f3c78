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
    StoreDatabase databases,
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
        var key = new AccessKey
        {
            Id = drawn.Id,
            Kind = kind,
            Hub = hub,
            Scopes = scopes,
            Origins = origins,
            Hash = drawn.Hash(),
            CreatedAt = now,
            ExpiresAt = now + lifetime,
        };
        await databases.Write(database => Add(database, key, now, cancellation), cancellation);
        return drawn;
    }

    /// <summary>All keys, by hub and age.</summary>
    public async Task<IReadOnlyList<AccessKey>> All(CancellationToken cancellation)
    {
        // Nobody made a key yet, and reading should not make a database.
        if (!isOpen && !StoreHosting.Exists(options.Value))
            return [];
        await Open(cancellation);
        return await databases.Read(
            database => database.Keys.AsNoTracking().OrderBy(key => key.Hub).ThenBy(key => key.CreatedAt).ToListAsync(cancellation),
            cancellation
        );
    }

    /// <summary>Revokes a key for good, on a full disk too.</summary>
    /// <returns>The key; null when there is none with this id.</returns>
    public async Task<AccessKey?> Revoke(string id, CancellationToken cancellation)
    {
        await Open(cancellation);
        AccessKey? revoked = null;
        await reserve.InNeed(
            () =>
                databases.Write(
                    async database =>
                    {
                        if (await database.Keys.FindAsync([id], cancellation) is not { } key)
                            return;
                        key.RevokedAt ??= clock.GetUtcNow().UtcDateTime;
                        await database.SaveChangesAsync(cancellation);
                        revoked = key;
                    },
                    cancellation
                ),
            cancellation
        );
        return revoked;
    }

    /// <summary>Notes when a key was last used.</summary>
    public Task NoteUse(string id, DateTime at, CancellationToken cancellation) =>
        databases.Write(
            database =>
                database
                    .Keys.Where(key => key.Id == id)
                    .ExecuteUpdateAsync(key => key.SetProperty(each => each.LastUsedAt, at), cancellation),
            cancellation
        );

    private static async Task Add(BatchDatabase database, AccessKey key, DateTime now, CancellationToken cancellation)
    {
        // No other process writes between the count and the key.
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        var valid = await database
            .Keys.Where(each => each.Hub == key.Hub && each.Kind == key.Kind && each.RevokedAt == null && each.ExpiresAt > now)
            .Select(each => each.Id)
            .ToListAsync(cancellation);
        if (valid.Count >= MostValid)
        {
            throw new InvalidDataException(
                $"{key.Hub} has {valid.Count} valid keys of this kind already, one in use and one to take its place: {string.Join(", ", valid)}. Revoke one of them first, with keys revoke."
            );
        }
        database.Keys.Add(key);
        await database.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task Open(CancellationToken cancellation)
    {
        if (!isOpen)
            await StoreHosting.Prepare(services, cancellation);
        isOpen = true;
    }
}
