namespace Matcher.Api.BatchRuns.Store;

/// <summary>Where a key may be used.</summary>
internal enum KeyKind
{
    /// <summary>In a hub's own programs: it is a secret.</summary>
    Hub,

    /// <summary>In pages, where everybody can read it: it identifies a hub's pages and protects nothing.</summary>
    Publishable,
}

/// <summary>A key by which callers say which hub they are of. Its secret is not kept.</summary>
internal sealed class AccessKey
{
    /// <summary>How many characters the name of a hub has at most.</summary>
    public const int LongestHub = 100;

    /// <summary>Its public part, 12 hexadecimal digits.</summary>
    public string Id { get; init; } = "";

    /// <summary>Where it may be used.</summary>
    public KeyKind Kind { get; init; }

    /// <summary>The hub that it belongs to.</summary>
    public string Hub { get; init; } = "";

    /// <summary>What its callers may do.</summary>
    public string[] Scopes { get; init; } = [];

    /// <summary>The origins of the pages that may use it; none for a key of a hub's programs.</summary>
    public string[] Origins { get; init; } = [];

    /// <summary>SHA-256 of its secret part.</summary>
    public byte[] Hash { get; init; } = [];

    /// <summary>When it was made, UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>From when on it is refused, UTC.</summary>
    public DateTime ExpiresAt { get; init; }

    /// <summary>When it was revoked, UTC; null: it was not.</summary>
    public DateTime? RevokedAt { get; set; }

    /// <summary>When it was last used, UTC, a minute or so late; null: never.</summary>
    public DateTime? LastUsedAt { get; set; }

    /// <summary>Whether it is taken at a time.</summary>
    public bool IsValid(DateTime at) => RevokedAt is null && at < ExpiresAt;
}
