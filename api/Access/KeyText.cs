using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Matcher.Api.BatchRuns.Store;

namespace Matcher.Api.Access;

/// <summary>
/// A key as it is sent: <c>matcher_hub_ID_SECRET</c> or <c>matcher_pub_ID_SECRET</c>. The beginning is the same for all, so that programs
/// that look for secrets find one in a repository. The end is a checksum, so that a mistyped key is known for one without a look-up.
/// </summary>
/// <param name="Kind">Whose it is.</param>
/// <param name="Id">Its public part: logs and lists have it.</param>
/// <param name="Secret">Its secret part, 256 bits.</param>
internal sealed partial record KeyText(KeyKind Kind, string Id, byte[] Secret)
{
    /// <summary>How keys of ours begin, and no token does.</summary>
    public const string Prefix = "matcher_";

    private const int IdBytes = 6;
    private const int SecretBytes = 32;
    private const int ChecksumBytes = 4;

    /// <summary>Draws a new one.</summary>
    public static KeyText Draw(KeyKind kind) =>
        new(kind, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)), RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>Reads one; null when it has another form, or was mistyped or cut off.</summary>
    public static KeyText? TryParse(string text)
    {
        if (Form().Match(text) is not { Success: true } match)
            return null;
        var key = new KeyText(
            match.Groups["kind"].Value == "hub" ? KeyKind.Hub : KeyKind.Publishable,
            match.Groups["id"].Value,
            Convert.FromHexString(match.Groups["secret"].ValueSpan)
        );
        return key.ToString() == text ? key : null;
    }

    /// <summary>What is kept of the secret: it is random and long, so nobody finds it from its hash, slow or not.</summary>
    public byte[] Hash() => SHA256.HashData(Secret);

    /// <summary>The key as it is sent.</summary>
    public override string ToString()
    {
        var text = $"{Prefix}{(Kind == KeyKind.Hub ? "hub" : "pub")}_{Id}_{Convert.ToHexStringLower(Secret)}";
        return text + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)).AsSpan(0, ChecksumBytes));
    }

    [GeneratedRegex(
        @"\Amatcher_(?<kind>hub|pub)_(?<id>[0-9a-f]{12})_(?<secret>[0-9a-f]{64})[0-9a-f]{8}\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Form();
}
