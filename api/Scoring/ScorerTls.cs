using System.Net.Security;
using Matcher.Data;

namespace Matcher.Api.Scoring;

/// <summary>
/// How the API shows a scorer that it is the API, and how it knows the scorer: certificates of an authority of one's own.
/// </summary>
internal static class ScorerTls
{
    /// <summary>What to connect with; null where the settings name no certificates, and those of the machine's authorities serve.</summary>
    /// <exception cref="InvalidDataException">A file can't be read, or one of the settings is missing; the message says what to do.</exception>
    public static SslClientAuthenticationOptions? Options(ScorerOptions options)
    {
        var settings = new[] { options.Certificate, options.CertificateKey, options.Authority };
        if (Array.TrueForAll(settings, setting => setting.Length == 0))
            return null;
        if (settings.Contains(""))
        {
            throw new InvalidDataException(
                "Scorer:Certificate, Scorer:CertificateKey and Scorer:Authority belong together: set all three, or none of them."
            );
        }
        if (options.IsEmbedded || options.Addresses.Any(address => !address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)))
            throw new InvalidDataException("With Scorer:Certificate every address in Scorer:Address has to begin with https://.");
        return new()
        {
            ClientCertificates = [MutualTls.Certificate(options.Certificate, options.CertificateKey)],
            CertificateChainPolicy = MutualTls.Trusting(options.Authority),
        };
    }
}
