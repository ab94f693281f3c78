using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Claims;
using System.Security.Cryptography;
using Matcher.Api.Access.Callers;
using Matcher.Api.BatchRuns.Store;
using Matcher.Api.Http;

namespace Matcher.Api.Access;

/// <summary>
/// The keys in memory, so that a request costs a look-up and a hash. They are read again every two seconds: what a command or another
/// process does to them counts from then on.
/// </summary>
internal sealed partial class KeyRing(KeyStore store, TimeProvider clock, ILogger<KeyRing> logger) : BackgroundService
{
    private const string Replace = "Ask the operator of this service for a new one.";

    private const string Unreadable = "Keys can't be read: the database is damaged. Put back a copy of its folder from before.";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenNotes = TimeSpan.FromMinutes(1);

    // When keys were used, as far as it was not written yet.
    private readonly ConcurrentDictionary<string, DateTime> uses = new();
    private FrozenDictionary<string, HeldKey> held = FrozenDictionary<string, HeldKey>.Empty;
    private FrozenSet<string> origins = FrozenSet<string>.Empty;
    private bool isRead;
    private string? trouble;

    /// <summary>Finds who shows a key.</summary>
    /// <param name="text">What they sent in place of a key.</param>
    /// <param name="origin">The origin of the page that sent it; empty: no page did.</param>
    /// <returns>The caller, or why they are refused.</returns>
    public (ClaimsPrincipal? Caller, AccessRefusal? Refusal) Find(string text, string origin)
    {
        if (KeyText.TryParse(text) is not { } shown)
            return (null, AccessRefusal.Unreadable());
        if (!Volatile.Read(ref isRead))
            return (null, new(Problem.StorageUnavailable("Keys can't be checked now. Try again in a minute."), "unread", shown.Id));
        if (
            !Volatile.Read(ref held).TryGetValue(shown.Id, out var found)
            || found.Key.Kind != shown.Kind
            || !CryptographicOperations.FixedTimeEquals(found.Key.Hash, shown.Hash())
        )
        {
            return Invalid($"There is no key with the id {shown.Id} and this secret. {Replace}", "unknown", shown.Id);
        }
        var (key, now) = (found.Key, clock.GetUtcNow().UtcDateTime);
        if (key.RevokedAt is { } revoked)
            return Invalid($"The key {key.Id} was revoked on {revoked:yyyy-MM-dd}. {Replace}", "revoked", key.Id);
        if (!key.IsValid(now))
            return Invalid($"The key {key.Id} expired on {key.ExpiresAt:yyyy-MM-dd}. {Replace}", "expired", key.Id);
        if (key.Kind == KeyKind.Publishable && !key.Origins.Contains(origin, StringComparer.Ordinal))
            return (null, new(Problem.OtherOrigin(), "otherOrigin", key.Id));
        if (now - found.LastUse > BetweenNotes)
            uses[key.Id] = found.LastUse = now;
        return (found.Caller, null);
    }

    /// <summary>Whether pages of an origin have a key.</summary>
    public bool KnowsOrigin(string origin) => Volatile.Read(ref origins).Contains(origin);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before the service listens, so that nobody is refused for being early.
        await Refresh(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Pause, stoppingToken);
                await Refresh(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private static (ClaimsPrincipal?, AccessRefusal?) Invalid(string detail, string reason, string keyId) =>
        (null, new(Problem.InvalidCredentials(detail), reason, keyId));

    private async Task Refresh(CancellationToken cancellation)
    {
        try
        {
            var (keys, now, before) = (await store.All(cancellation), clock.GetUtcNow().UtcDateTime, held);
            Volatile.Write(ref held, keys.ToFrozenDictionary(key => key.Id, key => new HeldKey(key, before.GetValueOrDefault(key.Id))));
            Volatile.Write(ref origins, keys.Where(key => key.IsValid(now)).SelectMany(key => key.Origins).ToFrozenSet());
            Volatile.Write(ref isRead, true);
            // After the look: on a full disk a key that was revoked is refused all the same.
            foreach (var (id, at) in uses)
            {
                await store.NoteUse(id, at, cancellation);
                uses.TryRemove(new(id, at));
            }
            trouble = null;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            // The keys that were read before are good until they can be read again. A row whose cells are not what its columns hold makes
            // the library fail in many ways.
            var sentence = StoreErrors.Of(error) ?? Unreadable;
            if (trouble != sentence)
                LogTrouble(sentence, error.GetType().Name);
            trouble = sentence;
        }
    }

    [LoggerMessage(
        EventId = 1005,
        EventName = "KeysUnreadable",
        Level = LogLevel.Warning,
        Message = "Keys can't be read or noted as used: {Sentence} ({Type})"
    )]
    private partial void LogTrouble(string sentence, string type);

    private sealed class HeldKey(AccessKey key, HeldKey? before)
    {
        public AccessKey Key => key;

        public ClaimsPrincipal Caller { get; } =
            new Caller(key.Hub, key.Kind == KeyKind.Hub ? CallerKind.HubKey : CallerKind.PublishableKey, key.Id).ToPrincipal(key.Scopes);

        /// <summary>A minute or so late; two callers at once may both set it, to nearly the same.</summary>
        public DateTime LastUse { get; set; } = before?.LastUse ?? key.LastUsedAt ?? DateTime.MinValue;
    }
}
